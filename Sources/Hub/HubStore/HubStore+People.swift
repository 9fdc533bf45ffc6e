import Database
public import DatasafeCore

/// A person of the vendor who may log in.
public struct HubUser: Sendable, Equatable {
    public var id: Int64
    public var name: String
    /// `PasswordHash` text.
    public var password: String
    /// The password was given by the hub and must be replaced.
    public var mustChange: Bool
    public var failed: Int
    public var lockedUntil: Instant
}

/// One login of one person in one browser.
public struct HubSession: Sendable, Equatable {
    public var user: HubUser
    /// Goes along with each form, so that another site cannot send it.
    public var form: String
    public var seen: Instant
    /// Began with a one-time link of the command line, not with a password.
    public var byLink: Bool
}

extension HubStore {
    /// Number of people who may log in.
    public func userCount() async throws(HubStoreError) -> Int {
        try await read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM user") ?? 0 }
    }

    public func user(name: String) async throws(HubStoreError) -> HubUser? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM user WHERE name = ?", arguments: [name]).map(HubUser.init)
        }
    }

    /// Adds a person or gives one a new password; all sessions of that person end.
    public func setUser(name: String, password: String, mustChange: Bool, now: Instant) async throws(HubStoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO user(name, password, must_change, made) VALUES (?, ?, ?, ?)
                    ON CONFLICT(name) DO UPDATE SET password = excluded.password, must_change = excluded.must_change,
                        failed = 0, locked_until = 0
                    """, arguments: [name, password, mustChange, now.milliseconds])
            try db.execute(
                sql: "DELETE FROM session WHERE user = (SELECT id FROM user WHERE name = ?)", arguments: [name])
        }
    }

    /// Counts a failed login; from the fifth on the name is locked for a minute, then twice as long, up to an hour.
    public func countFailure(user: Int64, now: Instant) async throws(HubStoreError) {
        try await write { db in
            let failed =
                1 + (try Int.fetchOne(db, sql: "SELECT failed FROM user WHERE id = ?", arguments: [user]) ?? 0)
            let seconds = failed < 5 ? 0 : min(3600, 60 << Int64(min(failed - 5, 6)))
            try db.execute(
                sql: "UPDATE user SET failed = ?, locked_until = ? WHERE id = ?",
                arguments: [failed, now.adding(seconds: Int64(seconds)).milliseconds, user])
        }
    }

    /// Begins a session. `hash` stands for the token in the browser.
    public func addSession(
        hash: String, form: String, user: Int64, byLink: Bool = false, now: Instant
    ) async throws(HubStoreError) {
        try await write { db in
            try db.execute(sql: "UPDATE user SET failed = 0, locked_until = 0 WHERE id = ?", arguments: [user])
            try db.execute(
                sql: "INSERT INTO session(hash, user, made, seen, form, by_link) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [hash, user, now.milliseconds, now.milliseconds, form, byLink])
            try db.execute(
                sql: "DELETE FROM session WHERE made < ?", arguments: [now.adding(seconds: -86_400).milliseconds])
        }
    }

    /// The session, if it is younger than 12 hours and was used within `idle` seconds; using it prolongs it.
    public func session(hash: String, idle: Int64, now: Instant) async throws(HubStoreError) -> HubSession? {
        let found: HubSession? = try await read { db in
            guard
                let row = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT user.*, session.form AS form, session.seen AS seen, session.by_link AS by_link
                            FROM session
                            JOIN user ON user.id = session.user
                            WHERE session.hash = ? AND session.seen > ? AND session.made > ?
                            """),
                    arguments: [
                        hash, now.adding(seconds: -idle).milliseconds, now.adding(seconds: -12 * 3600).milliseconds,
                    ])
            else { return nil }
            return HubSession(
                user: HubUser(row), form: row["form"], seen: Instant(stored: row["seen"]), byLink: row["by_link"])
        }
        // A write for each look would keep the disk busy; a minute is precise enough.
        if let found, now.seconds(since: found.seen) > 60 {
            try await write { db in
                try db.execute(
                    sql: "UPDATE session SET seen = ? WHERE hash = ?", arguments: [now.milliseconds, hash])
            }
        }
        return found
    }

    public func endSession(hash: String) async throws(HubStoreError) {
        try await write { db in try db.execute(sql: "DELETE FROM session WHERE hash = ?", arguments: [hash]) }
    }

    /// A link that logs one person in once. Older ones of that person no longer work.
    public func addLink(hash: String, user name: String, expires: Instant) async throws(HubStoreError) {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM link WHERE user = (SELECT id FROM user WHERE name = ?)", arguments: [name])
            try db.execute(
                sql: "INSERT INTO link(hash, user, expires) SELECT ?, id, ? FROM user WHERE name = ?",
                arguments: [hash, expires.milliseconds, name])
            guard db.changesCount == 1 else { throw HubStoreError(.unknown) }
        }
    }

    /// Uses a link up; whose it was, if its time is not over.
    public func useLink(hash: String, now: Instant) async throws(HubStoreError) -> HubUser? {
        try await write { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT user.* FROM link JOIN user ON user.id = link.user WHERE hash = ? AND expires > ?",
                arguments: [hash, now.milliseconds])
            try db.execute(sql: "DELETE FROM link WHERE hash = ?", arguments: [hash])
            return row.map(HubUser.init)
        }
    }
}

extension HubUser {
    init(_ row: Row) {
        id = row["id"]
        name = row["name"]
        password = row["password"]
        mustChange = row["must_change"]
        failed = row["failed"]
        lockedUntil = Instant(stored: row["locked_until"])
    }
}
