/// A moment of wall time in milliseconds since 1970-01-01T00:00:00Z, written as RFC 3339 in UTC (`2026-11-21T20:00:03Z`).
///
/// Core knows no clock: a service passes `now` in. Order between events is a sequence number, never an `Instant`
/// (decision 0008), because the clock of a box may be wrong by years.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since the epoch; negative before 1970.
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Int64) { self.milliseconds = seconds * 1000 }

    /// Whole seconds since the epoch, rounded towards the past.
    public var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment `seconds` later (earlier when negative).
    public func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }

    /// Whole seconds from `earlier` to this moment; negative when it is later.
    public func seconds(since earlier: Instant) -> Int64 { (milliseconds - earlier.milliseconds) / 1000 }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339, UTC, whole seconds.
    public var description: String { CivilTime(utcSeconds: seconds).rfc3339 }

    /// Reads RFC 3339 in UTC with `Z`, with or without a fraction; `nil` for anything else.
    public init?(_ text: String) {
        guard let civil = CivilTime(rfc3339: text) else { return nil }
        self.init(seconds: civil.secondsSince1970)
    }
}

extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Instant(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not RFC 3339 in UTC")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
