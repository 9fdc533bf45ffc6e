public import Guest
import Torture

/// What a run of nights has counted: the figures of its last line.
public struct NightsCount: Sendable, Equatable {
    /// Seed of the run.
    public var seed: UInt64 = 0
    /// Evenings that were played.
    public var evenings = 0
    /// Versions of documents the box has answered for.
    public var acknowledged = 0
    /// Runs the box called complete.
    public var claimed = 0
    /// Runs the box said did not come to an end.
    public var refused = 0
    /// Nights that were brought back from a disk, each time counted.
    public var restored = 0
    /// Documents compared in them, each time counted.
    public var compared = 0
    /// Nights that were called complete and do not come back whole and right.
    public var untrue = 0
    /// Nights brought back that say themselves that damage has cost them files; what is there is right.
    public var partial = 0
    /// Evenings on which the box did not get as far as it had to.
    public var stuck = 0
    /// Disks pulled in the middle of a run.
    public var pulls = 0
    /// Longest time from a pull to the message, ms.
    public var slowestMessage = 0
    /// Pulls whose message came after more than `Nights.messageLimit`.
    public var late = 0
    /// Disks whose packs were damaged, and that were whole again afterwards.
    public var healed = 0
    /// Faults by name, and how often they were made.
    public var made: [String: Int] = [:]
    /// What went wrong, at most the first hundred.
    public var faults: [String] = []
    /// True: not everything that was planned was done.
    public var isAborted = true

    /// Nothing counted yet.
    public init() {}

    /// True only if everything held that had to. A run in which nothing was called complete proves nothing.
    public var isGood: Bool {
        !isAborted && untrue == 0 && stuck == 0 && late == 0 && faults.isEmpty && claimed > 0
            && restored - partial >= claimed
    }

    private var figures: [(String, String)] {
        let made = made.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
        return [
            ("seed", "\(seed)"), ("evenings", "\(evenings)"), ("acked", "\(acknowledged)"), ("claimed", "\(claimed)"),
            ("refused", "\(refused)"), ("restored", "\(restored)"), ("compared", "\(compared)"),
            ("untrue", "\(untrue)"), ("partial", "\(partial)"), ("stuck", "\(stuck)"), ("pulls", "\(pulls)"),
            ("slowest_ms", "\(slowestMessage)"), ("late", "\(late)"), ("healed", "\(healed)"),
            ("made", made.isEmpty ? "none" : made.joined(separator: ",")), ("faults", "\(faults.count)"),
            ("aborted", isAborted ? "yes" : "no"), ("good", isGood ? "yes" : "no"),
        ]
    }

    /// "RESULT seed=1 evenings=30 ...": one line.
    public var line: String { result.line }
    /// The same for programs, with the faults.
    public var json: JSON { result.json }
    private var result: ResultLine { ResultLine(figures, faults: faults) }
}
