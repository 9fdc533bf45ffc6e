import DatasafeCore
import Glibc
import NIOCore
import NIOPosix
import Seal
import Synchronization
import Testing

@testable import Wire

/// A box and a vendor on loopback: a socket, the pump, TLS, the gate, and the socket behind it.
final class SpliceBench: Sendable {
    static let start = Instant(seconds: 1_795_000_000)

    let folder: String
    let vault: SelfSigned
    let box: SelfSigned
    let rate = Mutex<Int?>(nil)
    /// Who the pump trusts; the vault unless the test says otherwise.
    let pinned = Mutex<[UInt8]>([])
    /// Keys the gate lets in.
    let known = Mutex<Set<[UInt8]>>([])
    let left = Mutex(0)
    let port = Mutex(0)
    let mayCome = Mutex(true)

    init() throws {
        var template = Array("/tmp/wire-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        vault = try SelfSigned.server(key: SigningKey(), name: "vault", hosts: ["127.0.0.1"], now: Self.start)
        box = try SelfSigned.device(key: SigningKey(), now: Self.start)
        pinned.withLock { $0 = vault.key.publicKey.der }
        known.withLock { $0 = [box.key.publicKey.der] }
    }

    var door: String { "\(folder)/door" }
    /// Whether the pump's socket is there; looked at without a connection, which would be counted.
    var isOpen: Bool { access(door, F_OK) == 0 }
    var behind: String { "\(folder)/behind" }

    func target(_ identity: SelfSigned? = nil) throws -> WireTarget {
        let shown = identity ?? box
        return try WireTarget(
            address: WireAddress("https://127.0.0.1:\(port.withLock { $0 })"),
            identity: WireIdentity(keyPEM: shown.key.pem, certificate: shown.certificate),
            trusts: { key in key == self.pinned.withLock { $0 } })
    }

    func pump(limits: WireLimits = WireLimits(milliseconds: 5000)) -> WirePump {
        WirePump(
            door: .path(door), limits: limits, mayCome: { _ in self.mayCome.withLock { $0 } },
            target: { try? self.target() }, rate: { self.rate.withLock { $0 } })
    }

    func gate(_ limits: WireGate.Limits = WireGate.Limits()) throws -> WireGate {
        try WireGate(
            identity: WireIdentity(keyPEM: vault.key.pem, certificate: vault.certificate), host: "127.0.0.1",
            port: port.withLock { $0 }, limits: limits,
            place: { key in self.known.withLock { $0.contains(key) } ? self.behind : nil },
            left: { _ in self.left.withLock { $0 += 1 } })
    }

    /// Runs pump and gate while `body` runs; afterwards both have ended.
    static func run(
        limits: WireGate.Limits = WireGate.Limits(),
        _ body: @escaping @Sendable (SpliceBench, WirePump) async throws -> Void
    ) async throws {
        let bench = try SpliceBench()
        let (pump, gate) = (bench.pump(), try bench.gate(limits))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await gate.run { port in bench.port.withLock { $0 = port } } }
            group.addTask { try await pump.run() }
            try await until { bench.isOpen && bench.port.withLock { $0 } > 0 }
            defer { group.cancelAll() }
            try await body(bench, pump)
        }
    }

    /// Waits until something is true, ten seconds at most.
    static func until(_ condition: @Sendable () async throws -> Bool) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(10))
        while !(try await condition()) {
            try #require(ContinuousClock.now < end, "not in time")
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Bytes that repeat nowhere soon.
    static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            for index in 0..<count {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                buffer[index] = UInt8(truncatingIfNeeded: state >> 56)
            }
            used = count
        }
    }

    /// A connection to the pump's socket.
    func connect() async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(unixDomainSocketPath: door) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
    }

    /// Sends bytes and collects what comes back: until `count` bytes, or, with `ends`, until the other side has ended too.
    func talk(_ bytes: [UInt8], until count: Int = .max, ends: Bool = false) async throws -> [UInt8] {
        try await connect().executeThenClose { inbound, outbound in
            async let sent: Void = {
                for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
                    let chunk = bytes[start..<min(start + 1 << 16, bytes.count)]
                    try await outbound.write(ByteBuffer(bytes: chunk))
                }
                if ends { outbound.finish() }
            }()
            var got: [UInt8] = []
            do {
                for try await buffer in inbound {
                    got += buffer.readableBytesView
                    if got.count >= count { break }
                }
            } catch {}
            _ = try? await sent
            return got
        }
    }
}
