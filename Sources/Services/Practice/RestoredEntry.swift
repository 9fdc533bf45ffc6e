import Database
import DatasafeCore

/// Copies the rows of one part of a night into the living database, under one new folder.
struct RestoredEntry {
    let page: LedgerPage
    let night: Database
    let damaged: Set<ContentAddress>
    let user: String

    /// New ids of the night's folders.
    private var folders: [Int: Int] = [:]
    private var outcome = PracticeDeeds.TakeRestored.Outcome(documents: 0, bytes: 0)

    init(page: LedgerPage, night: Database, damaged: Set<ContentAddress>, user: String) {
        self.page = page
        self.night = night
        self.damaged = damaged
        self.user = user
    }

    /// Throws DOC-GONE when that night has no such part, DOC-DAMAGED when not one document of it is whole.
    mutating func enter(_ part: NightPart) throws -> PracticeDeeds.TakeRestored.Outcome {
        let top = try page.makeFolder(freeName(), in: nil, changed: page.now)
        let people = try Set(Int.fetchAll(page.db, sql: "SELECT id FROM user"))
        let doer = try Int.fetchOne(page.db, sql: "SELECT id FROM user WHERE login = ?", arguments: [user])

        let folderRows = try Row.fetchCursor(night, sql: part.foldersSQL)
        while let row = try folderRows.next() {
            let values = NightRow(row)
            guard let name = values.name("name"), folders[try values.integer("id")] == nil else { continue }
            let above = try values.optional("parent").flatMap { folders[$0] } ?? top
            let free = try free(name, .folder, in: above)
            folders[try values.integer("id")] =
                try page.makeFolder(free, in: above, changed: try values.instant("changed"))
        }

        let versions = try Row.fetchCursor(night, sql: part.versionsSQL)
        var open: Int?
        var document: (id: Int, number: Int)?
        while let row = try versions.next() {
            let values = NightRow(row)
            let id = try values.integer("document")
            if id != open { (open, document) = (id, nil) }
            let content = KeptContent(address: try values.address("sha256"), bytes: try values.bytes("bytes"))
            guard !damaged.contains(content.address) else {
                outcome.damaged += 1
                continue
            }
            let by = try values.optional("by").flatMap { people.contains($0) ? $0 : nil } ?? doer
            if document == nil {
                guard let name = values.name("name") else { continue }
                let above = try values.optional("folder").flatMap { folders[$0] } ?? top
                document = (try makeDocument(free(name, .document, in: above), in: above, content), 0)
                outcome.documents += 1
            }
            guard let (id, number) = document else { continue }
            document = (id, number + 1)
            try add(number + 1, of: id, content, at: try values.instant("at"), by: by)
        }
        guard outcome.documents > 0 || !folders.isEmpty else {
            throw Refusal(outcome.damaged > 0 ? DocumentCode.damaged : DocumentCode.gone)
        }
        outcome.folder = top
        return outcome
    }

    /// "Wiederhergestellt vom 20.11.2026, 21:00": the night's own last moment as the practice's clock showed it.
    private func freeName() throws -> EntryName {
        let row = try Row.fetchOne(night, sql: "SELECT max(at) AS at FROM audit")
        let at = try row.flatMap { try NightRow($0).optional("at") }
        let last = at.map { Instant(milliseconds: Int64($0)) } ?? page.now
        // A moment outside of our calendar (0001-9999) is noise.
        let moment = (0...253_402_300_799).contains(last.seconds) ? last : page.now
        let civil = BerlinTime.civil(moment)
        let day = civil.date.split(separator: "-").reversed().joined(separator: ".")
        guard let name = EntryName("Wiederhergestellt vom \(day), \(civil.hourMinute)") else { throw LedgerError.lost }
        return try free(name, .folder, in: nil)
    }

    /// The name, or with a number behind it when the folder has it already.
    private func free(_ name: EntryName, _ kind: EntryKind, in folder: Int?) throws -> EntryName {
        let statement = try page.db.cachedStatement(
            sql: """
                SELECT 1 FROM \(kind.table)
                WHERE ifnull(\(kind.above), 0) = ? AND name = ? AND binned IS NULL
                """)
        let short = EntryName(String(name.text.prefix(EntryName.maximum - 8))) ?? name
        for number in 1...1000 {
            guard let candidate = number == 1 ? name : short.numbered(number) else { break }
            let there = try Bool.fetchOne(statement, arguments: [folder ?? 0, candidate.text])
            if there == nil { return candidate }
        }
        throw NightFault.value("name")
    }

    private func makeDocument(_ name: EntryName, in folder: Int, _ content: KeptContent) throws -> Int {
        try page.refer(to: content)
        try page.run(
            """
            INSERT INTO document(folder, name, sortKey, changed, by, version, bytes, sha256)
            VALUES (?, ?, ?, 0, NULL, 0, ?, ?)
            """, [folder, name.text, SortKey.of(name), content.bytes, content.address.hex])
        let id = Int(page.db.lastInsertedRowID)
        try page.setTitle(.document, id, name)
        return id
    }

    private mutating func add(_ number: Int, of document: Int, _ content: KeptContent, at: Instant, by: Int?) throws {
        try page.refer(to: content)
        try page.run(
            "INSERT INTO version(document, number, at, by, bytes, sha256) VALUES (?, ?, ?, ?, ?, ?)",
            [document, number, at.milliseconds, by, content.bytes, content.address.hex])
        try page.run(
            "UPDATE document SET version = ?, changed = ?, by = ?, bytes = ?, sha256 = ? WHERE id = ?",
            [number, at.milliseconds, by, content.bytes, content.address.hex, document])
        outcome.bytes += content.bytes
    }
}
