extension Heartbeat {
    /// The bytes to sign and send, keys in a fixed order, at most 64 KiB.
    ///
    /// Throws `.notPlain` for a text outside the closed lists, `.badValue` for a number outside its range, `.tooMany`,
    /// `.tooLarge`: what the hub would refuse is not sent.
    public func written() throws(HeartbeatError) -> [UInt8] {
        guard checks.count <= Heartbeat.mostChecks, events.count <= Heartbeat.mostEvents else {
            throw HeartbeatError(.tooMany, checks.count > Heartbeat.mostChecks ? "checks" : "ev")
        }
        let fields: [(String, PlainJSON?)] = [
            ("v", .whole(minor)), ("k", .text(kind.rawValue)), ("sw", .text(software)), ("ph", .text(phase.rawValue)),
            ("dev", .text(device)), ("boot", .text(boot)), ("seq", .whole(seq)), ("ts", .text(at.description)),
            ("up", .whole(uptime)), ("off", offset.map { .whole($0) }), ("inv", inventory?.json),
            ("checks", checks.isEmpty ? nil : .list(checks.map(\.json))),
            ("ev", events.isEmpty ? nil : .list(events.map(\.json))), ("aud", audit?.json),
        ]
        guard let bytes = PlainJSON.object(fields).bytes else { throw HeartbeatError(.notPlain) }
        guard bytes.count <= Heartbeat.largest else { throw HeartbeatError(.tooLarge) }
        // Reading it back is the proof that nothing but the allowed fields and words stands in it.
        let reading = try HeartbeatReading(bytes)
        guard reading.dropped == 0 else { throw HeartbeatError(.notPlain) }
        return bytes
    }
}

extension BeatInventory {
    var json: PlainJSON { .object([("d", .whole(disks)), ("m", .whole(members)), ("b", .whole(backups))]) }
}

extension BeatCheck {
    var json: PlainJSON {
        .object([
            ("i", .text(id)), ("s", .whole(state)), ("v", value.map { .decimal($0) }), ("t", .text(since.description)),
            ("r", reason.isEmpty ? nil : .text(reason)),
        ])
    }
}

extension BeatEvent {
    var json: PlainJSON {
        .object([
            ("n", .whole(number)), ("e", .text(kind.rawValue)), ("i", id.isEmpty ? nil : .text(id)),
            ("s", .whole(state)),
            ("v", value.map { .decimal($0) }), ("r", reason.isEmpty ? nil : .text(reason)),
            ("t", .text(at.description)),
        ])
    }
}

extension BeatAudit {
    var json: PlainJSON { .object([("n", .whole(lines)), ("h", .text(head))]) }
}
