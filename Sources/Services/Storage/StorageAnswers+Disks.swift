import DatasafeCore
import Varlink

/// Changes of disks and keys.
extension StorageAnswers {
    func registerMembers(on server: inout VarlinkServer) {
        let keeper = keeper
        server.on(StorageDeeds.ReplaceMember.self) { deed, context in
            try await keeper.long(deed.deed, "ReplaceMember", context) {
                try await keeper.replaceMember(deed, report: $0)
            }
        }
        server.on(StorageDeeds.AddMember.self) { deed, context in
            try await keeper.long(deed.deed, "AddMember", context) { try await keeper.addMember(deed, report: $0) }
        }
        server.on(StorageDeeds.TakeOutMember.self) { deed, context in
            try await keeper.long(deed.deed, "TakeOutMember", context) {
                try await keeper.takeOutMember(deed, report: $0)
            }
        }
        server.on(StorageDeeds.EraseDisk.self) { deed, context in
            try await keeper.long(deed.deed, "EraseDisk", context) { try await keeper.eraseDisk(deed, report: $0) }
        }
        server.on(StorageDeeds.RetireBox.self) { deed, context in
            try await keeper.long(deed.deed, "RetireBox", context) { try await keeper.retireBox(deed, report: $0) }
        }
        server.on(StorageDeeds.ChooseSide.self) { deed, context in
            try await keeper.long(deed.deed, "ChooseSide", context) { _ in try await keeper.chooseSide(deed) }
        }
        server.on(StorageDeeds.CallOffChange.self) { _, _ in
            try await keeper.callOff()
            return Done()
        }
        server.on(StorageDeeds.StartScrub.self) { _, _ in
            try await keeper.startScrub()
            return Done()
        }
        server.on(StorageDeeds.PauseScrub.self) { _, _ in
            await keeper.pauseScrub()
            return Done()
        }
    }

    func registerKeys(on server: inout VarlinkServer) {
        let keeper = keeper
        server.on(StorageDeeds.IssueKey.self) { deed, context in
            try await keeper.long(deed.deed, "IssueKey", context) { try await keeper.issueKey(deed, report: $0) }
        }
        server.on(StorageDeeds.RevokeKey.self) { deed, context in
            try await keeper.long(deed.deed, "RevokeKey", context) { _ in try await keeper.revokeKey(deed) }
        }
        server.on(StorageDeeds.ChangeLock.self) { deed, context in
            try await keeper.long(deed.deed, "ChangeLock", context) { try await keeper.changeLock(deed, report: $0) }
        }
        server.on(StorageDeeds.RestoreHeader.self) { deed, context in
            try await keeper.long(deed.deed, "RestoreHeader", context) { _ in try await keeper.restoreHeader(deed) }
        }
        server.on(StorageDeeds.CancelKeyChange.self) { _, _ in
            try await keeper.cancelKeyChange()
            return Done()
        }
    }
}

extension StorageKeeper {
    /// Does a long deed once; its steps go into the fact and to whoever asked.
    func long(
        _ id: String, _ name: String, _ context: DeedContext,
        _ body: @escaping @Sendable (@Sendable (DeedProgress) async -> Void) async throws -> Void
    ) async throws -> Done {
        try await once(id, name) { report in
            try await body { step in
                await report(step)
                await context.progress(step)
            }
        }
        return Done()
    }
}
