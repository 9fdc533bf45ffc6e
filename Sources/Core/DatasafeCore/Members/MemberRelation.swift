/// How one member's state relates to that of the newest members.
public enum MemberRelation: Sendable, Hashable {
    /// The same state: events apart by at most one, and each calls the others active.
    case current
    /// An earlier state of theirs: all it ever wrote, they have too.
    case stale
    /// It wrote without any of them: both ran alone, and nobody but a person can choose.
    case split

    /// The relation of `member` to the newest members (`leaders`, all with the same event count; it may be one of them).
    ///
    /// A member whose superblock calls one of the leaders active wrote its last superblock together with that leader, so
    /// the leader has everything it has: stale. If it calls none of them active, it ran on without them: split. With
    /// equal event counts, or a member that is newer than the leaders, a one-sided view cannot be ordered: split.
    ///
    /// - Parameter wasLost: the box's record says that the array ran on without this member; then it is never current.
    public static func of(_ member: SeenMember, to leaders: [SeenMember], wasLost: Bool) -> MemberRelation {
        let others = leaders.filter { $0.member != member.member }
        guard let newest = others.first?.events else { return wasLost ? .stale : .current }
        guard others.contains(where: { member.callsActive($0) }) else { return .split }
        let apart = member.events > newest ? member.events - newest : newest - member.events
        let isMutual = others.allSatisfy { $0.callsActive(member) && member.callsActive($0) }
        if member.events >= newest, !isMutual { return .split }
        if member.events > newest, apart > 1 { return .split }
        return apart <= 1 && isMutual && !wasLost ? .current : .stale
    }
}
