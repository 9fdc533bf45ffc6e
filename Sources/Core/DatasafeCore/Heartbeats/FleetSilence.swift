/// Many silent boxes at once are one fault of hub or provider, not many of practices.
public enum FleetSilence {
    /// Never below this many boxes: five percent of a fleet of ten is nothing.
    public static let floor = 3
    /// Boxes that fell silent within these many seconds belong together.
    public static let window: Int64 = 300
    /// From this many on it is one incident, however large the fleet.
    public static let many = 20
    /// An incident that lasts longer is closed; who is still silent alarms singly.
    public static let longest: Int64 = 3600

    /// Whether `silent` boxes that fell silent in one window are one incident: at least three, and more than 5 % of the
    /// fleet or at least 20.
    public static func isIncident(silent: Int, fleet: Int) -> Bool {
        silent >= floor && (silent * 20 > fleet || silent >= many)
    }

    /// Whether an open incident ends: fewer than three of its boxes are still silent, or it is older than an hour.
    public static func isOver(stillSilent: Int, started: Instant, now: Instant) -> Bool {
        stillSilent < floor || now.seconds(since: started) > longest
    }
}
