import Database
import DatasafeCore
import FoundationEssentials
import Seal

/// What a change sees of the commit it goes into. Used on the writer's queue only.
struct LedgerPage {
    let db: Database
    /// The moment of this commit.
    let now: Instant

    /// Undoes what `body` did when it throws.
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        var result: Result?
        try db.inSavepoint {
            result = try body()
            return .commit
        }
        guard let result else { throw LedgerError.lost }
        return result
    }

    /// Adds one line to the audit log.
    func note(user: String, _ action: String, on subject: String, outcome: String) throws {
        let head = try AuditHead(db)
        let line = AuditChain.next(
            after: head, at: now, user: user, action: action, subject: subject, outcome: outcome,
            sha256: ContentDigest.sha256)
        try db.cachedStatement(
            sql: "INSERT INTO audit(seq, at, user, action, subject, outcome, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
        ).execute(
            arguments: [
                line.seq, line.at.milliseconds, line.user, line.action, line.subject, line.outcome, Data(line.hash),
            ])
        try db.cachedStatement(sql: "UPDATE auditHead SET seq = ?, hash = ?")
            .execute(arguments: [line.seq, Data(line.hash)])
    }

    /// The same for a person, with one of the service's own actions.
    func note(_ person: Person, _ action: AuditAction, on subject: String, outcome: String = "done") throws {
        try note(user: person.login, action.rawValue, on: subject, outcome: outcome)
    }

    /// Runs a statement that is used again and again.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension AuditHead {
    /// The stored head.
    init(_ db: Database) throws {
        let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT seq, hash FROM auditHead"))
        guard let row, let hash = row["hash"] as Data? else { throw LedgerError.lost }
        self.init(seq: row["seq"], hash: Array(hash))
    }
}
