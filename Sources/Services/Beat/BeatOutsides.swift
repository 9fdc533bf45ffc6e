public import DatasafeCore

/// What the heartbeat service needs of the world around it.
public struct BeatOutsides: Sendable {
    /// `/var/lib/datasafe/beat`: key, certificate, spool.
    public var state: String
    /// `2026.11.1`
    public var software: String
    /// First 8 hex digits of the boot id.
    public var boot: String
    public var facts: any FactSource
    public var hub: any HubCalling
    public var now: @Sendable () -> Instant
    /// Seconds since boot; never runs backwards.
    public var uptime: @Sendable () -> Int
    /// 0..<1
    public var random: @Sendable () -> Double
    /// Longest wait before the first beat of a run, in seconds, so that boxes do not beat in step after a power cut.
    public var startJitter: Int

    public init(
        state: String, software: String, boot: String, facts: any FactSource, hub: any HubCalling,
        now: @escaping @Sendable () -> Instant, uptime: @escaping @Sendable () -> Int,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }, startJitter: Int = 60
    ) {
        self.state = state
        self.software = software
        self.boot = boot
        self.facts = facts
        self.hub = hub
        self.now = now
        self.uptime = uptime
        self.random = random
        self.startJitter = startJitter
    }

    /// What may become a beat; nothing else is read.
    func sources() -> BeatSources {
        BeatSources(
            monitor: facts.read(MonitorFact.self), storage: facts.read(StorageFact.self),
            backup: facts.read(BackupFact.self), practice: facts.read(PracticeFact.self))
    }
}
