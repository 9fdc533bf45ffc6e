import Database
import DatasafeCore

extension DataHost {
    /// The words themselves do not go into the log (they are names of patients), what was shown does, as ids.
    func answer(_ deed: PracticeDeeds.FindGone) async throws -> PracticeDeeds.FindGone.Outcome {
        try await look(deed.session, .restore, as: .goneSearched, on: "search") { db in
            let words = SearchWords(deed.words)
            // Words that are none find nothing; no words at all ask for the newest.
            guard words != nil || deed.words.allSatisfy(\.isWhitespace) else {
                return Noted(PracticeDeeds.FindGone.Outcome(entries: [], inBin: 0))
            }
            let rows =
                if let words {
                    try Row.fetchAll(
                        db,
                        sql: """
                            SELECT gone.* FROM goneTitle
                            JOIN gone ON gone.kind = goneTitle.rowid % 2 AND gone.id = goneTitle.rowid / 2
                            WHERE goneTitle MATCH ? ORDER BY gone.until DESC, gone.kind, gone.id LIMIT ?
                            """, arguments: [words.match, DataHost.searchRows])
                } else {
                    try Row.fetchAll(
                        db, sql: "SELECT * FROM gone ORDER BY until DESC, kind, id LIMIT ?",
                        arguments: [DataHost.searchRows])
                }
            let entries = rows.map { GoneEntry($0) }
            let shown = entries.map { "\($0.kind.prefix(1))\($0.id)" }
            return Noted(
                PracticeDeeds.FindGone.Outcome(
                    entries: entries, inBin: try words.map { try DataHost.inBin(db, $0) } ?? 0),
                on: "search:\(shown.count)/\(shown.joined(separator: ","))")
        }
    }

    func answer(_ deed: PracticeDeeds.ReadGone) async throws -> PracticeDeeds.ReadGone.Outcome {
        guard let kind = EntryKind(rawValue: deed.kind) else { throw Refusal(DocumentCode.request) }
        return try await look(deed.session, .restore, as: .goneSearched, on: kind.subject(deed.id)) { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM gone WHERE kind = ? AND id = ?",
                arguments: [kind == .document ? 1 : 0, deed.id])
            guard let row else { throw Refusal(DocumentCode.gone) }
            let versions = try Row.fetchAll(
                db,
                sql: "SELECT number, at, bytes FROM goneVersion WHERE document = ? ORDER BY number DESC LIMIT 1000",
                arguments: [kind == .document ? deed.id : 0]
            ).map {
                GoneVersion(number: $0["number"], at: Instant(milliseconds: $0["at"]), bytes: $0["bytes"])
            }
            return Noted(PracticeDeeds.ReadGone.Outcome(entry: GoneEntry(row), versions: versions))
        }
    }

    func answer(_ deed: PracticeDeeds.ForgetGone) async throws -> Done {
        // Most evenings there is nothing to forget, and nothing is written.
        let before = deed.before
        let isDue = try await read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM gone WHERE until < ?)", arguments: [before.milliseconds])
                ?? false
        }
        guard isDue else { return Done() }
        try await commit { page in try page.forgetGone(before: before) }
        return Done()
    }

    /// Entries of these words that lie in the bin, or in a folder there.
    private static func inBin(_ db: Database, _ words: SearchWords) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM title
                LEFT JOIN folder f ON title.rowid % 2 = 0 AND f.id = title.rowid / 2
                LEFT JOIN document d ON title.rowid % 2 = 1 AND d.id = title.rowid / 2
                LEFT JOIN folder above ON above.id = d.folder
                WHERE title MATCH ? AND (f.hidden = 1 OR d.binned IS NOT NULL OR above.hidden = 1)
                """, arguments: [words.match]) ?? 0
    }
}

extension GoneEntry {
    fileprivate init(_ row: Row) {
        self.init(
            kind: row["kind"] == 1 ? "document" : "folder", id: row["id"], name: row["name"], path: row["path"],
            bytes: row["bytes"], since: Instant(milliseconds: row["since"]), until: Instant(milliseconds: row["until"]))
    }
}
