import Database
import DatasafeCore

/// Room that a box may use in the vendor's vault.
public struct VaultGrant: Sendable, Equatable {
    /// Random UUID of the box at the hub.
    public var device: String
    /// Bytes its store may hold.
    public var bytes: Int

    public init(device: String, bytes: Int) {
        self.device = device
        self.bytes = bytes
    }
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
                    sql: "SELECT dev, vault FROM box WHERE key = ? AND revoked IS NULL AND vault IS NOT NULL"),
                arguments: [fingerprint]
            ).map { VaultGrant(device: $0["dev"], bytes: $0["vault"]) }
        }
    }

    /// All bookings that count: device id to bytes.
    public func vaultGrants() async throws(HubStoreError) -> [String: Int] {
        try await read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT dev, vault FROM box WHERE revoked IS NULL AND vault IS NOT NULL"))
            return Dictionary(rows.map { ($0["dev"], $0["vault"]) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
