import DatasafeCore
import FoundationEssentials
import Synchronization
import Testing
import Varlink

@testable import Backup

/// The service as a process sees it: socket, fact file, changes of storage's fact.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ServiceTests {
    @Test func `deeds come over the socket, progress and outcome are facts`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 4)
        box.facts.plugEmpty(3)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Backup(box.outsides).run() }
            defer { group.cancelAll() }
            try await box.wait("the socket") { Files.exists("\(box.root)/run/backup.socket") }
            let client = DeedClient(folder: "\(box.root)/run")
            let steps = Steps()
            _ = try await client.ask(
                BackupDeeds.InitialiseDisk(deed: "a1", disk: "usb-3", number: 3, confirm: "", user: "chef"),
                secret: nil
            ) { await steps.add($0.step) }
            let order = await steps.seen
            #expect(order == ["prepare", "snapshot", "prepare", "backup", "verify", "forget", "drill"], "\(order)")
            #expect(try box.fact().deeds.first?.outcome == "done")
            #expect(try box.fact().disks.map(\.state) == ["done"])
            let line = box.storage.state.withLock { $0.audit.first }
            #expect(line?.action == "backup.initialise")
            #expect(line?.user == "chef")
            #expect(line?.outcome == "done")

            // Asked twice, done once: the same answer.
            _ = try await client.ask(
                BackupDeeds.InitialiseDisk(deed: "a1", disk: "usb-3", number: 3, confirm: "", user: "chef"))
            #expect(box.storage.asked().count { $0 == "InitialiseBackupDisk" } == 1)
            #expect(box.storage.state.withLock { $0.audit.count } == 1)

            await #expect(throws: Refusal(.time)) {
                try await client.ask(BackupDeeds.ChoosePlan(deed: "a2", minute: 180, keep: .long, user: ""))
            }
            // The fact of storage is watched: pulled without anybody asking.
            box.facts.pull(3)
            try await box.wait("the fact", seconds: 3) { try box.fact().disks[0].state == "away" }
            await #expect(throws: Refusal(.noDisk)) {
                try await client.ask(BackupDeeds.RunNow(deed: "a3", user: "chef"))
            }
            #expect(try box.fact().deeds.first?.refusal?.code == "BAK-NO-DISK")
            box.pass(hours: 24)
            // Nine in the evening comes by itself.
            try await box.wait("the night") { try box.fact().catchUp }
            // Plugged in: caught up without anybody asking.
            box.facts.plug(3)
            try await box.wait("the catch-up") { try box.fact().disks[0].state == "done" }
            #expect(try box.fact().runs[0].cause == "catch-up")
        }
    }

    private actor Steps {
        var seen: [String] = []
        func add(_ step: String) { if seen.last != step { seen.append(step) } }
    }
}
