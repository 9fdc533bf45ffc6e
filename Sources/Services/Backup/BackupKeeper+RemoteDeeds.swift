import DatasafeCore
import Varlink

/// The deeds about targets that are no disk.
extension BackupKeeper {
    nonisolated func answerRemotes(_ server: inout VarlinkServer) {
        server.on(BackupDeeds.AddOnline.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.AddOnline.name, audit: "backup.online", "", deed.user, context
            ) {
                try await self.addOnline($0)
            }
        }
        server.on(BackupDeeds.RunRemote.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.RunRemote.name, audit: "backup.run", deed.target.text, deed.user, context
            ) {
                try await self.runRemote(deed.target, cause: "person", $0)
            }
        }
        server.on(BackupDeeds.ChooseRemotePlan.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.ChooseRemotePlan.name, audit: "backup.plan",
                "\(deed.target.text) \(BackupPlan.hourMinute(deed.minute))", deed.user, context
            ) { _ in
                try await self.choose(deed)
            }
        }
        server.on(BackupDeeds.DropRemote.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.DropRemote.name, audit: "backup.\(deed.target.text)-end", "", deed.user,
                context
            ) { _ in
                try await self.drop(deed.target)
            }
        }
        server.on(BackupDeeds.TryShare.self) { deed, context in
            try await self.said { try await self.tryShare(deed, password: context.typed) }
        }
        server.on(BackupDeeds.AddShare.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.AddShare.name, audit: "backup.share", deed.policy.rawValue, deed.user, context
            ) {
                try await self.addShare(deed, password: context.typed, $0)
            }
        }
        server.on(BackupDeeds.AnswerShare.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.AnswerShare.name, audit: "backup.share-answer", deed.policy.rawValue, deed.user,
                context
            ) { _ in
                try await self.answerShare(deed)
            }
        }
    }
}
