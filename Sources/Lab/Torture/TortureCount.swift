public import Guest

/// What a run has counted: the figures of its last line.
public struct TortureCount: Sendable, Equatable {
    /// Seed of the run.
    public var seed: UInt64 = 0
    /// Cuts that were made and looked at.
    public var cuts = 0
    /// Cuts after which the machine was started anew, its system disk cut as well.
    public var boots = 0
    /// Commits the box had answered for: documents, folders and looks, each with its audit line.
    public var acknowledged = 0
    /// Of these, documents and versions of documents.
    public var documents = 0
    /// Documents that were read back and compared byte by byte, each time counted.
    public var compared = 0
    /// Audit lines that were found where they belong.
    public var lines = 0
    /// Acknowledged and gone.
    public var lost = 0
    /// There and wrong, or said by the box to be damaged.
    public var corrupt = 0
    /// Cuts and histories after which the box did not open, or did not get as far as it had to.
    public var stuck = 0
    /// Answers that were no.
    public var refused = 0
    /// Bits turned over.
    public var flips = 0
    /// Of these, written over since: healed.
    public var healed = 0
    /// Errors the box counted as healed.
    public var reported = 0
    /// Disks pulled while people wrote and redundant again afterwards.
    public var pulls = 0
    /// Histories of disks that were in their bays and out of them.
    public var splits = 0
    /// Starts with disks that were written apart: the box asked, opened nothing and wrote nothing before the answer.
    public var apart = 0
    /// Starts with an older disk, which was brought up to date.
    public var rejoined = 0
    /// Each control and the cut at which it was found; 0 = not found.
    public var controls: [String: Int] = [:]
    /// What went wrong, at most the first hundred.
    public var faults: [String] = []
    /// True: not everything that was planned was done.
    public var isAborted = true

    /// Nothing counted yet.
    public init() {}

    /// True only if everything held that had to, and every control failed as it must.
    public var isGood: Bool {
        !isAborted && lost == 0 && corrupt == 0 && stuck == 0 && healed == flips && faults.isEmpty
            && !controls.values.contains(0)
    }

    private var figures: [(String, String)] {
        let controls = controls.sorted { $0.key < $1.key }.map {
            "\($0.key):\($0.value == 0 ? "missed" : "\($0.value)")"
        }
        return [
            ("seed", "\(seed)"), ("cuts", "\(cuts)"), ("boots", "\(boots)"), ("acked", "\(acknowledged)"),
            ("documents", "\(documents)"), ("compared", "\(compared)"), ("lines", "\(lines)"), ("lost", "\(lost)"),
            ("corrupt", "\(corrupt)"), ("stuck", "\(stuck)"), ("refused", "\(refused)"), ("flips", "\(flips)"),
            ("healed", "\(healed)"), ("reported", "\(reported)"), ("pulls", "\(pulls)"),
            ("splits", "\(splits)"), ("apart", "\(apart)"), ("rejoined", "\(rejoined)"),
            ("controls", controls.isEmpty ? "none" : controls.joined(separator: ",")),
            ("faults", "\(faults.count)"), ("aborted", isAborted ? "yes" : "no"), ("good", isGood ? "yes" : "no"),
        ]
    }

    /// "RESULT seed=1 cuts=100 ...": one line.
    public var line: String { result.line }
    /// The same for programs, with the faults.
    public var json: JSON { result.json }
    private var result: ResultLine { ResultLine(figures, faults: faults) }
}
