import Database
import DatasafeCore
import FoundationEssentials
import Seal

extension DataHost {
    /// Lines of a page.
    static let auditRows = 100

    func answer(_ deed: PracticeDeeds.ReadAudit) async throws -> PracticeDeeds.ReadAudit.Outcome {
        let before = deed.before ?? Int.max
        let subject = deed.before.map { "audit/\($0)" } ?? "audit"
        return try await look(deed.session, .readAudit, as: .auditRead, on: subject) { db in
            let filter = AuditFilter(deed.words)
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM audit WHERE seq < ? \(filter.sql) ORDER BY seq DESC LIMIT ?",
                arguments: [before] + filter.arguments + [DataHost.auditRows + 1])
            let shown = rows.prefix(DataHost.auditRows)
            let names = try AuditNames(db, of: shown.map { $0["object"] })
            let lines = shown.map { row in
                AuditRow(
                    seq: row["seq"], at: Instant(milliseconds: row["at"]), user: row["user"], action: row["action"],
                    subject: row["subject"], outcome: row["outcome"], name: names[row["object"]])
            }
            let more = rows.count > DataHost.auditRows
            return Noted(PracticeDeeds.ReadAudit.Outcome(lines: lines, next: more ? lines.last?.seq : nil))
        }
    }

    /// A line of another service. It cannot write what only this service may say, see `AuditAction.isForeign`.
    func answer(_ deed: PracticeDeeds.RecordAudit) async throws -> Done {
        guard AuditAction.isForeign(deed.action), !deed.user.isEmpty, !deed.outcome.isEmpty else {
            throw Refusal(AuditCode.line)
        }
        try await commit { page in
            try page.note(
                user: LogLine.plain(deed.user, 32), deed.action, on: LogLine.plain(deed.subject, 200),
                outcome: LogLine.plain(deed.outcome, 40))
        }
        return Done()
    }

    /// Walks at most `lines` on along the chain from `head`.
    ///
    /// - Returns: the head reached, and true when that is the end of the log and fits the stored head.
    /// - Throws: `AuditFault`.
    func verifyAudit(after head: AuditHead, lines: Int) async throws -> (head: AuditHead, complete: Bool) {
        try await pool.read { db in try head.follow(db, lines: lines) }
    }
}

extension AuditHead {
    /// Follows the log from here, at most so many lines; `complete`: to the stored head. Throws `AuditFault`.
    func follow(_ db: Database, lines: Int) throws -> (head: AuditHead, complete: Bool) {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?", arguments: [seq, lines])
        var reached = self
        var count = 0
        while let row = try rows.next() {
            reached = try AuditChain.verify(
                CollectionOfOne(AuditLine(row)), after: reached, sha256: ContentDigest.sha256)
            count += 1
        }
        guard count < lines else { return (reached, false) }
        let stored = try AuditHead(db)
        guard stored == reached else { throw AuditFault.cut(head: stored.seq, found: reached.seq) }
        return (reached, true)
    }
}

extension AuditLine {
    init(_ row: Row) {
        self.init(
            seq: row["seq"], at: Instant(milliseconds: row["at"]), user: row["user"], action: row["action"],
            subject: row["subject"], outcome: row["outcome"], hash: Array(row["hash"] as Data))
    }
}

/// The administrator's words as conditions: each has to be part of user, person's name, action, subject or outcome, or find
/// the name that the subject has now.
private struct AuditFilter {
    var sql = ""
    var arguments: StatementArguments = []

    init(_ words: String) {
        for word in words.prefix(200).split(whereSeparator: \.isWhitespace).prefix(6) {
            let lowered = word.lowercased()
            sql += """
                 AND (instr(lower(user || ' ' || action || ' ' || subject || ' ' || outcome), ?) > 0
                    OR user IN (SELECT login FROM user WHERE instr(lower(fullName), ?) > 0)
                    OR object IN (SELECT 'user:' || id FROM user WHERE instr(lower(fullName), ?) > 0)
                """
            arguments += [lowered, lowered, lowered]
            if let match = SearchWords(lowered)?.match {
                sql += """
                     OR object IN (
                        SELECT CASE rowid % 2 WHEN 1 THEN 'document:' ELSE 'folder:' END || (rowid / 2)
                        FROM title WHERE title MATCH ?)
                    """
                arguments += [match]
            }
            sql += ")"
        }
    }
}

/// The names that subjects have now.
private struct AuditNames {
    private var names: [String: String] = [:]

    /// - Parameter objects: at most a page of `document:17`, `folder:3`, `user:4` or others, which have no name.
    init(_ db: Database, of objects: [String]) throws {
        for (table, column) in [("document", "name"), ("folder", "name"), ("user", "fullName")] {
            let ids = Set(objects).compactMap { object in
                object.hasPrefix("\(table):") ? Int(object.dropFirst(table.count + 1)) : nil
            }
            guard !ids.isEmpty else { continue }
            let places = ids.map { _ in "?" }.joined(separator: ",")
            for row in try Row.fetchAll(
                db, sql: "SELECT id, \(column) AS name FROM \(table) WHERE id IN (\(places))",
                arguments: StatementArguments(ids))
            {
                names["\(table):\(row["id"] as Int)"] = row["name"]
            }
        }
    }

    subscript(object: String) -> String { names[object] ?? "" }
}
