import DatasafeCore
import Glibc
import StateFiles
import Synchronization
import Testing

@testable import Setup

@Suite(.timeLimit(.minutes(1))) struct SetupGuardTests {
    @Test(arguments: [StorageState.locked, .unlocking, .open, .openDegraded, .failed])
    func `a box whose state volume was lost is not set up anew`(state: StorageState) async throws {
        let box = try ScriptedBox()
        box.change { change in
            change.storage.state = state
            change.users = 2
        }
        let run = try await Run(box.outsides())
        #expect(box.fact().step == .done && box.fact().code.isEmpty)
        await #expect(throws: Refusal(code: "SET-NOT-NEW")) { try await run.day.check("123456") }
        await #expect(throws: Refusal(code: "SET-NOT-NEW")) {
            try await run.day.name(ScriptedBox.practice, secret: Secret(text: ScriptedBox.password))
        }
        await #expect(throws: Refusal(code: "SET-NOT-NEW")) {
            try await run.day.chooseDisks(SetupDeeds.ChooseDisks(disks: ["a", "b"], confirms: ["", ""]))
        }
        await #expect(throws: Refusal(code: "SET-NOT-NEW")) { try await run.day.finish() }
        // Open and with users: it is known, the marker comes back.
        #expect(box.marker == (state == .open || state == .openDegraded))
        #expect(box.state.withLock { $0.asked }.isEmpty)
        await run.cut()
    }

    @Test func `an open box nobody can log in to still gets its administrator`() async throws {
        let box = try ScriptedBox()
        box.change { $0.storage.state = .open }
        let run = try await Run(box.outsides())
        #expect(box.fact().step == .code)
        try await run.day.check(box.fact().code)
        #expect(box.fact().step == .practice)
        try await run.day.name(ScriptedBox.practice, secret: Secret(text: ScriptedBox.password))
        for _ in 0..<200 where box.fact().step != .paper { try await Task.sleep(for: .milliseconds(10)) }
        try await run.day.finish()
        #expect(box.marker && box.state.withLock { $0.users } == 1)
        #expect(!box.state.withLock { $0.asked }.contains("FormArray"))
        await run.cut()
    }

    @Test func `nothing is done before the code was typed`() async throws {
        let box = try ScriptedBox()
        let run = try await Run(box.outsides())
        let first = Refusal(code: "SET-CODE-FIRST")
        await #expect(throws: first) { try await run.day.name(ScriptedBox.practice, secret: Secret(text: "x")) }
        await #expect(throws: first) { try await run.day.formBox() }
        await #expect(throws: first) { _ = try await run.day.paperKey() }
        await #expect(throws: first) { try await run.day.finish() }
        #expect(box.state.withLock { $0.asked }.isEmpty)
        await run.cut()
    }

    @Test func `storage that has not looked yet is waited for`() async throws {
        let box = try ScriptedBox()
        let run = try await Run(box.outsides())
        try await run.day.check(box.fact().code)
        box.change { $0.storage.state = .starting }
        await #expect(throws: Refusal(code: "SET-NOT-READY")) {
            try await run.day.name(ScriptedBox.practice, secret: Secret(text: ScriptedBox.password))
        }
        await run.cut()
    }

    @Test(arguments: [
        ("", "anna", "Anna", "https://h", "c", ScriptedBox.password, "USR-FULL-NAME"),
        ("P", "a b", "Anna", "", "", ScriptedBox.password, "USR-NAME"),
        ("P", "anna", "", "", "", ScriptedBox.password, "USR-FULL-NAME"),
        ("P", "anna", "Anna", "", "", "kurz", "USR-PASSWORD-SHORT"),
        ("P", "anna", "Anna", "http://h", "c", ScriptedBox.password, "SET-HUB"),
        ("P", "anna", "Anna", "https://h", "", ScriptedBox.password, "SET-HUB"),
        ("P", "anna", "Anna", "", "c", ScriptedBox.password, "SET-HUB"),
    ])
    func `what would fail an hour later is refused at once`(
        practice: String, user: String, fullName: String, hub: String, hubCode: String, password: String, code: String
    ) async throws {
        let box = try ScriptedBox()
        let run = try await Run(box.outsides())
        try await run.day.check(box.fact().code)
        let deed = SetupDeeds.NamePractice(
            practice: practice, user: user, fullName: fullName, hub: hub, hubCode: hubCode)
        await #expect(throws: Refusal(code: code)) { try await run.day.name(deed, secret: Secret(text: password)) }
        #expect(box.fact().step == .practice)
        await run.cut()
    }

    @Test(arguments: [
        (["a"], [""]), (["a", "b", "c", "d", "e"], ["", "", "", "", ""]), (["a", "b"], [""]), (["a", "a"], ["", ""]),
        ([], []),
    ])
    func `two to four different disks with a confirmation each`(disks: [String], confirms: [String]) async throws {
        let box = try ScriptedBox()
        let run = try await Run(box.outsides())
        try await run.day.check(box.fact().code)
        try await run.day.name(ScriptedBox.practice, secret: Secret(text: ScriptedBox.password))
        await #expect(throws: Refusal(code: "SET-DISKS")) {
            try await run.day.chooseDisks(SetupDeeds.ChooseDisks(disks: disks, confirms: confirms))
        }
        #expect(!box.state.withLock { $0.asked }.contains("BeginSetUp"))
        await run.cut()
    }

    @Test func `a journal that cannot be read does not begin a first day anew`() async throws {
        let box = try ScriptedBox()
        try StateFile(path: "\(box.folder)/journal.json").replace(with: Array("{broken".utf8))
        #expect(throws: Refusal(code: "SET-JOURNAL")) { try FirstDay(box.outsides()) }
    }

    @Test func `a journal that cannot be written stops before anything happens`() async throws {
        let box = try ScriptedBox()
        let run = try await Run(box.outsides())
        #expect(mkdir("\(box.folder)/journal.json.new", 0o755) == 0)
        let code = box.fact().code
        await #expect(throws: Refusal(code: "SET-JOURNAL")) { try await run.day.check(code) }
        #expect(await run.day.journal == SetupJournal())
        await run.cut()
    }
}
