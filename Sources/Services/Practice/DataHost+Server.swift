import DatasafeCore
import Varlink

extension DataHost {
    /// The server that answers every deed of `PracticeDeeds.all`.
    func server(version: String, socket: ServerSocket, users: UserTable) -> VarlinkServer {
        var server = VarlinkServer(
            service: .practice, version: version, socket: socket, users: users, logger: logger)
        server.on(PracticeDeeds.CreateFirstAdministrator.self) { try await self.answer($0, secret: $1.secret) }
        server.on(PracticeDeeds.LogIn.self) { try await self.answer($0, secret: $1.secret) }
        server.on(PracticeDeeds.WhoIs.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.LogOut.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.ListFolder.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.Search.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.MakeFolder.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.FileDocument.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.OpenDocument.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.ListVersions.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.ChangeEntry.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.ListUsers.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.SaveUser.self) { try await self.answer($0, secret: $1.secret) }
        server.on(PracticeDeeds.ChangePassword.self) { try await self.answer($0, secret: $1.secret) }
        server.on(PracticeDeeds.ReadAudit.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.RecordAudit.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.ReadNight.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.ListNightBlobs.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.TakeRestored.self) { deed, context in
            try await self.answer(deed) { await context.progress($0) }
        }
        server.on(PracticeDeeds.TakeNight.self) { deed, context in
            try await self.answer(deed) { await context.progress($0) }
        }
        server.on(PracticeDeeds.FindGone.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.ReadGone.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.ForgetGone.self) { deed, _ in try await self.answer(deed) }
        server.on(PracticeDeeds.BecomeNight.self) { deed, _ in try await self.answer(deed) }
        return server
    }
}
