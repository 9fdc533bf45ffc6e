import DatasafeCore
import Glibc
import Seal
import Synchronization
import Testing
import Wire

@testable import Beat

@Suite(.timeLimit(.minutes(2))) struct BeatKeeperTests {
    @Test func `beats each minute, full first, signed, and forgets what the hub has`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        for _ in 0..<4 {
            try await keeper.turn(.timer)
            bench.turn(60)
        }
        #expect(bench.hub.beats.map(\.seq) == [1, 2, 3, 4])
        #expect(bench.hub.beats.map(\.kind) == [.full, .delta, .delta, .delta])
        #expect(bench.hub.beats.allSatisfy { $0.phase == .locked && $0.device == ScriptedHub.device })
        let key = try SealFolder(path: bench.folder).load()?.key.publicKey
        for (body, signature) in zip(bench.hub.bodies, bench.hub.signatures) {
            #expect(key?.verifies(signature, over: body) == true)
        }
        let fact = await keeper.fact()
        #expect(fact.enrolled && fact.waiting == 0 && fact.trouble == "none")
        #expect(fact.lastAcknowledged != nil)
        await keeper.close()
    }

    @Test func `says nothing before it is enrolled`() async throws {
        let bench = try Bench()
        let keeper = try bench.keeper()
        try await keeper.open()
        for sound in [Bell.Sound.timer, .change, .asked, .stop] { try await keeper.turn(sound) }
        #expect(bench.hub.lines == 0)
        #expect(await keeper.fact() == BeatFact())
        await keeper.close()
    }

    @Test func `an alarm goes at once, anything else waits`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        try await keeper.turn(.timer)
        bench.turn(10)
        try await keeper.turn(.change)
        #expect(bench.hub.beats.count == 1)
        bench.raise(1)
        try await keeper.turn(.change)
        #expect(bench.hub.beats.last?.kind == .event)
        #expect(bench.hub.beats.last?.events.map(\.number) == [1])
        #expect(bench.hub.beats.last?.checks.map(\.state) == [2])
        try await keeper.turn(.change)
        #expect(bench.hub.beats.count == 2)
        bench.state.withLock { $0.storage.state = .open }
        bench.turn(5)
        try await keeper.turn(.change)
        #expect(bench.hub.beats.last?.phase == .open)
        await keeper.close()
    }

    @Test func `an alarm does not wait for the end of a back-off`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        bench.state.withLock { $0.random = 0.99 }
        bench.hub.answers { _, _, _ throws(WireError) in throw WireError(.unreachable, "hub") }
        for _ in 0..<12 {
            try await keeper.turn(.timer)
            bench.turn(60)
        }
        #expect(await keeper.retryAt > bench.state.withLock { $0.seconds } + 60)
        bench.hub.answers(ScriptedHub.good)
        bench.raise(1)
        try await keeper.turn(.change)
        #expect(await keeper.fact().waiting == 0)
        await keeper.close()
    }

    @Test func `what happened offline arrives once, the present first, then in order`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        // With 0 every back-off would be the shortest.
        bench.state.withLock { $0.random = 0.99 }
        bench.hub.answers { _, _, _ throws(WireError) in throw WireError(.unreachable, "hub") }
        for number in 1...20 {
            bench.raise(number)
            try await keeper.turn(.timer)
            bench.turn(60)
        }
        let fact = await keeper.fact()
        #expect(fact.waiting == 20 && fact.trouble == "unreachable" && fact.oldestSeconds == 1200)
        let tries = bench.hub.bodies.count
        #expect(tries < 20)
        bench.hub.answers(ScriptedHub.good)
        bench.turn(1000)
        try await keeper.turn(.timer)
        let seqs = bench.hub.beats.dropFirst(tries).map(\.seq)
        #expect(seqs == [21] + Array(1...20))
        #expect(bench.hub.beats.dropFirst(tries).flatMap(\.events).map(\.number).sorted() == Array(1...20))
        // The very bytes of then: signed once, sent unchanged.
        #expect(bench.hub.bodies[0] == bench.hub.bodies[tries + 1])
        #expect(await keeper.fact().waiting == 0)
        await keeper.close()
    }

    @Test func `a restart goes on counting and tells no event twice`() async throws {
        let bench = try Bench()
        let first = try await bench.enrolled()
        bench.raise(1)
        try await first.turn(.timer)
        await first.close()
        let second = try bench.keeper(boot: "feedbeef")
        try await second.open()
        try await second.turn(.timer)
        #expect(bench.hub.beats.map(\.seq) == [1, 2])
        #expect(bench.hub.beats.map(\.boot) == ["0badcafe", "feedbeef"])
        #expect(bench.hub.beats.map(\.kind) == [.full, .full])
        #expect(bench.hub.beats.map { $0.events.count } == [1, 0])
        await second.close()
    }

    @Test func `a hub may ask for three things, and for nothing else`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        bench.hub.answers { _, body, _ throws(WireError) in
            ScriptedHub.stored(body, commands: [.snapshot, .beat], next: 30, ahead: 120)
        }
        try await keeper.turn(.timer)
        #expect(await keeper.interval == 30)
        #expect(await keeper.secondsToNext() == 1)
        bench.turn(1)
        try await keeper.turn(.timer)
        #expect(bench.hub.beats.map(\.kind) == [.full, .full])
        #expect(bench.hub.beats[1].offset == 120_000)
        #expect(await keeper.fact().trouble == "clock")
        bench.hub.answers { _, body, _ throws(WireError) in
            let text = String(decoding: ScriptedHub.stored(body, next: 99_999).body, as: UTF8.self)
            return WireReply(
                status: 200, headers: [],
                body: Array(text.replacing("\"cmds\":[]", with: "\"cmds\":[\"unlock\",\"sh\"],\"run\":\"rm\"").utf8))
        }
        bench.turn(30)
        try await keeper.turn(.timer)
        #expect(await keeper.interval == 900)
        #expect(await keeper.fact().waiting == 0)
        await keeper.close()
        let again = try bench.keeper()
        try await again.open()
        #expect(await again.interval == 900)
        await again.close()
    }

    @Test func `what was not understood is not stored`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        for body in [[], Array("{}".utf8), Array("<html>".utf8)] {
            bench.hub.answers { _, _, _ throws(WireError) in WireReply(status: 200, headers: [], body: body) }
            bench.turn(60)
            try await keeper.turn(.asked)
        }
        for error in [WireError.Code.tooLarge, .timeout, .broken, .untrusted] {
            bench.hub.answers { _, _, _ throws(WireError) in throw WireError(error, "hub") }
            bench.turn(60)
            try await keeper.turn(.asked)
            #expect(await keeper.fact().trouble == (error == .untrusted ? "refused" : "unreachable"))
        }
        #expect(await keeper.fact().waiting == 7)
        await keeper.close()
    }

    @Test func `a malformed beat is not sent again, a minimal one instead, once`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        bench.raise(1)
        bench.hub.answers { _, _, _ throws(WireError) in WireReply(status: 400, headers: [], body: []) }
        try await keeper.turn(.timer)
        #expect(bench.hub.beats.count == 2)
        #expect(bench.hub.beats[1].checks.map(\.id) == ["monitor.self"])
        #expect(bench.hub.beats[1].seq == 2)
        #expect(await keeper.fact().waiting == 0)
        await keeper.close()
    }

    @Test func `taken numbers are passed over, the beat survives`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        bench.raise(1)
        bench.hub.answers { _, body, _ throws(WireError) in
            let seq = (try? HeartbeatReading(body).beat.seq) ?? 0
            guard seq <= 500 else { return ScriptedHub.stored(body) }
            return WireReply(status: 409, headers: [], body: HubReply(ok: 500, next: 60, now: Bench.start).bytes)
        }
        try await keeper.turn(.timer)
        bench.turn(2)
        try await keeper.turn(.timer)
        #expect(bench.hub.beats.map(\.seq) == [1, 501])
        #expect(bench.hub.beats[1].events.map(\.number) == [1])
        let key = try SealFolder(path: bench.folder).load()?.key.publicKey
        #expect(key?.verifies(bench.hub.signatures[1], over: bench.hub.bodies[1]) == true)
        bench.turn(60)
        try await keeper.turn(.timer)
        #expect(bench.hub.beats.last?.seq == 502)
        await keeper.close()
    }

    @Test func `a refused box keeps its beats and asks seldom`() async throws {
        for status in [401, 403, 426] {
            let bench = try Bench()
            let keeper = try await bench.enrolled()
            bench.hub.answers { _, _, _ throws(WireError) in WireReply(status: status, headers: [], body: []) }
            for _ in 0..<10 {
                try await keeper.turn(.timer)
                bench.turn(60)
            }
            #expect(bench.hub.bodies.count == 1)
            #expect(await keeper.fact().trouble == "refused")
            #expect(await keeper.fact().waiting == 10)
            await keeper.close()
        }
    }

    @Test func `a hub that asks for patience gets it`() async throws {
        for (status, name) in [(429, "none"), (503, "unreachable")] {
            let bench = try Bench()
            let keeper = try await bench.enrolled()
            bench.hub.answers { _, _, _ throws(WireError) in
                WireReply(status: status, headers: [("retry-after", "300")], body: [])
            }
            try await keeper.turn(.timer)
            bench.turn(299)
            try await keeper.turn(.timer)
            #expect(bench.hub.bodies.count == 1)
            #expect(await keeper.fact().trouble == name)
            bench.turn(160)
            try await keeper.turn(.timer)
            #expect(bench.hub.bodies.count == 2)
            await keeper.close()
        }
    }

    @Test func `a long spool is emptied in turns`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        bench.hub.answers { _, _, _ throws(WireError) in throw WireError(.unreachable, "hub") }
        for _ in 0..<120 {
            try await keeper.turn(.timer)
            bench.turn(60)
        }
        let tries = bench.hub.bodies.count
        bench.hub.answers(ScriptedHub.good)
        bench.turn(2000)
        try await keeper.turn(.timer)
        #expect(bench.hub.bodies.count - tries == 50)
        #expect(await keeper.secondsToNext() == 1)
        for _ in 0..<2 { try await keeper.turn(.timer) }
        #expect(await keeper.fact().waiting == 0)
        await keeper.close()
    }

    @Test func `stopping is said`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        try await keeper.turn(.timer)
        bench.turn(20)
        try await keeper.turn(.stop)
        #expect(bench.hub.beats.last?.phase == .stopping)
        await keeper.close()
    }

    @Test func `boxes do not start in step`() async throws {
        let bench = try Bench()
        await (try bench.enrolled()).close()
        bench.state.withLock { $0.random = 0.5 }
        let keeper = try bench.keeper(jitter: 60)
        try await keeper.open()
        try await keeper.turn(.timer)
        #expect(bench.hub.beats.isEmpty)
        #expect(await keeper.secondsToNext() == 30)
        bench.turn(30)
        try await keeper.turn(.timer)
        #expect(bench.hub.beats.count == 1)
        await keeper.close()
    }
}
