/// Which disk was in the box in which of its stints: what a box must make of the disks it finds follows from it.
///
/// A disk's history is the list of the stints it was written in. Of two disks one is only older if its history is the
/// beginning of the other's; else both were written apart from each other.
struct Sides: Sendable, Equatable {
    /// What a box must make of disks that are in together.
    enum Verdict: Sendable, Equatable {
        /// It opens with these, and brings the others up to date from them.
        case opens(newest: [String], stale: [String])
        /// They were written apart: each group is a state of its own, a person chooses.
        case apart([[String]])
    }

    /// Stints by disk.
    private(set) var histories: [String: [Int]]

    /// Disks that hold the same.
    init(_ disks: [String]) { histories = Dictionary(uniqueKeysWithValues: disks.map { ($0, []) }) }

    /// What these disks were written in, if they can be one array.
    func verdict(on disks: [String]) -> Verdict {
        let known = disks.sorted()
        let newest = known.map { history(of: $0) }.max { $0.count < $1.count } ?? []
        guard known.allSatisfy({ newest.starts(with: history(of: $0)) }) else {
            return .apart(
                Dictionary(grouping: known) { history(of: $0) }.values.map { $0.sorted() }.sorted { $0[0] < $1[0] })
        }
        return .opens(
            newest: known.filter { history(of: $0) == newest }, stale: known.filter { history(of: $0) != newest })
    }

    /// True if a box that remembers `recorded` must say that newer data than on these disks is missing.
    func lacksNewest(_ disks: [String], recorded: [Int]) -> Bool {
        let newest = disks.map { history(of: $0) }.max { $0.count < $1.count } ?? []
        return !newest.starts(with: recorded)
    }

    /// The stints of a disk.
    func history(of disk: String) -> [Int] { histories[disk] ?? [] }

    /// A stint in which these disks were written, after `stale` ones were brought up to date from the newest.
    mutating func write(_ stint: Int, newest: [String], stale: [String] = []) {
        let history = history(of: newest.first ?? "") + [stint]
        for disk in newest + stale { histories[disk] = history }
    }
}
