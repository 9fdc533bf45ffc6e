import Database
import DatasafeCore
import FoundationEssentials
import Seal
import Staging

/// All rows of a night in a database of our own: schema, triggers and indexes are those of this program, and a value that one
/// of our tables does not take ends it. Nothing else that may stand in the night's file comes along. All calls block.
struct WholeNight {
    private let pool: DatabasePool

    /// Opens one that was made.
    init(_ path: String) throws {
        pool = try DatabaseFile.open(path: path, steps: PracticeSchema.steps, readers: 1, isAlone: true)
    }

    func close() { try? pool.close() }

    /// Looks the night through and copies it. Throws `NightFault`, or what the system says; then no file is left.
    static func make(of night: DatabaseQueue, at path: String) throws {
        remove(path)
        do {
            let whole = try WholeNight(path)
            defer { whole.close() }
            try night.read { source in
                try whole.pool.write { target in try NightCopy(from: source, to: target).run() }
            }
        } catch {
            remove(path)
            switch error {
            case let error as DatabaseError where error.resultCode == .SQLITE_FULL: throw error
            case is DatabaseError, is AuditFault: throw NightFault.unreadable
            default: throw error
            }
        }
    }

    /// Removes one that nobody goes on with.
    static func remove(_ path: String) {
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    }

    /// Contents of the night that the store does not have.
    func missing(in blobs: BlobFolder) throws -> Int {
        try pool.read { db in
            let rows = try String.fetchCursor(db, sql: "SELECT sha256 FROM blob")
            var missing = 0
            while let hex = try rows.next() {
                guard let address = ContentAddress(hex) else { throw NightFault.value("sha256") }
                if blobs.bytes(of: address) == nil { missing += 1 }
            }
            return missing
        }
    }

    struct Counts {
        var head: Int
        var documents: Int
        var users: Int
    }

    /// Brings in what must not be lost of today: the audit log, the account of who asks, the numbers that were used, and what
    /// has no document any more and gives its room back.
    func join(_ living: Database, head: AuditHead, user: String, night: String, now: Instant) throws -> Counts {
        try pool.write { db in
            let page = LedgerPage(db: db, now: now)
            let isSameLog = try continueLog(db, with: living, head)
            try keepAccount(db, of: user, from: living)
            try raiseNumbers(db, above: living)
            try keepGone(db, from: living, now: now)
            try doomOthers(db, than: living)
            // A log that ends here is still known by its head; hub and backups have it too.
            let left = isSameLog ? "" : " instead of \(head.seq)/\(head.hash.lowercaseHex.prefix(16))"
            try page.note(
                user: user, AuditAction.practiceRestored.rawValue, on: "night:\(night)\(left)", outcome: "done")
            return Counts(
                head: try AuditHead(db).seq,
                documents: try Int.fetchOne(db, sql: "SELECT count(*) FROM document WHERE binned IS NULL") ?? 0,
                users: try Int.fetchOne(db, sql: "SELECT count(*) FROM user WHERE active = 1") ?? 0)
        }
    }

    /// Puts the pages in the place of the living ones: one commit, durable when this returns.
    func replace(_ living: Database) throws {
        try pool.read { db in try db.backup(to: living) }
    }

    /// The lines since that night, if the night's log is the beginning of today's.
    private func continueLog(_ db: Database, with living: Database, _ head: AuditHead) throws -> Bool {
        let own = try AuditHead(db)
        let hash = try Data.fetchOne(living, sql: "SELECT hash FROM audit WHERE seq = ?", arguments: [own.seq])
        guard own.seq == 0 || hash == Data(own.hash) else { return false }
        let lines = try Row.fetchCursor(
            living, sql: "SELECT \(NightCopy.auditColumns) FROM audit WHERE seq > ? ORDER BY seq", arguments: [own.seq])
        while let line = try lines.next() {
            try db.cachedStatement(sql: "INSERT INTO audit(\(NightCopy.auditColumns)) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .execute(arguments: StatementArguments(line.databaseValues))
        }
        try db.execute(sql: "UPDATE auditHead SET seq = ?, hash = ?", arguments: [head.seq, Data(head.hash)])
        return true
    }

    /// Who asked has to get in afterwards: with today's password, whatever that night's was.
    private func keepAccount(_ db: Database, of user: String, from living: Database) throws {
        guard let known = try KnownUser(living, login: user) else { return }
        let role = Role.administrator.rawValue
        try db.execute(
            sql: """
                INSERT INTO user(login, fullName, role, active, password) VALUES (?1, ?2, ?3, 1, ?4)
                ON CONFLICT(login) DO UPDATE SET role = ?3, active = 1, password = ?4
                """, arguments: [known.person.login, known.person.fullName, role, known.password])
    }

    /// Ids are never used twice: what came after that night has lines in the log.
    private func raiseNumbers(_ db: Database, above living: Database) throws {
        for row in try Row.fetchAll(living, sql: "SELECT name, seq FROM sqlite_sequence") {
            let (name, seq): (String, Int64) = (row["name"], row["seq"])
            try db.execute(
                sql: "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", arguments: [seq, name])
            guard db.changesCount == 0 else { continue }
            try db.execute(sql: "INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", arguments: [name, seq])
        }
    }

    /// Contents of today that no document of the night refers to; the snapshot has them.
    private func doomOthers(_ db: Database, than living: Database) throws {
        let rows = try String.fetchCursor(
            living, sql: "SELECT sha256 FROM blob UNION SELECT sha256 FROM doomed")
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO doomed SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha256 = ?1)")
        while let hex = try rows.next() { try statement.execute(arguments: [hex]) }
    }
}

/// Copies row by row; the target's tables say what a row may be.
struct NightCopy {
    static let auditColumns = "seq, at, user, action, subject, outcome, hash"

    let source: Database
    let target: Database

    init(from source: Database, to target: Database) {
        self.source = source
        self.target = target
    }

    func run() throws {
        let faults = try String.fetchAll(source, sql: "PRAGMA integrity_check(3)").filter { $0 != "ok" }
        guard faults.isEmpty, try Row.fetchOne(source, sql: "PRAGMA foreign_key_check") == nil else {
            throw NightFault.unreadable
        }
        let (head, isWhole) = try AuditHead.empty.follow(source, lines: .max)
        guard isWhole else { throw NightFault.unreadable }
        // A folder may stand before the one above it.
        try target.execute(sql: "PRAGMA defer_foreign_keys = ON")
        try copy("practice", "id, name, founded")
        try copy("user", "id, login, fullName, role, active, password, lastLogIn")
        try copy("folder", "id, parent, name, sortKey, changed, binned, hidden")
        // Those without a version wait for their removal.
        try copy("blob", "sha256, bytes", where: "sha256 IN (SELECT sha256 FROM version)")
        try copy(
            "document", "id, folder, name, sortKey, changed, by, binned, version, bytes, sha256")
        try copy("version", "document, number, at, by, bytes, sha256")
        try copy("audit", Self.auditColumns)
        try target.execute(
            sql: "UPDATE auditHead SET seq = ?, hash = ?", arguments: [head.seq, Data(head.hash)])
        try index(.folder)
        try index(.document)
        try copyGone()
    }

    func copy(_ table: String, _ columns: String, where condition: String = "1") throws {
        let places = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
        let statement = try target.makeStatement(sql: "INSERT INTO \(table)(\(columns)) VALUES (\(places))")
        let rows = try Row.fetchCursor(source, sql: "SELECT \(columns) FROM \(table) WHERE \(condition)")
        while let row = try rows.next() {
            try statement.execute(arguments: StatementArguments(row.databaseValues))
        }
    }

    /// The index of names is made anew.
    private func index(_ kind: EntryKind) throws {
        let page = LedgerPage(db: target, now: Instant(seconds: 0))
        let rows = try Row.fetchCursor(target, sql: "SELECT id, name FROM \(kind.table)")
        while let row = try rows.next() {
            // A name that today's rules do not allow is there, and not found by its words.
            guard let name = EntryName(row["name"] as String) else { continue }
            try page.setTitle(kind, row["id"], name)
        }
    }
}
