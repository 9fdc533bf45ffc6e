import DatasafeCore
import Glibc
import Logging
import Synchronization
import Testing
import Varlink

@testable import Setup

/// The service as it stands on the box: its socket, and the sockets of storage and practice, all real.
@Suite(.timeLimit(.minutes(1))) struct SetupServiceTests {
    private func server(_ service: ServiceName, _ box: ScriptedBox) -> VarlinkServer {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return VarlinkServer(
            service: service, version: "0", socket: .path("\(box.folder)/\(service.socketFile)"),
            users: UserTable(services: [getuid(): .setup]), logger: logger)
    }

    private func storage(_ box: ScriptedBox) -> VarlinkServer {
        var server = server(.storage, box)
        server.on(StorageDeeds.BeginSetUp.self) { deed, _ in try await box.ask(deed) }
        server.on(StorageDeeds.WriteKey.self) { deed, _ in try await box.ask(deed) }
        server.on(StorageDeeds.FormArray.self) { deed, _ in try await box.ask(deed) }
        server.on(StorageDeeds.FinishSetUp.self) { deed, _ in try await box.ask(deed) }
        server.on(StorageDeeds.BackupKeyForPaper.self) { deed, context in
            context.giveBack(try await box.askForSecret(deed))
            return Done()
        }
        return server
    }

    private func practice(_ box: ScriptedBox) -> VarlinkServer {
        var server = server(.practice, box)
        server.on(PracticeDeeds.CreateFirstAdministrator.self) { deed, context in
            try await box.ask(deed, secret: context.secret)
        }
        server.on(PracticeDeeds.RecordAudit.self) { deed, _ in try await box.ask(deed) }
        return server
    }

    private func wait(_ box: ScriptedBox, for step: SetupStep) async throws {
        for _ in 0..<1000 where box.fact().step != step { try await Task.sleep(for: .milliseconds(10)) }
        #expect(box.fact().step == step)
    }

    /// The deed may return before the stick is read again, as it does for people: then the next one comes too early.
    private func write(_ stick: SetupDeeds.WriteStick, _ box: ScriptedBox, _ web: DeedClient) async throws {
        for _ in 0..<500 {
            do {
                _ = try await web.ask(stick)
                break
            } catch let refusal as Refusal where refusal.code == "SET-BUSY" {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        let id = "\(stick.role)-\(stick.number)"
        let isRead = { box.state.withLock { $0.storage.setup?.verifiedKeys.contains(id) == true } }
        for _ in 0..<500 where !isRead() { try await Task.sleep(for: .milliseconds(10)) }
    }

    @Test func `a whole first day over the sockets of the box`() async throws {
        let box = try ScriptedBox()
        let (storage, practice) = (storage(box), practice(box))
        let setup = Setup(box.outsides(deeds: DeedClient(folder: box.folder)))
        let web = DeedClient(folder: box.folder)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await storage.run()
                return false
            }
            group.addTask {
                try await practice.run()
                return false
            }
            group.addTask {
                try await setup.run()
                return true
            }
            try await wait(box, for: .code)
            while access("\(box.folder)/setup.socket", F_OK) != 0 { try await Task.sleep(for: .milliseconds(5)) }
            await #expect(throws: Refusal(code: "SET-CODE")) { try await web.ask(SetupDeeds.CheckCode(code: "no")) }
            _ = try await web.ask(SetupDeeds.CheckCode(code: box.fact().code))
            try await wait(box, for: .practice)
            _ = try await web.ask(ScriptedBox.practice, secret: Secret(text: ScriptedBox.password))
            try await wait(box, for: .disks)
            _ = try await web.ask(SetupDeeds.ChooseDisks(disks: ["a", "b"], confirms: ["", ""]))
            try await wait(box, for: .keys)
            await #expect(throws: Refusal(code: "SET-KEYS-MISSING")) { try await web.ask(SetupDeeds.FormBox()) }
            for (role, number) in [("unlock", 1), ("unlock", 2), ("backup", 1)] {
                try await write(SetupDeeds.WriteStick(role: role, number: number, stick: "s", confirm: ""), box, web)
            }
            _ = try await web.ask(SetupDeeds.FormBox())
            try await wait(box, for: .paper)
            let key = try await web.askForSecret(SetupDeeds.PaperKey())
            #expect(key.count == 64)
            _ = try await web.ask(SetupDeeds.Finish())
            #expect(box.fact().step == .done)
            // The service ends by itself, after its last answer.
            let first = try await group.next()
            #expect(first == true)
            group.cancelAll()
        }
        box.state.withLock { state in
            #expect(state.users == 1 && state.password == Array(ScriptedBox.password.utf8))
            #expect(state.audit == ["anna box.set-up"])
        }
        #expect(box.marker)
    }

    @Test func `a service started on a finished box says so and ends`() async throws {
        let box = try ScriptedBox()
        box.change { state in
            state.storage.state = .open
            state.users = 3
        }
        try await Setup(box.outsides()).run()
        #expect(box.marker && box.fact().step == .done)
    }
}
