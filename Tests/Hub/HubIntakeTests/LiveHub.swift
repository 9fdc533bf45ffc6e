import DatasafeCore
import Glibc
import HubIntake
import HubStore
import Hummingbird
import Logging
import Seal
import ServiceLifecycle
import Synchronization
import Testing
import Wire

/// A hub on loopback with its real port, key, store and clock that the test turns.
struct LiveHub: Sendable {
    let store: HubStore
    let path: String
    let sealed: SelfSigned
    let port: Int
    let clock: TurnedClock

    var address: WireAddress {
        get throws { try WireAddress("https://127.0.0.1:\(port)") }
    }

    /// Runs a hub while `body` runs.
    static func run(_ body: @escaping @Sendable (LiveHub) async throws -> Void) async throws {
        var template = Array("/tmp/intake-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        let path = "\(folder)/hub.sqlite"
        let store = try HubStore(path: path, hash: { Fingerprint(of: $0).bytes })
        let clock = TurnedClock()
        let sealed = try SelfSigned.server(key: SigningKey(), name: "hub", hosts: ["127.0.0.1"], now: clock.now)
        let example = try SelfSigned.device(key: SigningKey(), now: clock.now)
        var log = Logger(label: "test")
        log.logLevel = .critical
        let router = Router(context: HubContext.self)
        HubIntake(store: store, log: log, now: { clock.now }).addRoutes(to: router)
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        let application = try HubServer.application(
            router, identity: WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate),
            asksFor: example.certificate, host: "127.0.0.1", port: 0, log: log,
            onRunning: { running.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(configuration: .init(services: [application], logger: log))
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            let hub = LiveHub(store: store, path: path, sealed: sealed, port: port, clock: clock)
            do {
                try await body(hub)
            } catch {
                await services.triggerGracefulShutdown()
                throw error
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
        store.close()
    }

    /// A ticket that works now.
    func ticket(label: String = "") async throws -> String {
        let code = EnrolmentCode(
            random: Token.randomBytes(5), fingerprint: sealed.key.publicKey.fingerprint.bytes)
        try await store.addCode(
            hash: HubIntake.stored(ticket: code.ticket), label: label, now: clock.now,
            expires: clock.now.adding(seconds: 86_400))
        return code.ticket
    }

    /// An enrolled box.
    func box() async throws -> LiveBox {
        let box = try LiveBox(self)
        let reply = try await box.enrol(ticket())
        #expect(reply.status == 200)
        return try #require(box.enrolled(reply))
    }
}

/// A clock that the test turns.
final class TurnedClock: Sendable {
    private let time = Mutex(Instant(seconds: 1_795_000_000))
    var now: Instant { time.withLock { $0 } }
    func turn(_ seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// A box with its own key and connection.
struct LiveBox: Sendable {
    let hub: LiveHub
    let key: SigningKey
    let client: WireClient
    var device = "00000000-0000-4000-8000-000000000000"

    init(_ hub: LiveHub, key: SigningKey = SigningKey(), showsKey: Bool = true) throws {
        self.hub = hub
        self.key = key
        let pinned = hub.sealed.key.publicKey.der
        let sealed = try SelfSigned.device(key: key, now: hub.clock.now)
        client = try WireClient(
            address: hub.address,
            identity: showsKey ? WireIdentity(keyPEM: key.pem, certificate: sealed.certificate) : nil,
            limits: WireLimits(milliseconds: 10_000), trusts: { $0 == pinned })
    }

    func enrol(_ ticket: String) async throws -> WireReply {
        try await client.post("/v1/enrol", body: EnrolmentAsk(ticket: ticket, software: "2026.11.1").bytes)
    }

    func enrolled(_ reply: WireReply) -> LiveBox? {
        guard let answer = EnrolmentReply(reply.body) else { return nil }
        var box = self
        box.device = answer.device
        return box
    }

    func beat(_ seq: Int, kind: Heartbeat.Kind = .full, boot: String = "aaaaaaaa", state: Int = 0) -> Heartbeat {
        Heartbeat(
            kind: kind, software: "2026.11.1", phase: .open, device: device, boot: boot, seq: seq, at: hub.clock.now,
            uptime: seq * 60,
            checks: [BeatCheck(id: "psu", state: state, value: nil, since: hub.clock.now, reason: "")])
    }

    /// Posts bytes with the signature of this box, or with another one.
    func post(
        _ bytes: [UInt8], signature: [UInt8]? = nil, gzip: Bool = false, sent: [UInt8]? = nil,
        headers: [(String, String)] = []
    ) async throws -> WireReply {
        let signed = try signature ?? key.sign(bytes)
        var all = headers + [(HubIntake.signatureHeader, Signature.text(signed))]
        if gzip { all.append(("Content-Encoding", "gzip")) }
        return try await client.post("/v1/beat", headers: all, body: sent ?? (gzip ? Deflate.gzip(bytes) : bytes))
    }

    func post(_ beat: Heartbeat, gzip: Bool = false) async throws -> WireReply {
        try await post(beat.written(), gzip: gzip)
    }
}
