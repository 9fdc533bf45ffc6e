import NIOCore
import NIOPosix
import Seal
import Synchronization
import Testing

@testable import Wire

@Suite(.timeLimit(.minutes(1))) struct WireGateTests {
    private func limits(_ change: (inout WireGate.Limits) -> Void) -> WireGate.Limits {
        var limits = WireGate.Limits()
        change(&limits)
        return limits
    }

    @Test func `a handshake that does not come is not waited for`() async throws {
        try await SpliceBench.run(limits: limits { $0.handshake = .milliseconds(200) }) { bench, _ in
            let port = bench.port.withLock { $0 }
            let mute = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(host: "127.0.0.1", port: port).get()
            let took = try await ContinuousClock().measure { try await mute.closeFuture.get() }
            #expect(took < .seconds(3))
        }
    }

    @Test func `a connection nobody uses is closed`() async throws {
        try await SpliceBench.run(limits: limits { $0.idle = .milliseconds(300) }) { bench, pump in
            let drain = try await Behind(bench.behind, .drain)
            let took = try await ContinuousClock().measure {
                let back = try await bench.talk([1])
                #expect(back == [])
            }
            #expect(took > .milliseconds(250) && took < .seconds(4))
            await drain.stop()
        }
    }

    @Test func `one key does not take all places`() async throws {
        try await SpliceBench.run(limits: limits { $0.perKey = 2 }) { bench, pump in
            let echo = try await Behind(bench.behind, .echo)
            try await bench.connect().executeThenClose { one, sendOne in
                try await bench.connect().executeThenClose { two, sendTwo in
                    for (inbound, outbound) in [(one, sendOne), (two, sendTwo)] {
                        try await outbound.write(ByteBuffer(bytes: [1]))
                        for try await _ in inbound { break }
                    }
                    #expect(try await bench.talk([3]) == [])
                }
            }
            try await SpliceBench.until { pump.figures.open == 0 && bench.left.withLock { $0 } == 2 }
            #expect(try await bench.talk([4], until: 1) == [4])
            await echo.stop()
        }
    }

    @Test func `nothing behind the gate is an end, not a wait`() async throws {
        try await SpliceBench.run { bench, pump in
            #expect(try await bench.talk([1]) == [])
            try await SpliceBench.until { pump.figures.trouble == .closed }
            #expect(bench.left.withLock { $0 } == 1)
        }
    }

    @Test(arguments: [("HTTP/1.1 200 OK\r\n\r\n", true), ("HTTP/1.1 404 Not Found\r\n\r\n", false)])
    func `a probe is told whether there is a repository`(answer: String, isFound: Bool) async throws {
        try await SpliceBench.run { bench, _ in
            let say = try await Behind(bench.behind, .say(answer))
            let outcome = try await WireProbe.ask(bench.target())
            #expect((outcome == .found) == isFound)
            await say.stop()
        }
    }

    @Test func `a probe says why not`() async throws {
        try await SpliceBench.run { bench, _ in
            func code(_ limits: WireLimits = WireLimits(milliseconds: 4000)) async throws -> WireError.Code? {
                do { _ = try await WireProbe.ask(bench.target(), limits: limits) } catch let error as WireError {
                    return error.code
                }
                return nil
            }
            let rubbish = try await Behind(bench.behind, .say("SSH-2.0-OpenSSH\r\n"))
            #expect(try await code() == .broken)
            await rubbish.stop()
            let long = try await Behind(bench.behind, .flood)
            #expect(try await code() == .broken)
            await long.stop()
            let silent = try await Behind(bench.behind, .drain)
            #expect(try await code(WireLimits(milliseconds: 600)) == .timeout)
            #expect(silent.taken > 0)
            let before = silent.taken
            bench.known.withLock { $0 = [] }
            #expect(try await code() == .closed)
            bench.pinned.withLock { $0 = [] }
            #expect(try await code() == .untrusted)
            #expect(silent.taken == before)
            bench.port.withLock { $0 = 1 }
            #expect(try await code() == .unreachable)
            await silent.stop()
        }
    }

    @Test func `the brake counts what time brings, and nothing more`() {
        let brake = Brake(rate: { 800_000 })
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
        #expect(brake.wait(now: start) != nil)
        #expect(brake.wait(now: start + .milliseconds(10)) == nil)
        brake.take(51_000)
        // 50,000 bytes are owed: half a second, looked at five times a second.
        #expect(brake.wait(now: start + .milliseconds(10)) == Brake.longest)
        #expect(brake.wait(now: start + .milliseconds(450)) != nil)
        #expect(brake.wait(now: start + .milliseconds(530)) == nil)
        // An hour without a byte is not saved up.
        #expect(brake.wait(now: start + .hours(1)) == nil)
        brake.take(Brake.bite + 1)
        #expect(brake.wait(now: start + .hours(1)) != nil)
        let shut = Brake(rate: { 0 })
        #expect(shut.wait(now: start) == Brake.longest)
        #expect(shut.wait(now: start + .hours(1)) == Brake.longest)
    }
}
