import Database
import DatasafeCore
import FactFiles
import Glibc
import Synchronization
import Testing
import Varlink

@testable import Monitor

@Suite(.timeLimit(.minutes(2))) struct MonitorTests {
    @Test func `a pulled disk is an alarm within three seconds, and the hub is told`() async throws {
        let box = try TestBox()
        try box.write(TestBox.locked())
        try await box.running(box.monitor()) {
            _ = try await box.fact { $0.state("raid.members") == 0 && $0.state("load15") == 0 }
            let pulled = ContinuousClock.now
            try box.write(TestBox.degraded())
            let fact = try await box.fact(within: .seconds(3)) { $0.state("raid.members") == 2 }
            let took = pulled.duration(to: .now)
            #expect(took < .seconds(3))
            #expect(fact.state("raid.redundancy") == 2)
            #expect(fact.count("raise", "raid.members") == 1)
            #expect(fact.checks.first?.state == 2)
            try await Task.sleep(for: .milliseconds(300))
            #expect(box.asked.withLock { $0 } >= 1)
            try box.write(TestBox.locked())
            let healed = try await box.fact(within: .seconds(3)) { $0.state("raid.members") == 0 }
            #expect(healed.count("resolve", "raid.members") == 1)
        }
    }

    @Test func `a box that starts degraded alarms with its first fact`() async throws {
        let box = try TestBox()
        try box.write(TestBox.degraded())
        try await box.running(box.monitor()) {
            let fact = try await box.fact { !$0.checks.isEmpty }
            #expect(fact.state("raid.members") == 2 && fact.count("raise", "raid.members") == 1)
        }
    }

    @Test func `an orderly restart tells nothing twice and is no crash`() async throws {
        let box = try TestBox()
        try box.write(TestBox.degraded())
        for round in 1...4 {
            try await box.running(box.monitor()) {
                let fact = try await box.fact { $0.events.count { $0.event == "restart" } == round }
                #expect(fact.state("raid.members") == 2)
                #expect(fact.count("raise", "raid.members") == 1)
                #expect(fact.state("monitor.self") == 0)
            }
        }
        let store = try MonitorStore(path: "\(box.folder)/monitor.sqlite")
        let kept = try store.load()
        #expect(kept.endedInOrder && kept.crashes.isEmpty)
        #expect(kept.states[CheckID(.raidMembers)]?.shown == .crit)
    }

    /// Where the killed child and its parent meet; the child knows the parent only by its process id.
    private static func killFolder(_ parent: pid_t) -> String { "/tmp/monitor-killed-\(parent)" }

    @Test func `kill -9 loses no alarm, tells none twice and counts as a crash`() async throws {
        let folder = Self.killFolder(getpid())
        for _ in 1...2 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                let box = try TestBox(folder: MonitorTests.killFolder(getppid()))
                unlink("\(box.folder)/monitor.json")
                try box.write(TestBox.degraded())
                try await box.running(box.monitor()) {
                    _ = try await box.fact { $0.state("raid.members") == 2 }
                    kill(getpid(), SIGKILL)
                }
            }
        }
        let box = try TestBox(folder: folder)
        #expect(try MonitorStore(path: "\(folder)/monitor.sqlite").load().endedInOrder == false)
        try box.write(TestBox.degraded())
        try await box.running(box.monitor()) {
            let fact = try await box.fact { $0.events.count { $0.event == "restart" } == 3 }
            #expect(fact.count("raise", "raid.members") == 1)
            #expect(fact.state("raid.members") == 2)
        }
        #expect(try MonitorStore(path: "\(folder)/monitor.sqlite").load().crashes.count == 2)
    }

    @Test func `a latched alarm is accepted by its deed, others are refused with their code`() async throws {
        let box = try TestBox()
        var fact = TestBox.degraded()
        fact.state = .openDegraded
        var volume = VolumeFact()
        volume.bytes = 1_000_000_000_000
        volume.corruptions = 2
        fact.volume = volume
        try box.write(fact)
        try await box.running(box.monitor()) {
            _ = try await box.fact { $0.state("raid.errors:fs") == 2 }
            let client = DeedClient(folder: box.folder)
            _ = try await client.ask(MonitorDeeds.Acknowledge(check: "raid.errors:fs", user: "u1"))
            let accepted = try await box.fact(within: .seconds(1)) { $0.state("raid.errors:fs") == 0 }
            #expect(accepted.count("resolve", "raid.errors:fs") == 1)
            await #expect(throws: Refusal(code: "MON-NOT-LATCHED", subject: "raid.members")) {
                try await client.ask(MonitorDeeds.Acknowledge(check: "raid.members", user: "u1"))
            }
            await #expect(throws: Refusal(code: "MON-NO-SUCH-ALARM", subject: "'; DROP TABLE state; --")) {
                try await client.ask(MonitorDeeds.Acknowledge(check: "'; DROP TABLE state; --", user: "u1"))
            }
        }
    }

    @Test func `a disk's verdict and its curve are told, also after a restart`() async throws {
        let box = try TestBox()
        var fact = TestBox.locked()
        var disk = DiskFact(id: "ata-A_1", bay: "d1", model: "A", serial: "1", bytes: 1, content: "member")
        var smart = SmartFact(at: TestBox.now())
        smart.kind = "ata"
        smart.values = ["reallocated": 3, "hours": 9]
        smart.celsius = 31
        disk.smart = smart
        fact.disks = [disk]
        try box.write(fact)
        for round in 1...2 {
            try await box.running(box.monitor()) {
                _ = try await box.fact { fact in
                    fact.state("disk.smart:d1") == 1 && fact.events.count { $0.event == "restart" } == round
                }
                let client = DeedClient(folder: box.folder)
                let told = try await client.ask(MonitorDeeds.DiskHistory(disk: "d1"))
                #expect(told.disk == "ata-A_1" && told.level == 1 && told.reasons.map(\.code) == [.reallocated])
                #expect(told.celsius == [31] && told.values[.reallocated] == [3])
                await #expect(throws: Refusal(code: "MON-NO-SUCH-DISK", subject: "d2")) {
                    try await client.ask(MonitorDeeds.DiskHistory(disk: "d2"))
                }
            }
        }
    }

    @Test func `without its file the monitor alarms all the same and says so`() async throws {
        let box = try TestBox()
        try box.write(TestBox.degraded())
        try await box.running(box.monitor(database: "\(box.folder)/no/such/folder.sqlite")) {
            let fact = try await box.fact { $0.state("raid.members") == 2 }
            #expect(fact.count("raise", "raid.members") == 1)
            #expect(fact.checks.contains { $0.id == "monitor.self" && $0.state <= 1 })
        }
    }

    @Test func `a damaged file is told and costs no alarm`() async throws {
        let box = try TestBox()
        let path = "\(box.folder)/monitor.sqlite"
        let file = try #require(fopen(path, "w"))
        fputs(String(repeating: "not a database ", count: 1000), file)
        fclose(file)
        try box.write(TestBox.degraded())
        try await box.running(box.monitor()) {
            _ = try await box.fact { $0.state("raid.members") == 2 }
        }
    }

    @Test func `figures that do not come make their checks unknown, not the others`() async throws {
        let box = try TestBox()
        try box.write(TestBox.locked())
        box.figures.withLock { $0 = MachineReading() }
        try await box.running(box.monitor()) {
            let fact = try await box.fact { $0.state("load15") == 3 }
            #expect(fact.state("raid.members") == 0 && fact.state("mem.avail") == 3)
        }
    }

    @Test func `the fact of a whole box fits`() async throws {
        let box = try TestBox()
        try box.write(TestBox.degraded())
        try await box.running(box.monitor()) {
            _ = try await box.fact { $0.state("raid.members") == 2 }
            var status = stat()
            #expect(stat("\(box.folder)/monitor.json", &status) == 0)
            #expect(status.st_size > 1000 && status.st_size < 16_384)
        }
    }
}
