/// A heartbeat as read from foreign bytes.
///
/// A field that its minor version does not have is refused. Of a newer minor version unknown fields are dropped unread and
/// counted, never stored. A check, reason or event word outside the closed lists is dropped and counted in any version, so
/// that a box one release ahead is still heard.
public struct HeartbeatReading: Sendable, Equatable {
    public private(set) var beat: Heartbeat
    /// Fields and words that were left out.
    public private(set) var dropped: Int

    /// Reads one body after signature check and decompression. Throws every code of `HeartbeatError` but `.notPlain`.
    public init(_ bytes: [UInt8]) throws(HeartbeatError) {
        guard bytes.count <= Heartbeat.largest else { throw HeartbeatError(.tooLarge) }
        guard let json = PlainJSON(bytes), case .fields(let all) = json else { throw HeartbeatError(.syntax) }
        guard let minor = all.first(where: { $0.name == "v" })?.value.whole, (1...9999).contains(minor) else {
            throw HeartbeatError(.badValue, "v")
        }
        var reader = FieldReader(all, path: "", isNewer: minor > Heartbeat.minor)
        _ = try reader.need("v") { $0.whole }
        let kind = try reader.need("k") { $0.text.flatMap(Heartbeat.Kind.init) }
        let software = try reader.need("sw") { $0.text.flatMap(Self.software) }
        let isNewer = minor > Heartbeat.minor
        let phase = try reader.need("ph") { $0.text.flatMap { BeatPhase(rawValue: $0) ?? (isNewer ? .unknown : nil) } }
        let device = try reader.need("dev") { $0.text.flatMap(Self.uuid) }
        let boot = try reader.need("boot") { $0.text.flatMap { Self.hex($0, count: 8) } }
        let seq = try reader.need("seq") { $0.whole.flatMap { $0 >= 1 ? $0 : nil } }
        let at = try reader.need("ts") { $0.text.flatMap { Instant($0) } }
        let uptime = try reader.need("up") { $0.whole.flatMap { $0 >= 0 ? $0 : nil } }
        let offset = try reader.may("off") { $0.whole }
        let inventory = try reader.object("inv") { (reader) throws(HeartbeatError) in try BeatInventory(&reader) }
        let checks = try reader.objects("checks", most: Heartbeat.mostChecks) { (reader) throws(HeartbeatError) in
            try BeatCheck(&reader)
        }
        let events = try reader.objects("ev", most: Heartbeat.mostEvents) { (reader) throws(HeartbeatError) in
            try BeatEvent(&reader)
        }
        let audit = try reader.object("aud") { (reader) throws(HeartbeatError) in try BeatAudit(&reader) }
        try reader.end()
        beat = Heartbeat(
            kind: kind, software: software, phase: phase, device: device, boot: boot, seq: seq, at: at, uptime: uptime,
            offset: offset, inventory: inventory, checks: checks, events: events, audit: audit)
        beat.minor = minor
        dropped = reader.dropped
    }

    /// `2026.11.1`: digits and points.
    static func software(_ text: String) -> String? {
        guard (1...16).contains(text.utf8.count),
            text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        return text
    }

    static func hex(_ text: String, count: Int) -> String? {
        guard text.utf8.count == count, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        return text
    }

    static func uuid(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let isRight =
                [8, 13, 18, 23].contains(index)
                ? byte == UInt8(ascii: "-") : (48...57).contains(byte) || (97...102).contains(byte)
            guard isRight else { return nil }
        }
        return text
    }
}

extension BeatInventory {
    init(_ reader: inout FieldReader) throws(HeartbeatError) {
        disks = try reader.need("d") { $0.whole.flatMap { (0...32).contains($0) ? $0 : nil } }
        members = try reader.need("m") { $0.whole.flatMap { (0...8).contains($0) ? $0 : nil } }
        backups = try reader.need("b") { $0.whole.flatMap { (0...99).contains($0) ? $0 : nil } }
    }
}

extension BeatCheck {
    /// Nil (and counted) when the check is not in the catalogue.
    init?(_ reader: inout FieldReader) throws(HeartbeatError) {
        let text = try reader.need("i") { $0.text }
        state = try reader.need("s") { $0.whole.flatMap { (-1...3).contains($0) ? $0 : nil } }
        value = try reader.may("v") { $0.decimal }
        since = try reader.need("t") { $0.text.flatMap { Instant($0) } }
        reason = try reader.reason()
        guard let id = BeatWords.check(text) else {
            reader.dropped += 1
            return nil
        }
        self.id = id.text
    }
}

extension BeatEvent {
    init?(_ reader: inout FieldReader) throws(HeartbeatError) {
        number = try reader.need("n") { $0.whole.flatMap { $0 >= 1 ? $0 : nil } }
        let word = try reader.need("e") { $0.text }
        let text = try reader.may("i") { $0.text } ?? ""
        state = try reader.need("s") { $0.whole.flatMap { (-1...3).contains($0) ? $0 : nil } }
        value = try reader.may("v") { $0.decimal }
        reason = try reader.reason()
        at = try reader.need("t") { $0.text.flatMap { Instant($0) } }
        guard let kind = Kind(rawValue: word), text.isEmpty ? kind == .restart : BeatWords.check(text) != nil else {
            reader.dropped += 1
            return nil
        }
        self.kind = kind
        id = text
    }
}

extension BeatAudit {
    init(_ reader: inout FieldReader) throws(HeartbeatError) {
        lines = try reader.need("n") { $0.whole.flatMap { $0 >= 0 ? $0 : nil } }
        head = try reader.need("h") { $0.text.flatMap { HeartbeatReading.hex($0, count: 64) } }
    }
}
