public import DatasafeCore

/// The outsides of all pages: who knows, who does, what time it is. One value per program.
public struct Frame: Sendable {
    /// What the services know.
    public let facts: any FactSource
    /// Where the services are asked.
    public let deeds: any DeedAsking
    /// Wall time.
    public let now: @Sendable () -> Instant
    /// Version of the software, shown at the foot of each page and part of the addresses of style and script.
    public let version: String
    /// 32 hex digits nobody can guess: tokens against forged requests, ids of deeds.
    public let token: @Sendable () -> String

    /// The outsides of a program or a test.
    public init(
        facts: any FactSource, deeds: any DeedAsking, now: @escaping @Sendable () -> Instant, version: String,
        token: @escaping @Sendable () -> String = Frame.randomToken
    ) {
        self.facts = facts
        self.deeds = deeds
        self.now = now
        self.version = version
        self.token = token
    }

    /// 128 bits of the system's random numbers as 32 lower-case hex digits.
    public static func randomToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The box as a person sees it now.
    public func sight() -> BoxSight {
        BoxSight(
            storage: facts.read(StorageFact.self), setup: facts.read(SetupFact.self).fact,
            backup: facts.read(BackupFact.self), monitor: facts.read(MonitorFact.self))
    }
}
