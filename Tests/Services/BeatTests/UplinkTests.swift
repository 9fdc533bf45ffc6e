import DatasafeCore
import Glibc
import Logging
import NIOCore
import NIOPosix
import Seal
import Synchronization
import Testing
import Varlink
import Wire

@testable import Beat

/// The vendor's gate on loopback, with the key of the scripted hub, and a program behind it that says one thing.
private final class OneVault: Sendable {
    let booked = Shared(true)
    /// Keys that came.
    let seen = Shared<Set<[UInt8]>>([])
    private let gate: WireGate
    private let behind: any Channel

    init(_ bench: Bench, key: SigningKey? = nil, says answer: String = "HTTP/1.1 404 Not Found\r\n\r\n") async throws {
        let sealed = try SelfSigned.server(
            key: key ?? bench.hub.key, name: "hub", hosts: ["127.0.0.1"], now: Bench.start)
        let path = "\(bench.folder)/behind"
        behind = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Answerer(answer))
                }
            }
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        let (booked, seen) = (booked, seen)
        gate = try WireGate(
            identity: WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate), host: "127.0.0.1", port: 0,
            place: { key in
                seen.value.withLock { _ = $0.insert(key) }
                return booked.value.withLock { $0 } ? path : nil
            })
    }

    func run(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.gate.run { running.yield($0) } }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            defer { group.cancelAll() }
            try await body(port)
        }
        try await behind.close().get()
    }
}

private final class Shared<Value: Sendable>: Sendable {
    let value: Mutex<Value>
    init(_ value: Value) { self.value = Mutex(value) }
}

private final class Answerer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let answer: String
    init(_ answer: String) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    }
}

@Suite(.timeLimit(.minutes(1))) struct UplinkTests {
    private static let log: Logger = {
        var log = Logger(label: "test")
        log.logLevel = .critical
        return log
    }()

    /// The whole service beside a vault, asked as the backup service asks it.
    private func beat(
        _ bench: Bench, port: Int, users: UserTable = .byHand, facts: Shared<[BeatFact]> = Shared([]),
        changes: AsyncStream<ServiceName> = AsyncStream { _ in }, _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let beat = Beat(
            outsides: bench.outsides(), socket: .path("\(bench.folder)/beat.socket"), users: .byHand,
            uplink: UplinkDoor(.path("\(bench.folder)/up"), users: users, port: port), changes: { changes },
            write: { fact in facts.value.withLock { $0.append(fact) } }, log: Self.log)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await beat.run() }
            defer { group.cancelAll() }
            while !(await WireDoor.answers("\(bench.folder)/up")) { try await Task.sleep(for: .milliseconds(10)) }
            try await body()
        }
    }

    private func probe(_ bench: Bench) async throws -> Result<Bool, Refusal> {
        do {
            return .success(try await DeedClient(folder: bench.folder).ask(BeatDeeds.ProbeVault()).hasRepository)
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }

    /// What comes back through the line; empty when it is closed.
    private func talk(_ bench: Bench) async throws -> String {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: "\(bench.folder)/up") { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try? await outbound.write(ByteBuffer(string: "GET /repo/config HTTP/1.1\r\n\r\n"))
            do { for try await buffer in inbound { return String(buffer: buffer) } } catch {}
            return ""
        }
    }

    @Test func `the line leads to the hub's host, with its key and ours, once the box is enrolled`() async throws {
        let bench = try Bench()
        let keeper = try bench.keeper()
        #expect(await keeper.vault(port: VaultAddress.port) == nil)
        _ = try await keeper.enrol(hub: "https://hub.example:8443", code: bench.hub.code())
        let target = try #require(await keeper.vault(port: VaultAddress.port))
        #expect(target.address.place == "hub.example:8444")
        #expect(target.trusts(bench.hub.key.publicKey.der))
        #expect(!target.trusts(SigningKey().publicKey.der))
        await keeper.close()
    }

    @Test func `a probe says what is there, or why nothing can be`() async throws {
        let bench = try Bench()
        let vault = try await OneVault(bench)
        try await vault.run { port in
            try await beat(bench, port: port) {
                #expect(try await probe(bench) == .failure(Refusal(code: "BAK-NOT-ENROLLED")))
                #expect(try await talk(bench) == "")
                let deeds = DeedClient(folder: bench.folder)
                _ = try await deeds.ask(BeatDeeds.Enrol(hub: "https://127.0.0.1", code: bench.hub.code()))
                #expect(try await probe(bench) == .success(false))
                let key = try #require(try SealFolder(path: bench.folder).load()).key.publicKey.der
                #expect(vault.seen.value.withLock { $0 } == [key])
                vault.booked.value.withLock { $0 = false }
                let place = "127.0.0.1:\(port)"
                #expect(try await probe(bench) == .failure(Refusal(code: "BAK-REFUSED", subject: place)))
            }
        }
        // The vault is gone.
        try await beat(bench, port: 1) {
            let said = try await probe(bench)
            #expect(said == .failure(Refusal(code: "BAK-AWAY", subject: "127.0.0.1:1")))
        }
        let strange = try await OneVault(bench, key: SigningKey())
        try await strange.run { port in
            try await beat(bench, port: port) {
                let place = "127.0.0.1:\(port)"
                let said = try await probe(bench)
                #expect(said == .failure(Refusal(code: "BAK-STRANGE", subject: place)))
                #expect(strange.seen.value.withLock { $0.count } <= 1)
            }
        }
        let full = try await OneVault(bench, says: "HTTP/1.1 200 OK\r\n\r\n")
        try await full.run { port in
            try await beat(bench, port: port) {
                let said = try await probe(bench)
                #expect(said == .success(true))
            }
        }
    }

    @Test func `the backup's bytes go through, another user's do not, and the fact tells`() async throws {
        let bench = try Bench()
        let keeper = try bench.keeper()
        try await keeper.open()
        _ = try await keeper.enrol(hub: "https://127.0.0.1", code: bench.hub.code())
        await keeper.close()
        let vault = try await OneVault(bench)
        let facts = Shared<[BeatFact]>([])
        try await vault.run { port in
            let backup = UserTable(services: [getuid(): .backup], roots: [])
            try await beat(bench, port: port, users: backup, facts: facts) {
                #expect(try await talk(bench) == "HTTP/1.1 404 Not Found\r\n\r\n")
                // The last byte is counted after it was handed over: who has read it may ask too early.
                let end = ContinuousClock.now.advanced(by: .seconds(30))
                while facts.value.withLock({ $0.last?.vault?.down ?? 0 }) == 0, ContinuousClock.now < end {
                    _ = try await DeedClient(folder: bench.folder).ask(BeatDeeds.BeatNow())
                    try await Task.sleep(for: .milliseconds(20))
                }
                let line = try #require(facts.value.withLock { $0.last?.vault })
                #expect(line.up == 29 && line.down == 26 && line.trouble == "none")
            }
            let web = UserTable(services: [getuid(): .web], roots: [])
            try await beat(bench, port: port, users: web) {
                let said = try await talk(bench)
                #expect(said == "")
            }
        }
    }

    @Test func `the pace is the one the backup service says`() throws {
        let bench = try Bench()
        let uplink = Uplink(UplinkDoor(.path("\(bench.folder)/up")), facts: bench, target: { nil })
        uplink.heed()
        #expect(uplink.rate == nil)
        bench.state.withLock { state in
            state.backup = BackupFact()
            state.backup?.uplinkLimit = 2_000_000
        }
        uplink.heed()
        #expect(uplink.rate == 2_000_000)
        bench.state.withLock { $0.backup?.uplinkLimit = nil }
        uplink.heed()
        #expect(uplink.rate == nil)
    }

    @Test func `an error of the line has its code`() {
        let words = WireError.Code.allCases.map { BackupCode(line: $0).code }
        #expect(Set(words) == ["BAK-AWAY", "BAK-STRANGE", "BAK-REFUSED", "BAK-NOT-ENROLLED"])
    }
}
