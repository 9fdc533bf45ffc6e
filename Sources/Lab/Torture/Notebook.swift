/// What the box has answered for so far, and what it was asked and did not answer.
///
/// Nothing here asks the box: what it shows is held against what is noted, and what is missing or wrong comes back as
/// `Harm`.
struct Notebook: Sendable {
    /// A document of ours: what its newest acknowledged version holds.
    struct Document: Sendable, Equatable {
        var name: String
        /// Id of its folder.
        var folder: String
        var id: String
        /// 1 and up.
        var version: Int
        /// Number in the stack of papers.
        var paper: Int
        /// Lower-case hex.
        var sha256: String
    }

    /// A document the box was asked to store and did not answer for, or said no.
    struct Asked: Sendable, Equatable {
        var folder: String
        var paper: Int
        var sha256: String
    }

    /// A row of a folder as the box lists it.
    struct Row: Sendable, Equatable {
        var id: String
        var name: String
        var version = 1
        var sha256 = ""
    }

    /// Acknowledged documents by name.
    private(set) var documents: [String: Document] = [:]
    /// What is open, by name.
    private(set) var asked: [String: Asked] = [:]
    /// Acknowledged folders: id to name.
    private(set) var folders: [String: String] = [:]
    /// Folders in which something happened since they were last held against this book.
    private(set) var touched: Set<String> = []
    /// Acknowledged audit lines that were not looked for yet.
    private(set) var owed: [AuditKey: Int] = [:]
    /// The last audit line that was looked at.
    private(set) var lastLine = 0
    /// Answers of all time.
    private(set) var tally = Tally()

    /// How much the box has answered for; each is one commit with one audit line.
    struct Tally: Sendable, Equatable {
        /// Documents and versions of documents.
        var documents = 0
        var folders = 0
        /// Looks that stand in the log: documents opened, folders listed, pages of the log.
        var looks = 0
        /// Answers that were no.
        var refusals = 0
        /// All commits.
        var commits: Int { documents + folders + looks }
    }

    // MARK: Notes

    mutating func asks(_ name: String, _ wish: Asked) {
        asked[name] = wish
        touched.insert(wish.folder)
    }

    mutating func stored(_ name: String, id: String, version: Int, by user: String) {
        guard let wish = asked.removeValue(forKey: name) else { return }
        documents[name] = Document(
            name: name, folder: wish.folder, id: id, version: version, paper: wish.paper, sha256: wish.sha256)
        tally.documents += 1
        owe(AuditKey(user: user, action: "document.file", subject: "document:\(id)/\(version)"))
    }

    mutating func made(folder id: String, _ name: String, by user: String) {
        folders[id] = name
        touched.insert(id)
        tally.folders += 1
        owe(AuditKey(user: user, action: "folder.make", subject: "folder:\(id)"))
    }

    mutating func looked(_ action: String, at subject: String, by user: String) {
        tally.looks += 1
        owe(AuditKey(user: user, action: action, subject: subject))
    }

    mutating func refused() { tally.refusals += 1 }

    private mutating func owe(_ key: AuditKey) { owed[key, default: 0] += 1 }

    // MARK: What the box shows

    /// Holds the list of a folder against the book. What was open and is there whole counts as stored from now on.
    mutating func settle(folder: String, rows: [Row]) -> [Harm] {
        var harm: [Harm] = []
        let shown = Dictionary(rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        if shown.count != rows.count { harm.append(.strange("a name twice in folder \(folder)")) }
        for document in documents.values.filter({ $0.folder == folder }).sorted(by: { $0.name < $1.name }) {
            guard let row = shown[document.name] else {
                harm.append(.documentLost(document.name))
                documents[document.name] = nil
                continue
            }
            if row.sha256 == document.sha256, row.id == document.id { continue }
            if let wish = asked[document.name], wish.sha256 == row.sha256, row.id == document.id { continue }
            // An older version is a lost one; what nobody ever sent is damage. Both are told apart by reading it.
            harm.append(.documentLost(document.name))
            documents[document.name] = nil
        }
        for row in rows {
            if let wish = asked[row.name] {
                if wish.sha256 == row.sha256 {
                    documents[row.name] = Document(
                        name: row.name, folder: folder, id: row.id, version: row.version, paper: wish.paper,
                        sha256: wish.sha256)
                } else if documents[row.name] == nil, !harm.contains(.documentLost(row.name)) {
                    harm.append(.torn(row.name))
                }
            } else if documents[row.name] == nil, !harm.contains(.documentLost(row.name)) {
                harm.append(.strange(row.name))
            }
        }
        asked = asked.filter { $0.value.folder != folder }
        touched.remove(folder)
        return harm
    }

    /// Holds the list of folders against the book.
    mutating func settle(folders rows: [Row]) -> [Harm] {
        let shown = Dictionary(rows.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return folders.sorted { $0.key < $1.key }.filter { shown[$0.key] != $0.value }.map { .folderLost($0.value) }
    }

    /// Holds audit lines, newest first and reaching back behind the last that was looked at, against the book.
    mutating func settle(lines: [AuditEntry]) -> [Harm] {
        var harm: [Harm] = []
        let new = lines.filter { $0.number > lastLine }.reversed()
        var last = lastLine
        for line in new {
            if line.number != last + 1 { harm.append(.gap(after: last)) }
            last = line.number
        }
        // A log that ends before the line looked at last has lost it.
        if let newest = lines.first, newest.number < lastLine { harm.append(.gap(after: newest.number)) }
        let there = Dictionary(new.map { ($0.key, 1) }, uniquingKeysWith: +)
        for (key, count) in owed.sorted(by: { $0.key.subject < $1.key.subject }) {
            let missing = count - (there[key] ?? 0)
            if missing > 0 { harm += Array(repeating: .lineLost(key), count: missing) }
        }
        owed = [:]
        lastLine = max(last, lines.first?.number ?? 0)
        return harm
    }
}
