/// What to do with a plugged-in stick: which keyslot to try with which copy, or why not.
public enum KeyPlan: Sendable, Hashable {
    /// Try this record on these keyslots and on no others. A silver key has one; a backup key none, it is only handed on.
    /// `warnings` are said to the practice even if it opens.
    case use(KeyCandidate.Record, keyslots: [Int], warnings: [KeyRefusal])
    /// Do not try. `number` is the number printed on the stick where it is known.
    case refuse(KeyRefusal, number: UInt8?)

    /// The plan for one stick.
    ///
    /// Order of checks (storage design 3.2): medium and record first, then role, box, revoked, enrolled, weak. A record
    /// of another box is refused before its key id is looked up, so that a revoke list says nothing about strangers.
    ///
    /// - Parameters:
    ///   - candidate: what was read from the stick.
    ///   - enrolled: the keys of the container's tokens.
    ///   - revoked: key ids of all revoke lists (token and state volume).
    ///   - boxID: this box.
    ///   - wanted: the role the asker needs.
    public static func plan(
        candidate: KeyCandidate, enrolled: [EnrolledKey], revoked: Set<KeyID>, boxID: BoxID,
        wanted: KeyRole = .unlock
    ) -> KeyPlan {
        let judged = candidate.records.map { record in
            judge(record, enrolled: enrolled, revoked: revoked, boxID: boxID, wanted: wanted)
        }
        for case .use(let record, let keyslots, _) in judged {
            return .use(record, keyslots: keyslots, warnings: candidate.findings)
        }
        // Of two refused records the one that is an event speaks: somebody may be trying keys.
        let refusals = judged.compactMap { if case .refuse(let code, let number) = $0 { (code, number) } else { nil } }
        if let (code, number) = refusals.first(where: { $0.0.isEvent }) ?? refusals.first {
            return .refuse(code, number: number)
        }
        return .refuse(candidate.findings.first ?? .notAKey, number: nil)
    }

    /// The plan for a backup key of another box: to open what that box wrote. Nothing here knows it, so nothing but its own
    /// record speaks for it; whether it is the right one, the disk says.
    public static func planStrange(_ candidate: KeyCandidate, boxID: BoxID) -> KeyPlan {
        for record in candidate.records where record.identity.role == .backup && record.identity.boxID != boxID {
            if record.isWeak { return .refuse(.weak, number: record.identity.number) }
            return .use(record, keyslots: [], warnings: candidate.findings)
        }
        if let own = candidate.records.first {
            return .refuse(own.identity.role == .backup ? .unknown : .silver, number: own.identity.number)
        }
        return .refuse(candidate.findings.first ?? .notAKey, number: nil)
    }

    /// What to say after the keyslot was tried and did not open.
    public static func refusedByKeyslot(_ record: KeyCandidate.Record) -> KeyPlan {
        .refuse(.noMatch, number: record.identity.number)
    }

    private static func judge(
        _ record: KeyCandidate.Record, enrolled: [EnrolledKey], revoked: Set<KeyID>, boxID: BoxID, wanted: KeyRole
    ) -> KeyPlan {
        let key = record.identity
        if key.role != wanted { return .refuse(wanted == .unlock ? .role : .silver, number: key.number) }
        if key.boxID != boxID { return .refuse(.otherBox, number: nil) }
        if revoked.contains(key.keyID) { return .refuse(.revoked, number: key.number) }
        let match = enrolled.first { $0.keyID == key.keyID && $0.boxID == boxID && $0.role == key.role }
        guard let match, key.role == .backup || !match.keyslots.isEmpty else {
            return .refuse(.unknown, number: key.number)
        }
        if record.isWeak { return .refuse(.weak, number: key.number) }
        return .use(record, keyslots: match.keyslots, warnings: [])
    }
}
