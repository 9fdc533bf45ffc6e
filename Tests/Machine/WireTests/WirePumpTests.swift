import NIOCore
import NIOPosix
import Seal
import Synchronization
import Testing

@testable import Wire

@Suite(.timeLimit(.minutes(1))) struct WirePumpTests {
    @Test func `megabytes go through in both directions unchanged`() async throws {
        try await SpliceBench.run { bench, pump in
            let echo = try await Behind(bench.behind, .echo)
            let bytes = SpliceBench.bytes(6 << 20)
            let back = try await bench.talk(bytes, until: bytes.count)
            #expect(Fingerprint(of: back).hex == Fingerprint(of: bytes).hex)
            try await SpliceBench.until { pump.figures.open == 0 }
            #expect(pump.figures.up == bytes.count && pump.figures.down == bytes.count)
            #expect(pump.figures.trouble == nil)
            await echo.stop()
        }
    }

    @Test func `an end of one direction leaves the other open`() async throws {
        try await SpliceBench.run { bench, pump in
            let echo = try await Behind(bench.behind, .echo)
            let bytes = SpliceBench.bytes(1 << 20)
            #expect(try await bench.talk(bytes, ends: true) == bytes)
            #expect(try await bench.talk([7], ends: true) == [7])
            await echo.stop()
        }
    }

    /// Its bytes and its end come in one read with the last message of the handshake where the vendor's loop is busy.
    @Test func `a word that ends at once is not lost in the handshake`() async throws {
        try await SpliceBench.run { bench, pump in
            let echo = try await Behind(bench.behind, .echo)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...30 {
                    group.addTask {
                        let word = [UInt8(number)]
                        let back = try await bench.talk(word, ends: true)
                        #expect(back == word)
                    }
                }
                try await group.waitForAll()
            }
            await echo.stop()
        }
    }

    @Test func `many connections at once do not mix`() async throws {
        try await SpliceBench.run { bench, pump in
            let echo = try await Behind(bench.behind, .echo)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...24 {
                    group.addTask {
                        let bytes = SpliceBench.bytes(60_000 + number, seed: UInt64(number))
                        let back = try await bench.talk(bytes, until: bytes.count)
                        #expect(back == bytes)
                    }
                }
                try await group.waitForAll()
            }
            #expect(pump.figures.connections >= 24)
            try await SpliceBench.until { pump.figures.open == 0 }
            try await SpliceBench.until { bench.left.withLock { $0 } >= 24 }
            await echo.stop()
        }
    }

    @Test func `another key than the pinned one gets not one byte`() async throws {
        try await SpliceBench.run { bench, pump in
            let drain = try await Behind(bench.behind, .drain)
            bench.pinned.withLock { $0 = bench.box.key.publicKey.der }
            #expect(try await bench.talk(SpliceBench.bytes(100_000), ends: true) == [])
            #expect(pump.figures.trouble == .untrusted)
            #expect(drain.taken == 0)
            await drain.stop()
        }
    }

    @Test func `a box the vault does not know is closed without a word`() async throws {
        try await SpliceBench.run { bench, pump in
            let drain = try await Behind(bench.behind, .drain)
            bench.known.withLock { $0 = [] }
            #expect(try await bench.talk(SpliceBench.bytes(100_000), ends: true) == [])
            try await SpliceBench.until { pump.figures.trouble == .closed }
            #expect(drain.taken == 0)
            await drain.stop()
        }
    }

    @Test func `a user who may not come is closed before anybody is called`() async throws {
        try await SpliceBench.run { bench, pump in
            bench.mayCome.withLock { $0 = false }
            let back = try await bench.talk([1, 2, 3])
            #expect(back == [])
            #expect(pump.figures.up <= 3 && pump.figures.trouble == nil)
            #expect(bench.left.withLock { $0 } == 0)
        }
    }

    @Test func `who does not read holds up the sender and fills no memory`() async throws {
        try await SpliceBench.run { bench, pump in
            let deaf = try await Behind(bench.behind, .deaf)
            try await bench.connect().executeThenClose { _, outbound in
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        let chunk = ByteBuffer(repeating: 65, count: 1 << 16)
                        // 256 MB if nobody held it up.
                        for _ in 0..<4096 { guard (try? await outbound.write(chunk)) != nil else { return } }
                    }
                    var before = -1
                    while pump.figures.up != before || before == 0 {
                        before = pump.figures.up
                        try? await Task.sleep(for: .milliseconds(400))
                    }
                    // What the kernel holds of two sockets and one connection on loopback.
                    #expect(before < 24 << 20, "\(before) bytes were taken")
                    group.cancelAll()
                }
            }
            await deaf.stop()
        }
        try await SpliceBench.run { bench, pump in
            let flood = try await Behind(bench.behind, .flood)
            let deaf = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .channelOption(.autoRead, value: false).connect(unixDomainSocketPath: bench.door).get()
            var before = -1
            while pump.figures.down != before || before == 0 {
                before = pump.figures.down
                try await Task.sleep(for: .milliseconds(400))
            }
            #expect(before < 24 << 20, "\(before) bytes were taken")
            try await deaf.close().get()
            try await SpliceBench.until { pump.figures.open == 0 }
            await flood.stop()
        }
    }

    @Test func `a rate is kept by all connections together and heard in the middle`() async throws {
        try await SpliceBench.run { bench, pump in
            let drain = try await Behind(bench.behind, .drain)
            bench.rate.withLock { $0 = 4_000_000 }
            let clock = ContinuousClock()
            let kept = try await clock.measure {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<2 {
                        group.addTask { _ = try await bench.talk(SpliceBench.bytes(500_000), ends: true) }
                    }
                    try await group.waitForAll()
                }
            }
            // 2 s at this rate, but for what the kernel still holds of both when they end: that is read in one go.
            #expect(kept > .milliseconds(1000) && kept < .milliseconds(4000), "\(kept)")
            // 20 s at this rate.
            bench.rate.withLock { $0 = 400_000 }
            let changed = try await clock.measure {
                async let change: Void = {
                    try? await Task.sleep(for: .milliseconds(700))
                    bench.rate.withLock { $0 = nil }
                }()
                _ = try await bench.talk(SpliceBench.bytes(1_000_000), ends: true)
                await change
            }
            #expect(changed > .milliseconds(600) && changed < .milliseconds(2500), "\(changed)")
            #expect(drain.taken == 2_000_000)
            await drain.stop()
        }
    }

    @Test func `no server, a server that goes, and one that comes back`() async throws {
        let bench = try SpliceBench()
        let pump = bench.pump()
        let cut = try await Behind(bench.behind, .cut(after: 300_000))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pump.run() }
            try await SpliceBench.until { bench.isOpen }
            defer { group.cancelAll() }
            // A port that nobody listens on any more.
            bench.port.withLock { $0 = 1 }
            #expect(try await bench.talk([1, 2, 3]) == [])
            #expect(pump.figures.trouble == .unreachable)

            bench.port.withLock { $0 = 0 }
            try await withThrowingTaskGroup(of: Void.self) { vendor in
                let gate = try bench.gate()
                vendor.addTask { try await gate.run { port in bench.port.withLock { $0 = port } } }
                try await SpliceBench.until { bench.port.withLock { $0 } > 0 }
                // What stands behind the gate goes away in the middle of an upload.
                #expect(try await bench.talk(SpliceBench.bytes(4 << 20)) == [])
                await cut.stop()
                let deaf = try await Behind(bench.behind, .drain)
                async let talk = bench.talk([1, 2, 3])
                try await SpliceBench.until { deaf.taken == 3 }
                // The vendor's machine goes away while somebody waits for an answer.
                vendor.cancelAll()
                #expect(try await talk == [])
                await deaf.stop()
            }
            try await withThrowingTaskGroup(of: Void.self) { vendor in
                let gate = try bench.gate()
                let echo = try await Behind(bench.behind, .echo)
                vendor.addTask { try await gate.run() }
                try await Task.sleep(for: .milliseconds(100))
                #expect(try await bench.talk([1, 2, 3], until: 3) == [1, 2, 3])
                try await SpliceBench.until { pump.figures.trouble == nil }
                vendor.cancelAll()
                await echo.stop()
            }
        }
    }

    @Test func `cancelled, everything is closed`() async throws {
        let clock = ContinuousClock()
        let bench = try SpliceBench()
        let (pump, gate) = (bench.pump(), try bench.gate())
        let drain = try await Behind(bench.behind, .drain)
        try await withThrowingTaskGroup(of: Void.self) { vendor in
            vendor.addTask { try await gate.run { port in bench.port.withLock { $0 = port } } }
            try await SpliceBench.until { bench.port.withLock { $0 } > 0 }
            let running = Task { try await pump.run() }
            try await SpliceBench.until { bench.isOpen }
            async let talk = bench.talk(SpliceBench.bytes(10_000))
            try await SpliceBench.until { drain.taken == 10_000 }
            running.cancel()
            let took = try await clock.measure { try await running.value }
            #expect(try await talk == [])
            #expect(took < .seconds(2) && pump.figures.open == 0)
            #expect(!(await WireDoor.answers(bench.door)))
            vendor.cancelAll()
        }
        await drain.stop()
    }

    @Test func `cancelled while nobody answers the handshake, it ends as well`() async throws {
        let bench = try SpliceBench()
        let mute = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelOption(.autoRead, value: false).bind(host: "127.0.0.1", port: 0).get()
        bench.port.withLock { $0 = mute.localAddress?.port ?? 0 }
        let pump = bench.pump(limits: WireLimits(milliseconds: 60_000))
        let running = Task { try await pump.run() }
        try await SpliceBench.until { bench.isOpen }
        async let talk = bench.talk([1])
        try await SpliceBench.until { pump.figures.open == 1 && pump.figures.up == 0 }
        try await Task.sleep(for: .milliseconds(100))
        running.cancel()
        let took = try await ContinuousClock().measure { try await running.value }
        #expect(took < .seconds(2))
        #expect(try await talk == [])
        try await mute.close().get()
    }
}
