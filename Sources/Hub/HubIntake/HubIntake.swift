public import DatasafeCore
public import HubStore
public import Hummingbird
public import Logging
import NIOCore
import Seal

/// Takes beats and enrolments. Who speaks is proven twice: by the key of the TLS connection and by the signature over the
/// exact bytes. No address of a sender is stored or logged.
public struct HubIntake: Sendable {
    /// Header that carries the signature: ECDSA P-256 with SHA-256 over the body before compression, DER in base64url.
    public static let signatureHeader = "Datasafe-Signature"
    /// Beats that may wait for the disk before the hub asks for patience.
    public static let mostWaiting = 2000

    private let store: HubStore
    private let keys: KnownKeys
    private let now: @Sendable () -> Instant
    private let log: Logger
    private let perBox = Allowance<Int64>(perSecond: 20, burst: 200)
    private let wrongCodes = Allowance<Int>(perSecond: 0.5, burst: 30)

    public init(store: HubStore, log: Logger, now: @escaping @Sendable () -> Instant) {
        self.store = store
        self.now = now
        self.log = log
        keys = KnownKeys(store: store)
    }

    /// Adds `POST /v1/beat`, `POST /v1/enrol` and `GET /v1/health`.
    public func addRoutes<Context: PeerContext>(to router: Router<Context>) {
        let group = router.group("v1")
        group.post("beat") { request, context in try await beat(request, peer: context.peerKey()).response }
        group.post("enrol") { request, context in try await enrol(request, peer: context.peerKey()).response }
        group.get("health") { _, _ in Response(status: .noContent) }
    }

    // MARK: Beat

    private func beat(_ request: Request, peer: [UInt8]?) async throws -> IntakeAnswer {
        let now = now()
        do {
            guard let peer, let known = try await keys.known(peer, now: now) else {
                log.notice("beat refused", metadata: ["why": "unknown key"])
                return .unauthorised
            }
            let box = known.identity
            if box.isRevoked { return try await refused(box, "revoked", nil, .forbidden) }
            guard perBox.take(box.id, now: now) else { return .tooMany(retryAfter: 10) }
            guard await store.waiting < Self.mostWaiting else { return .busy(retryAfter: 30) }
            return try await read(request, of: known)
        } catch let error as HubStoreError {
            // No answer that could be taken for "stored": the box keeps its beat.
            log.error("store", metadata: ["error": "\(error)"])
            return .busy(retryAfter: 60)
        }
    }

    private func read(_ request: Request, of known: KnownKeys.Known) async throws -> IntakeAnswer {
        let box = known.identity
        let bytes: [UInt8]
        switch try await body(of: request, limit: Heartbeat.largest) {
        case .bytes(let plain): bytes = plain
        case .refused(let answer): return try await refused(box, "body", nil, answer)
        }
        guard let text = Self.signature(of: request), text.utf8.count <= 128,
            let signature = Signature.bytes(text), known.key.verifies(signature, over: bytes)
        else { return try await refused(box, "signature", .forged, .unauthorised) }

        let reading: HeartbeatReading
        do throws(HeartbeatError) {
            reading = try HeartbeatReading(bytes)
        } catch {
            let answer: IntakeAnswer = error.code == .tooLarge ? .tooLarge : .malformed(error)
            return try await refused(box, "\(error)", nil, answer)
        }
        guard reading.beat.device == box.device else {
            return try await refused(box, "device", .forged, .unauthorised)
        }
        let arrived = now()
        let verdict = try await store.take(
            BeatArrival(
                box: box.id, beat: reading.beat, dropped: reading.dropped, digest: Fingerprint(of: bytes).bytes,
                arrived: arrived))
        switch verdict {
        case .stored(let highest, let interval, let isGap):
            return .reply(
                HubReply(ok: highest, next: interval, now: arrived, commands: isGap ? [.snapshot] : []))
        case .repeated(let highest, let interval):
            return .reply(HubReply(ok: highest, next: interval, now: arrived))
        case .conflict(let highest):
            log.warning("beat in conflict", metadata: ["box": "\(box.device)", "seq": "\(reading.beat.seq)"])
            return .conflict(HubReply(ok: highest, next: 60, now: arrived))
        case .revoked:
            return .forbidden
        }
    }

    private func refused(
        _ box: BoxIdentity, _ why: String, _ reason: HubReason?, _ answer: IntakeAnswer
    ) async throws(HubStoreError) -> IntakeAnswer {
        log.notice("beat refused", metadata: ["box": "\(box.device)", "why": "\(why)"])
        try await store.refuse(box: box.id, reason: reason, now: now())
        return answer
    }

    // MARK: Enrolment

    private func enrol(_ request: Request, peer: [UInt8]?) async throws -> IntakeAnswer {
        let now = now()
        guard wrongCodes.has(0, now: now) else { return .tooMany(retryAfter: 60) }
        guard let peer, let key = try? VerifyingKey(der: peer) else { return .unauthorised }
        let bytes: [UInt8]
        switch try await body(of: request, limit: 1024) {
        case .bytes(let plain): bytes = plain
        case .refused(let answer): return answer
        }
        let ask: EnrolmentAsk
        do throws(HeartbeatError) { ask = try EnrolmentAsk(bytes) } catch { return .malformed(error) }
        do {
            let device = try await store.enrol(
                codeHash: Self.stored(ticket: ask.ticket), key: key.fingerprint.hex, spki: key.der,
                device: Token.uuid(),
                now: now)
            guard let device else {
                _ = wrongCodes.take(0, now: now)
                log.notice("enrolment refused", metadata: ["why": "code"])
                return .forbidden
            }
            log.notice("enrolled", metadata: ["box": "\(device)"])
            return .enrolled(EnrolmentReply(device: device, now: now))
        } catch {
            log.error("store", metadata: ["error": "\(error)"])
            return .busy(retryAfter: 60)
        }
    }

    /// What is stored in place of a one-time ticket.
    public static func stored(ticket: String) -> String { Token.hash("enrol \(ticket)") }

    // MARK: Bytes

    private enum Body {
        case bytes([UInt8])
        case refused(IntakeAnswer)
    }

    private static func signature(of request: Request) -> String? {
        request.headers.first { $0.name.canonicalName == "datasafe-signature" }?.value
    }

    private func body(of request: Request, limit: Int) async throws -> Body {
        let encoding = request.headers[.contentEncoding]
        guard encoding == nil || encoding == "gzip" else { return .refused(.encoding) }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            return .refused(.tooLarge)
        }
        let bytes: [UInt8]
        do {
            bytes = Array(try await request.body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            return .refused(.tooLarge)
        }
        guard encoding == "gzip" else { return .bytes(bytes) }
        do throws(Gunzip.Fault) {
            return .bytes(try Gunzip.bytes(of: bytes, limit: limit))
        } catch {
            return .refused(error == .tooLarge ? .tooLarge : .malformed(HeartbeatError(.syntax)))
        }
    }
}
