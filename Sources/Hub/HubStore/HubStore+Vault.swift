import Database
public import DatasafeCore

/// Room that a box may use in the vendor's vault.
public struct VaultGrant: Sendable, Equatable {
    /// Random UUID of the box at the hub.
    public var device: String
    /// Bytes its store may hold.
    public var bytes: Int
    /// Until when the box may thin out and heal what it has stored (decision 0053); of the past = it may not now, and when it
    /// last could. Nil = it never could.
    public var until: Instant?

    public init(device: String, bytes: Int, until: Instant? = nil) {
        self.device = device
        self.bytes = bytes
        self.until = until
    }

    /// Whether the window is open.
    public func isOpen(at now: Instant) -> Bool { until.map { now < $0 } ?? false }
}

extension HubStore {
    /// Books room in the vault for a box, changes how much, or with nil takes the booking away. What is stored stays.
    ///
    /// - Throws: `.unknown` for a box that is not there or was revoked.
    public func bookVault(device: String, bytes: Int?) async throws(HubStoreError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE box SET vault = ? WHERE dev = ? AND revoked IS NULL", arguments: [bytes, device])
            guard db.changesCount == 1 else { throw HubStoreError(.unknown) }
        }
    }

    /// What was booked for a box that is no more and goes to the one in its place: bytes.
    ///
    /// - Throws: `.unknown` unless the first was revoked and had something booked, and the second is there, not revoked and
    ///   has nothing booked yet.
    public func vaultLeft(by old: String, to new: String) async throws(HubStoreError) -> Int {
        try await read { db in
            let bytes = try Int.fetchOne(
                db, sql: "SELECT vault FROM box WHERE dev = ? AND revoked IS NOT NULL", arguments: [old])
            let isFree = try Bool.fetchOne(
                db, sql: "SELECT vault IS NULL FROM box WHERE dev = ? AND revoked IS NULL", arguments: [new])
            guard let bytes, isFree == true else { throw HubStoreError(.unknown) }
            return bytes
        }
    }

    /// The booking of the box with this key (hex fingerprint); nil when nobody has it, the box was revoked, or nothing is
    /// booked for it.
    public func vaultGrant(ofKey fingerprint: String) async throws(HubStoreError) -> VaultGrant? {
        try await read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT dev, vault, vault_until FROM box
                        WHERE key = ? AND revoked IS NULL AND vault IS NOT NULL
                        """),
                arguments: [fingerprint]
            ).map { VaultGrant($0) }
        }
    }

    /// All bookings that count, by device id.
    public func vaultGrants() async throws(HubStoreError) -> [String: VaultGrant] {
        try await read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT dev, vault, vault_until FROM box WHERE revoked IS NULL AND vault IS NOT NULL"))
            return Dictionary(rows.map { ($0["dev"], VaultGrant($0)) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// When the store of each box was last read through, also of one that was revoked: what is stored stays.
    public func vaultReadings() async throws(HubStoreError) -> [String: Instant?] {
        try await read { db in
            let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT dev, vault_read FROM box"))
            return Dictionary(
                rows.map { ($0["dev"], ($0["vault_read"] as Int64?).map { Instant(stored: $0) }) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// The store of a box is read through with the vault's next look, whenever it was read last.
    ///
    /// - Throws: `.unknown` for a box that is not there.
    public func scrubVault(device: String) async throws(HubStoreError) {
        try await write { db in
            try db.execute(sql: "UPDATE box SET vault_read = NULL WHERE dev = ?", arguments: [device])
            guard db.changesCount == 1 else { throw HubStoreError(.unknown) }
        }
    }

    /// A store was read through, and so many of its files are wrong: raised for the vendor, until a later reading finds none.
    ///
    /// - Parameter openUntil: the box may take away until then, where it has something booked and may not for longer already.
    ///   In one step with the rest, so that no stop in between leaves a box without the window in which it heals.
    /// - Returns: whether that made its window longer.
    @discardableResult
    public func vaultWasRead(
        device: String, wrong: Int, openUntil: Instant? = nil, now: Instant
    ) async throws(HubStoreError) -> Bool {
        let chain = chain
        return try await write { db in
            try db.execute(sql: "UPDATE box SET vault_read = ? WHERE dev = ?", arguments: [now.milliseconds, device])
            guard let box = try Int64.fetchOne(db, sql: "SELECT id FROM box WHERE dev = ?", arguments: [device]) else {
                throw HubStoreError(.unknown)
            }
            try BoxStanding.note(
                .vaultWrong, raised: wrong > 0, state: 1, value: Double(wrong), box: box, now: now, chain: chain, db)
            try BoxStanding.refresh(box, now: now, db)
            guard let until = openUntil?.milliseconds else { return false }
            try db.execute(
                sql: """
                    UPDATE box SET vault_until = ? WHERE id = ? AND revoked IS NULL AND vault IS NOT NULL
                    AND (vault_until IS NULL OR vault_until < ?)
                    """, arguments: [until, box, until])
            return db.changesCount == 1
        }
    }

    /// Opens or closes the window of a box: until then it may take away from its store.
    ///
    /// - Throws: `.unknown` for a box that is not there, was revoked or has nothing booked.
    public func openVault(device: String, until: Instant) async throws(HubStoreError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE box SET vault_until = ? WHERE dev = ? AND revoked IS NULL AND vault IS NOT NULL",
                arguments: [until.milliseconds, device])
            guard db.changesCount == 1 else { throw HubStoreError(.unknown) }
        }
    }
}

extension VaultGrant {
    fileprivate init(_ row: Row) {
        self.init(
            device: row["dev"], bytes: row["vault"],
            until: (row["vault_until"] as Int64?).map { Instant(stored: $0) })
    }
}
