/// How far a history has come.
struct Split: Sendable {
    /// All disks.
    let disks: [String]
    /// Who was written when.
    var sides: Sides
    /// What the box had answered for, as of the last stint of each disk.
    var books: [String: Notebook]
    /// What the box itself remembers.
    var recorded: [Int] = []
    /// Disks it was told to leave aside.
    var aside: Set<String> = []
    /// What happened.
    var words: [String] = []

    init(disks: [String], book: Notebook) {
        self.disks = disks
        sides = Sides(disks)
        books = Dictionary(uniqueKeysWithValues: disks.map { ($0, book) })
    }

    /// Notes a stint that ended.
    mutating func end(of stint: Int, newest: [String], stale: [String], book: Notebook) {
        sides.write(stint, newest: newest, stale: stale)
        for disk in newest + stale { books[disk] = book }
        recorded = sides.history(of: newest.first ?? "")
        aside.subtract(newest + stale)
    }

    /// The one group that is not left aside, if the box remembers it as the newest.
    func answer(among groups: [[String]]) -> [String]? {
        let open = groups.filter { !aside.isSuperset(of: $0) }
        guard let only = open.first, open.count == 1, !sides.lacksNewest(only, recorded: recorded) else { return nil }
        return only
    }

    /// Notes that a person chose these.
    mutating func choose(_ chosen: [String]) { aside = Set(disks).subtracting(chosen) }
}
