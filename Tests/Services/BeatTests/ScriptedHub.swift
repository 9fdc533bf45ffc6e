import DatasafeCore
import Glibc
import Logging
import Seal
import Synchronization
import Testing
import Wire

@testable import Beat

/// A hub that answers as the test says, without a network.
final class ScriptedHub: HubCalling, HubLine {
    typealias Answer = @Sendable (_ path: String, _ body: [UInt8], _ seen: Int) throws(WireError) -> WireReply

    struct State: Sendable {
        var bodies: [[UInt8]] = []
        var signatures: [[UInt8]] = []
        var lines = 0
    }

    let key = SigningKey()
    private let state = Mutex(State())
    private let answer: Mutex<Answer>
    private let isTrusted = Mutex(true)

    init(_ answer: @escaping Answer = ScriptedHub.good) { self.answer = Mutex(answer) }

    func line(
        to address: WireAddress, identity: WireIdentity, trusts: @escaping @Sendable ([UInt8]) -> Bool
    ) throws -> any HubLine {
        state.withLock { $0.lines += 1 }
        isTrusted.withLock { $0 = trusts(key.publicKey.der) }
        return self
    }

    var peerKey: [UInt8]? { isTrusted.withLock { $0 } ? key.publicKey.der : nil }

    func post(_ path: String, headers: [(String, String)], body: [UInt8]) async throws(WireError) -> WireReply {
        guard isTrusted.withLock({ $0 }) else { throw WireError(.untrusted, "hub") }
        var plain = body
        if headers.contains(where: { $0.0 == "Content-Encoding" }) {
            plain = (try? Gunzip.bytes(of: body, limit: 1 << 16)) ?? []
        }
        let signature = headers.first { $0.0 == "Datasafe-Signature" }.flatMap { Signature.bytes($0.1) } ?? []
        let seen = state.withLock { state in
            if path == "/v1/beat" {
                state.bodies.append(plain)
                state.signatures.append(signature)
            }
            return state.bodies.count
        }
        let answer = answer.withLock { $0 }
        return try answer(path, plain, seen)
    }

    func close() async {}

    /// The next answers are others.
    func answers(_ next: @escaping Answer) { answer.withLock { $0 = next } }

    var bodies: [[UInt8]] { state.withLock { $0.bodies } }
    var signatures: [[UInt8]] { state.withLock { $0.signatures } }
    var beats: [Heartbeat] { bodies.compactMap { try? HeartbeatReading($0).beat } }
    var lines: Int { state.withLock { $0.lines } }

    func code() -> String {
        EnrolmentCode(random: [1, 2, 3, 4, 5], fingerprint: key.publicKey.fingerprint.bytes).text
    }

    static let device = "11111111-1111-4111-8111-111111111111"

    static let good: Answer = { path, body, _ throws(WireError) in
        if path == "/v1/enrol" {
            return WireReply(status: 200, headers: [], body: EnrolmentReply(device: device, now: Bench.start).bytes)
        }
        return stored(body)
    }

    static func stored(_ body: [UInt8], commands: [HubReply.Command] = [], next: Int = 60, ahead: Int64 = 0)
        -> WireReply
    {
        let beat = try? HeartbeatReading(body).beat
        let reply = HubReply(
            ok: beat?.seq ?? 0, next: next, now: (beat?.at ?? Bench.start).adding(seconds: ahead), commands: commands)
        return WireReply(status: 200, headers: [], body: reply.bytes)
    }
}

/// A box with facts and clocks that the test turns.
final class Bench: FactSource {
    static let start = Instant(seconds: 1_795_000_000)

    struct State: Sendable {
        var seconds = 100
        var monitor = MonitorFact()
        var storage = StorageFact()
        var backup: BackupFact?
        var random = 0.0
    }

    let state = Mutex(State())
    let folder: String
    let hub = ScriptedHub()

    init() throws {
        var template = Array("/tmp/beat-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        state.withLock { $0.storage.state = .locked }
    }

    var now: Instant { state.withLock { Self.start.adding(seconds: Int64($0.seconds)) } }

    func turn(_ seconds: Int) { state.withLock { $0.seconds += seconds } }

    func read<Content: Fact>(_ type: Content.Type) -> FactReading<Content> {
        let (state, now) = (state.withLock { $0 }, now)
        let facts: [any Fact] = [state.monitor, state.storage] + [state.backup].compactMap { $0 }
        guard let fact = facts.compactMap({ $0 as? Content }).first else { return .missing }
        return .fresh(FactEnvelope(fact: fact, version: "1", boot: "0badcafe", seq: 1, at: now))
    }

    func keeper(boot: String = "0badcafe", jitter: Int = 0) throws -> BeatKeeper {
        var log = Logger(label: "test")
        log.logLevel = .critical
        return try BeatKeeper(outsides: outsides(boot: boot, jitter: jitter), log: log)
    }

    func outsides(boot: String = "0badcafe", jitter: Int = 0) -> BeatOutsides {
        BeatOutsides(
            state: folder, software: "2026.11.1", boot: boot, facts: self, hub: hub, now: { self.now },
            uptime: { self.state.withLock { $0.seconds } }, random: { self.state.withLock { $0.random } },
            startJitter: jitter)
    }

    func enrolled() async throws -> BeatKeeper {
        let keeper = try keeper()
        try await keeper.open()
        #expect(try await keeper.enrol(hub: "https://hub.example", code: hub.code()) == ScriptedHub.device)
        return keeper
    }

    func raise(_ number: Int, state level: Int = 2) {
        let now = now
        state.withLock { state in
            state.monitor.checks = [
                CheckFact(id: "raid.members", state: level, value: 1, since: now, reason: "RAID-NO-COPY")
            ]
            state.monitor.events.insert(
                CheckEventFact(
                    seq: number, event: "raise", check: "raid.members", state: level, value: 1, reason: "RAID-NO-COPY",
                    at: now), at: 0)
        }
    }
}
