/// What a box says to be enrolled. Its key is proven by the TLS handshake, not by this body.
public struct EnrolmentAsk: Sendable, Equatable {
    /// `EnrolmentCode.ticket`, 8 characters.
    public var ticket: String
    public var software: String

    public init(ticket: String, software: String) {
        self.ticket = ticket
        self.software = software
    }

    /// Reads the body of `POST /v1/enrol`, at most 1 KiB; throws `.syntax`, `.badValue`, `.missingField`, `.unknownField`.
    public init(_ bytes: [UInt8]) throws(HeartbeatError) {
        guard bytes.count <= 1024 else { throw HeartbeatError(.tooLarge) }
        guard let json = PlainJSON(bytes), case .fields(let all) = json else { throw HeartbeatError(.syntax) }
        var reader = FieldReader(all, path: "", isNewer: false)
        _ = try reader.need("v") { $0.whole == 1 ? 1 : nil }
        ticket = try reader.need("code") { $0.text.flatMap { EnrolmentCode.isTicket($0) ? $0 : nil } }
        software = try reader.need("sw") { $0.text.flatMap(HeartbeatReading.software) }
        try reader.end()
    }

    public var bytes: [UInt8] {
        PlainJSON.object([("v", .whole(1)), ("code", .text(ticket)), ("sw", .text(software))]).bytes ?? []
    }
}

/// What an enrolled box gets: its name at the hub.
public struct EnrolmentReply: Sendable, Equatable {
    /// Random UUID.
    public var device: String
    public var now: Instant

    public init(device: String, now: Instant) {
        self.device = device
        self.now = now
    }

    /// Nil when the bytes are none.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= HubReply.largest, let json = PlainJSON(bytes), case .fields(let all) = json,
            let device = all.first(where: { $0.name == "dev" })?.value.text.flatMap(HeartbeatReading.uuid),
            let now = all.first(where: { $0.name == "now" })?.value.text.flatMap({ Instant($0) })
        else { return nil }
        self.init(device: device, now: now)
    }

    public var bytes: [UInt8] {
        PlainJSON.object([("dev", .text(device)), ("now", .text(now.description))]).bytes ?? []
    }
}
