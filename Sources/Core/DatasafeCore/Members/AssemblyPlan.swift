/// What to do with the members found at start: a pure decision from the record and from what was seen on each disk.
/// Source: storage design 3.5. Nothing of it writes to a disk; nothing is ever forced.
public struct AssemblyPlan: Sendable, Equatable {
    /// Whether and with what the array is started.
    public enum Decision: Sendable, Equatable {
        /// No record and no member: a new box.
        case nothing
        /// Recorded members are missing and may still come; the numbers of those waited for.
        case wait([Int])
        /// Open these disks and assemble the array of them; `degraded` = the array lacks members (`mdadm --run`).
        case assemble([DiskID], degraded: Bool)
        /// Not started; a person is asked.
        case refuse(MemberCode)
    }

    /// Whether and with what the array is started.
    public let decision: Decision
    /// What is wrong with which disk or place, also when the array is started.
    public let findings: [MemberFinding]
    /// Stale members to re-add once the array runs.
    public let rejoin: [DiskID]
    /// The record to write before the array is started; nil if it stays as it is.
    public let record: ArrayRecord?

    init(_ decision: Decision, findings: [MemberFinding] = [], rejoin: [DiskID] = [], record: ArrayRecord? = nil) {
        self.decision = decision
        self.findings = findings
        self.rejoin = rejoin
        self.record = record
    }

    /// The plan for what was seen.
    ///
    /// - Parameters:
    ///   - record: what the box remembers; nil if it is new or the state volume is lost.
    ///   - seen: every internal disk that can be looked at.
    ///   - mayStillCome: the time for late disks (90 s of uptime at least) is not over.
    ///   - chosen: disks that two administrators chose to start from; empty = nobody chose. Members that are not
    ///     chosen are kept out, and missing newer data is accepted.
    public static func plan(
        record: ArrayRecord?, seen: [SeenDisk], mayStillCome: Bool, chosen: Set<DiskID> = []
    ) -> AssemblyPlan {
        guard let record else { return withoutRecord(seen: seen, mayStillCome: mayStillCome) }
        var sorting = MemberSorting(record: record, seen: seen, chosen: chosen)
        return sorting.plan(mayStillCome: mayStillCome)
    }

    /// State volume lost: start only if all members of one array are there and agree.
    private static func withoutRecord(seen: [SeenDisk], mayStillCome: Bool) -> AssemblyPlan {
        let members = seen.compactMap { disk in
            if case .member(let member) = disk.content { (disk: disk.disk, member: member) } else { nil }
        }
        guard let first = members.first?.member else { return AssemblyPlan(.nothing) }
        let isOneArray = members.allSatisfy { $0.member.array == first.array && $0.member.places == first.places }
        let full = members.filter { $0.member.role != nil && !$0.member.isRebuilding && !$0.member.isTooSmall }
        let newest = full.map(\.member.events).max()
        let leaders = full.map(\.member).filter { $0.events == newest }
        let isAgreed = full.allSatisfy { MemberRelation.of($0.member, to: leaders, wasLost: false) == .current }
        let hasAllPlaces = Set(full.compactMap(\.member.role)) == Set(0..<first.places)
        if isOneArray, isAgreed, hasAllPlaces, full.count == members.count, members.count == first.places {
            return AssemblyPlan(.assemble(members.map(\.disk), degraded: false))
        }
        return mayStillCome ? AssemblyPlan(.wait([])) : AssemblyPlan(.refuse(.recordLost))
    }
}
