import Database
import DatasafeCore

/// A row of the users' table with what only the log-in sees.
struct KnownUser: Sendable {
    var person: Person
    var active: Bool
    var password: String

    init?(_ db: Database, login: String) throws { try self.init(db, "login = ?", [login]) }
    init?(_ db: Database, id: Int) throws { try self.init(db, "id = ?", [id]) }

    private init?(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM user WHERE \(condition)"), arguments: arguments)
        guard let row, let role = Role(rawValue: row["role"]) else { return nil }
        person = Person(id: row["id"], login: row["login"], fullName: row["fullName"], role: role)
        active = row["active"]
        password = row["password"]
    }
}

extension UserRow {
    init(_ row: Row) {
        self.init(
            id: row["id"], user: row["login"], fullName: row["fullName"], role: row["role"], active: row["active"],
            lastLogIn: Instant(stored: row["lastLogIn"]))
    }

    init?(_ db: Database, id: Int) throws {
        let statement = try db.cachedStatement(sql: "SELECT * FROM user WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        self.init(row)
    }

    /// Adds the user and returns the id. Throws USR-TAKEN.
    func insert(_ page: LedgerPage, password: String) throws -> Int {
        try mustBeFree(page)
        try page.run(
            "INSERT INTO user(login, fullName, role, active, password) VALUES (?, ?, ?, ?, ?)",
            [user, fullName, role, active, password])
        return Int(page.db.lastInsertedRowID)
    }

    /// Throws USR-TAKEN when another user has this login name.
    func mustBeFree(_ page: LedgerPage) throws {
        let other = try Int.fetchOne(
            page.db, sql: "SELECT id FROM user WHERE login = ? AND id <> ?", arguments: [user, id])
        if other != nil { throw Refusal(UserCode.taken, subject: user) }
    }
}

extension Instant {
    /// From a column of milliseconds.
    init?(stored: Int64?) {
        guard let stored else { return nil }
        self.init(milliseconds: stored)
    }
}
