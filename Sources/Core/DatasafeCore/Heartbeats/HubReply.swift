/// What the hub answers to a beat it has stored, at most 4 KiB. The complete list of what a hub can do to a box.
public struct HubReply: Sendable, Equatable {
    /// The largest reply that is read, in bytes.
    public static let largest = 4 << 10
    /// Shortest and longest time between two beats that a hub may ask for, in seconds.
    public static let intervals = 30...900

    public enum Command: String, Sendable, CaseIterable {
        /// One beat now.
        case beat
        /// A full beat with the next one.
        case snapshot
    }

    /// Highest sequence number the hub has stored of this box.
    public var ok: Int
    /// Seconds to the next beat, always within `intervals`.
    public var next: Int
    /// Oldest minor version the hub takes.
    public var minVersion: Int
    public var now: Instant
    public var commands: [Command]
    /// Commands and fields that this box does not know: ignored, counted for the log.
    public var ignored = 0

    public init(ok: Int, next: Int, minVersion: Int = 1, now: Instant, commands: [Command] = []) {
        self.ok = ok
        self.next = min(max(next, HubReply.intervals.lowerBound), HubReply.intervals.upperBound)
        self.minVersion = minVersion
        self.now = now
        self.commands = commands
    }

    /// Reads a reply of a hub that may be evil; nil when it is none.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= HubReply.largest, let json = PlainJSON(bytes), case .fields(let all) = json else {
            return nil
        }
        func field(_ name: String) -> PlainJSON? { all.first { $0.name == name }?.value }
        guard let ok = field("ok")?.whole, ok >= 0, let next = field("next")?.whole,
            let now = field("now")?.text.flatMap({ Instant($0) })
        else { return nil }
        self.init(ok: ok, next: next, minVersion: field("min_v")?.whole ?? 1, now: now)
        let known: Set<String> = ["ok", "next", "now", "min_v", "cmds"]
        ignored = all.count { !known.contains($0.name) }
        for json in field("cmds")?.list ?? [] {
            if let command = json.text.flatMap(Command.init) {
                if !commands.contains(command) { commands.append(command) }
            } else {
                ignored += 1
            }
        }
    }

    /// The bytes the hub sends.
    public var bytes: [UInt8] {
        PlainJSON.object([
            ("ok", .whole(ok)), ("next", .whole(next)), ("min_v", .whole(minVersion)), ("now", .text(now.description)),
            ("cmds", .list(commands.map { .text($0.rawValue) })),
        ]).bytes ?? []
    }
}
