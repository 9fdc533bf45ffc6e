import DatasafeCore
import PageFrame

/// The keys as a person at the box sees them: which are enrolled, which are plugged in, what is being done.
struct KeySight {
    private let storage: StorageFact?

    init(_ sight: BoxSight) { storage = sight.storage }

    /// Enrolled silver keys by number.
    var silver: [KeyFact] { keys("unlock") }

    /// The backup keys made.
    var backup: [KeyFact] { keys("backup") }

    /// A key on its way to a stick and into the container.
    var change: KeyChangeFact? { storage?.keyChange }

    /// When the header was last copied.
    var headerCopied: Instant? { storage?.headerCopied }

    /// Numbers of the enrolled silver keys that are plugged in and good.
    var plugged: [Int] {
        let enrolled = Set(silver.map(\.number))
        return (storage?.sticks ?? []).filter { $0.role == "unlock" && KeySight.opens($0.code) }
            .compactMap(\.number).filter { enrolled.contains($0) }.sorted()
    }

    /// A good key is there that is not `number` itself.
    func mayRevoke(_ number: Int) -> Bool { plugged.contains { $0 != number } }

    /// Sticks that could become a key: empty ones, and with a warning those that hold something. Of keys only our own that
    /// open nothing any more: a good one is never written over.
    var usable: [StickFact] {
        (storage?.sticks ?? []).filter { stick in
            let isDead = stick.code == KeyRefusal.revoked.code || stick.code == KeyRefusal.unknown.code
            return ["blank", "empty", "other"].contains(stick.role) || (stick.role == "unlock" && isDead)
        }
    }

    /// Whether a key deed of ours runs.
    var isBusy: Bool {
        change != nil || storage?.lockChange != nil
            || storage?.isDoing(KeySight.deeds) == true
    }

    /// The deeds about keys.
    static let deeds: Set<String> = [StorageDeeds.IssueKey.name, StorageDeeds.RevokeKey.name]

    /// Changes with everything the live part of the page shows.
    var mark: String {
        let sticks = (storage?.sticks ?? []).map { "\($0.id)\($0.role)\($0.number ?? 0)\($0.code ?? "")" }
        let keys = (storage?.keys ?? []).map { "\($0.role)\($0.number)" }
        let change = change.map { "\($0.step)\($0.number)" } ?? ""
        return PollMark.of(
            "\((sticks + keys).joined(separator: ","))|\(storage?.mark(of: KeySight.deeds) ?? "")|\(change)"
                + "|\(headerCopied?.seconds ?? 0)"
                + "|\(storage?.keyPluggedSince == nil ? 0 : 1)\(storage?.lockChange == nil ? 0 : 1)")
    }

    private func keys(_ role: String) -> [KeyFact] {
        (storage?.keys ?? []).filter { $0.role == role }.sorted { $0.number < $1.number }
    }

    /// A worn stick still opens; of two different records the enrolled one does.
    private static func opens(_ code: String?) -> Bool {
        guard let code else { return true }
        return KeyRefusal(rawValue: code).map { $0.opening != .refuses } ?? false
    }
}
