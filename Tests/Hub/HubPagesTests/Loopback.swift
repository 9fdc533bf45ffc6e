import Beat
import DatasafeCore
import FactFiles
import Glibc
import HubIntake
import HubStore
import Hummingbird
import Logging
import Seal
import ServiceLifecycle
import Synchronization
import Testing
import Varlink
import Wire

@testable import HubPages

/// One box that runs all the time and one hub that comes and goes at the same port.
final class Loopback: Sendable {
    let store: HubStore
    let box: LoopbackBox
    private let bench: PagesBench
    private let folder: String
    private let sealed: SelfSigned
    private let port = Mutex(0)

    private static let log = {
        var log = Logger(label: "test")
        log.logLevel = .critical
        return log
    }()

    private init() throws {
        var template = Array("/tmp/loop-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        bench = try PagesBench()
        store = bench.store
        box = LoopbackBox(folder: folder)
        sealed = try SelfSigned.server(key: SigningKey(), name: "hub", hosts: ["127.0.0.1"], now: wallNow())
    }

    /// Runs the heartbeat service while `body` runs.
    static func run(_ body: @escaping @Sendable (Loopback) async throws -> Void) async throws {
        let loop = try Loopback()
        // The pages of this test show real time.
        loop.bench.turn(wallNow().seconds(since: loop.bench.now))
        let beat = loop.box.service(log: log)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(configuration: .init(services: [beat], logger: log))
            group.addTask { try await services.run() }
            let result: Result<Void, any Error>
            do {
                try await loop.waits { access("\(loop.folder)/beat.socket", F_OK) == 0 }
                result = .success(try await body(loop))
            } catch {
                result = .failure(error)
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            try result.get()
        }
    }

    /// Runs the hub while `body` runs, at the same port each time.
    func hub(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let router = Router(context: HubContext.self)
        HubIntake(store: store, log: Self.log, now: { wallNow() }).addRoutes(to: router)
        let example = try SelfSigned.device(key: SigningKey(), now: wallNow())
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        let application = try HubServer.application(
            router, identity: WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate),
            asksFor: example.certificate, host: "127.0.0.1", port: port.withLock { $0 }, log: Self.log,
            onRunning: { running.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(configuration: .init(services: [application], logger: Self.log))
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            let found = try #require(await iterator.next())
            port.withLock { $0 = found }
            let result: Result<Void, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            try result.get()
        }
    }

    private var address: String { "https://127.0.0.1:\(port.withLock { $0 })" }

    /// Enrols the box as its set-up page does: a code of the hub, a deed of the box. Its identity.
    func enrol() async throws -> String {
        let desk = EnrolmentDesk(store: store, fingerprint: sealed.key.publicKey.fingerprint, now: { wallNow() })
        let code = try await desk.make(label: "K-1")
        return try await DeedClient(folder: folder).ask(BeatDeeds.Enrol(hub: address, code: code.text)).device
    }

    func beatNow() async throws { _ = try await DeedClient(folder: folder).ask(BeatDeeds.BeatNow()) }

    func row() async throws -> BoxRow? { try await store.fleet().rows.first }

    /// The status that somebody with a key of their own gets for a beat in the box's name.
    func stranger(claiming device: String) async throws -> Int {
        let key = SigningKey()
        let certificate = try SelfSigned.device(key: key, now: wallNow()).certificate
        let pinned = sealed.key.publicKey.der
        let client = try WireClient(
            address: WireAddress(address), identity: WireIdentity(keyPEM: key.pem, certificate: certificate),
            trusts: { $0 == pinned })
        let beat = try Heartbeat(
            kind: .full, software: "1", phase: .open, device: device, boot: "bbbbbbbb", seq: 99, at: wallNow(),
            uptime: 1
        ).written()
        let signature = Signature.text(try key.sign(beat))
        let reply: Result<WireReply, WireError>
        do throws(WireError) {
            reply = .success(
                try await client.post("/v1/beat", headers: [(HubIntake.signatureHeader, signature)], body: beat))
        } catch {
            reply = .failure(error)
        }
        // Also after an error: a connection that nobody closes ends the process.
        await client.close()
        return try reply.get().status
    }

    /// The pages, logged in.
    func look(_ body: @escaping @Sendable (TestBrowser) async throws -> Void) async throws {
        try await bench.runLoggedIn(body)
    }

    /// Waits at most 20 seconds.
    func waits(_ isSo: () async throws -> Bool) async throws {
        for _ in 0..<200 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("waited in vain")
    }
}

/// What the box of this test is like: facts and a clock of seconds since boot that the test turns.
final class LoopbackBox: FactSource {
    private struct State: Sendable {
        var uptime = 1000
        var monitor = MonitorFact()
        var storage = StorageFact()
        var fact = BeatFact()
    }

    private let folder: String
    private let state = Mutex(State())
    private let changes = AsyncStream.makeStream(of: ServiceName.self)

    init(folder: String) {
        self.folder = folder
        state.withLock { state in
            state.storage.state = .locked
            state.monitor.checks = [CheckFact(id: "psu", state: 0, value: nil, since: wallNow(), reason: "")]
        }
    }

    /// What the service last told of itself.
    var fact: BeatFact { state.withLock { $0.fact } }
    func turn(_ seconds: Int) { state.withLock { $0.uptime += seconds } }
    func opens() { state.withLock { $0.storage.state = .open } }
    /// A fact was replaced.
    func rings() {
        turn(10)
        changes.continuation.yield(.monitor)
    }

    /// An alarm of the mirror, the `number`th.
    func raises(_ number: Int) {
        let now = wallNow()
        state.withLock { state in
            state.monitor.checks = [
                CheckFact(id: "raid.members", state: 2, value: 1, since: now, reason: "RAID-NO-COPY")
            ]
            state.monitor.events.insert(
                CheckEventFact(
                    seq: number, event: "raise", check: "raid.members", state: 2, value: 1, reason: "RAID-NO-COPY",
                    at: now), at: 0)
        }
    }

    func read<Content: Fact>(_ type: Content.Type) -> FactReading<Content> {
        let state = state.withLock { $0 }
        let facts: [any Fact] = [state.monitor, state.storage]
        guard let fact = facts.compactMap({ $0 as? Content }).first else { return .missing }
        return .fresh(FactEnvelope(fact: fact, version: "1", boot: "0badcafe", seq: 1, at: wallNow()))
    }

    func service(log: Logger) -> Beat {
        let stream = changes.stream
        return Beat(
            outsides: BeatOutsides(
                state: folder, software: "2026.11.1", boot: "0badcafe", facts: self,
                hub: WireHub(limits: WireLimits(milliseconds: 10_000)), now: { wallNow() },
                uptime: { self.state.withLock { $0.uptime } }, random: { 0 }, startJitter: 0),
            socket: .path("\(folder)/beat.socket"), users: UserTable(services: [:], roots: [getuid()]),
            changes: { stream }, write: { fact in self.state.withLock { $0.fact = fact } }, log: log)
    }
}

/// The clock on the wall: certificates are compared with it.
func wallNow() -> Instant { Instant(seconds: Int64(time(nil))) }
