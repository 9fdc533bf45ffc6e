public import DatasafeCore

/// All that the screen is made from.
public struct ConsoleSight: Sendable {
    public var storage: FactReading<StorageFact> = .missing
    public var monitor: FactReading<MonitorFact> = .missing
    public var backup: FactReading<BackupFact> = .missing
    public var web: FactReading<WebFact> = .missing
    public var setup: FactReading<SetupFact> = .missing
    /// Software version, `2026.11.1`.
    public var version: String
    public var now: Instant
    /// Seconds since the box started.
    public var uptime: Int

    /// What is seen before any fact was read.
    public init(version: String, now: Instant, uptime: Int) {
        self.version = version
        self.now = now
        self.uptime = uptime
    }

    /// Reads every fact the screen needs.
    public mutating func read(_ facts: any FactSource) {
        storage = facts.read(StorageFact.self)
        monitor = facts.read(MonitorFact.self)
        backup = facts.read(BackupFact.self)
        web = facts.read(WebFact.self)
        setup = facts.read(SetupFact.self)
    }

    /// The set-up's fact while the set-up runs; nil on a box that is set up.
    var settingUp: SetupFact? {
        guard case .fresh(let envelope) = setup, envelope.fact.step != .done else { return nil }
        return envelope.fact
    }
}
