public import DatasafeCore
import Logging
import Synchronization
public import Varlink
public import Wire

/// Where the online backup of this box comes in, and who may come.
public struct UplinkDoor: Sendable {
    let door: WirePump.Door
    let users: UserTable
    let port: Int

    /// - Parameters:
    ///   - door: the socket the backup engine speaks to.
    ///   - users: who is who; root and the backup service may come in.
    ///   - port: of the vault, at the host of the hub.
    public init(_ door: WirePump.Door, users: UserTable = .system, port: Int = VaultAddress.port) {
        self.door = door
        self.users = users
        self.port = port
    }

    /// The second socket of the unit (`uplink.pipe`); nil when it has none, and the box has no online backup then.
    public static var activated: UplinkDoor? { Activation.socket(1).map { UplinkDoor(.descriptor($0)) } }
}

/// The line of the online backup (decision 0047): carries its bytes to the vendor's vault, at the pace the backup service
/// allows, without looking at them.
final class Uplink: Sendable {
    private let pump: WirePump
    private let limit: LimitBox
    private let facts: any FactSource

    init(_ door: UplinkDoor, facts: any FactSource, target: @escaping @Sendable () async -> WireTarget?) {
        self.facts = facts
        let limit = LimitBox()
        self.limit = limit
        pump = WirePump(
            door: door.door, mayCome: { door.users.may($0, ask: [.backup]) }, target: target,
            rate: { limit.value.withLock { $0 } })
    }

    /// Carries until the task is cancelled. A socket that cannot be served is for the log: beats go on without it.
    func run(log: Logger) async {
        heed()
        do {
            try await pump.run()
        } catch {
            log.error("uplink", metadata: ["error": "\(error)"])
        }
    }

    /// Reads anew how fast it may send. A fact that is old is the word of a service that may be stuck: it still holds.
    func heed() {
        guard let rate = facts.read(BackupFact.self).fact.map(\.uplinkLimit) else { return }
        limit.value.withLock { $0 = rate }
    }

    /// Bits a second it may send now; nil = no limit.
    var rate: Int? { limit.value.withLock { $0 } }

    /// What went over the line.
    var fact: VaultLineFact {
        let figures = pump.figures
        var fact = VaultLineFact()
        fact.connections = figures.open
        fact.up = figures.up
        fact.down = figures.down
        fact.trouble =
            switch figures.trouble.map(BackupCode.init(line:)) {
            case nil: "none"
            case .lineStrange: "strange"
            case .lineRefused: "refused"
            default: "away"
            }
        return fact
    }
}

private final class LimitBox: Sendable {
    let value = Mutex<Int?>(nil)
}

extension BackupCode {
    /// What an error of the line means for a backup.
    init(line code: WireError.Code) {
        switch code {
        case .untrusted: self = .lineStrange
        case .closed: self = .lineRefused
        case .address, .identity: self = .notEnrolled
        case .unreachable, .timeout, .tooLarge, .broken, .listen: self = .lineAway
        }
    }
}
