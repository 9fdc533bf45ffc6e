import Database
public import DatasafeCore

/// What a request needs to know of the box behind a key.
public struct BoxIdentity: Sendable, Equatable {
    public var id: Int64
    public var device: String
    public var spki: [UInt8]
    public var isRevoked: Bool
}

extension HubStore {
    /// Stores a beat; when this returns it is on the disk. Throws `.storage`: then nothing of it is stored.
    public func take(_ arrival: BeatArrival) async throws(HubStoreError) -> BeatVerdict {
        try await beats.take(arrival)
    }

    /// Beats that wait for the disk now.
    public var waiting: Int { get async { await beats.count } }

    /// The box with that key (SHA-256 of its SubjectPublicKeyInfo in hex); nil when nobody enrolled it.
    public func identity(ofKey fingerprint: String) async throws(HubStoreError) -> BoxIdentity? {
        try await read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT id, dev, spki, revoked FROM box WHERE key = ?"),
                arguments: [fingerprint]
            ).map { row in
                BoxIdentity(
                    id: row["id"], device: row["dev"], spki: row.bytes("spki") ?? [],
                    isRevoked: (row["revoked"] as Int64?) != nil)
            }
        }
    }

    /// Counts a beat that was refused, and raises an alarm when the reason is one.
    public func refuse(box: Int64, reason: HubReason?, now: Instant) async throws(HubStoreError) {
        let chain = chain
        try await write { db in
            try db.execute(sql: "UPDATE box SET refused = refused + 1 WHERE id = ?", arguments: [box])
            guard let reason else { return }
            try BoxStanding.note(reason, raised: true, box: box, now: now, chain: chain, db)
            try BoxStanding.refresh(box, now: now, db)
        }
    }

    /// A person has dealt with an alarm of the hub itself (clone, forged beat, audit): it goes.
    public func clear(_ reason: HubReason, box: Int64, by: String, now: Instant) async throws(HubStoreError) {
        let chain = chain
        try await write { db in
            try BoxStanding.note(reason, raised: false, by: by, box: box, now: now, chain: chain, db)
            if reason == .clone { try db.execute(sql: "UPDATE box SET boots = '' WHERE id = ?", arguments: [box]) }
            try BoxStanding.refresh(box, now: now, db)
        }
    }
}
