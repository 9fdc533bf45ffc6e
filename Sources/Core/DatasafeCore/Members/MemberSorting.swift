/// The work behind `AssemblyPlan` where a record exists: sorts every disk into current, rebuilding, stale or kept out.
struct MemberSorting {
    /// A disk that carries a recorded member of this array.
    struct Candidate {
        let disk: DiskID
        let serial: SerialHash
        let member: SeenMember
        let recorded: RecordedMember

        var isWhole: Bool { member.role != nil && !member.isRebuilding }
        /// The array ran on without it, or a person chose another side: also of one that was to leave.
        var wasLost: Bool { recorded.state == .lost || recorded.isAside == true }
    }

    let record: ArrayRecord
    let chosen: Set<DiskID>
    private var candidates: [Candidate] = []
    private var findings: [MemberFinding] = []
    private var current: [Candidate] = []
    private var rebuilding: [Candidate] = []
    private var stale: [Candidate] = []
    /// A side nobody has decided about yet.
    private var isAsking = false

    init(record: ArrayRecord, seen: [SeenDisk], chosen: Set<DiskID>) {
        self.record = record
        self.chosen = chosen
        for disk in seen { sort(disk) }
        dropClones()
        if !chosen.isEmpty {
            // What nobody chose is another history, whatever its superblock says.
            for other in candidates where !chosen.contains(other.disk) { note(.split, other) }
            candidates.removeAll { !chosen.contains($0.disk) }
        }
    }

    // MARK: One disk

    private mutating func sort(_ seen: SeenDisk) {
        let bySerial = record.members.first { $0.serial == seen.serial }
        switch seen.content {
        case .member(let member):
            sort(member, of: seen, bySerial: bySerial)
        case .unreadable:
            // The place is reported as missing with the disk named.
            if let bySerial { add(.missing, seen.disk, bySerial.number) }
        case .foreign, .prepared:
            // A disk that is just being prepared for its place is no loss; a disk nobody knows is just a new disk.
            if let bySerial, bySerial.state != .joining { add(.unknown, seen.disk, bySerial.number) }
        case .tooSmall:
            add(.tooSmall, seen.disk, bySerial?.number)
        case .otherParameters:
            add(.parameters, seen.disk, bySerial?.number)
        }
    }

    private mutating func sort(_ member: SeenMember, of seen: SeenDisk, bySerial: RecordedMember?) {
        guard member.array == record.array, member.homeHost == record.boxID.homeHost else {
            return add(.otherBox, seen.disk, nil)
        }
        let byID = record.members.first { $0.member == member.member }
        guard let recorded = byID ?? (bySerial?.member == nil ? bySerial : nil) else {
            return add(.retired, seen.disk, nil)
        }
        if member.isTooSmall { return add(.tooSmall, seen.disk, recorded.number) }
        if member.level != record.level.rawValue { return add(.parameters, seen.disk, recorded.number) }
        candidates.append(Candidate(disk: seen.disk, serial: seen.serial, member: member, recorded: recorded))
    }

    private mutating func dropClones() {
        for id in Set(candidates.map(\.member.member)) {
            let same = candidates.filter { $0.member.member == id }
            guard same.count > 1 else { continue }
            let genuine = same.filter { $0.serial == $0.recorded.serial }
            let kept = genuine.count == 1 ? genuine.first?.disk : nil
            for copy in same where copy.disk != kept { note(.clone, copy) }
            candidates.removeAll { $0.member.member == id && $0.disk != kept }
        }
    }

    // MARK: All together

    mutating func plan(mayStillCome: Bool) -> AssemblyPlan {
        let isBase = { (one: Candidate) in one.isWhole && (!one.wasLost || !chosen.isEmpty) }
        let base = candidates.filter(isBase)
        guard let newest = base.map(\.member.events).max() else { return withoutBase(mayStillCome: mayStillCome) }
        let leaders = base.filter { $0.member.events == newest }
        relate(to: leaders)
        noteMissing()
        if isAsking, chosen.isEmpty { return refused(.split) }
        let awaited = awaitedNumbers()
        if Self.isBehind(newest, record.newestEvents), chosen.isEmpty {
            return mayStillCome && !awaited.isEmpty ? waiting(awaited) : refused(.newerAbsent)
        }
        let places = leaders.first?.member.places ?? record.memberCount
        let roles = Set(current.compactMap(\.member.role))
        let groups = RedundancyLeft.groups(level: record.level, memberCount: places)
        let isEnough = groups.allSatisfy { !$0.isDisjoint(with: roles) }
        let isDegraded = roles.count < places
        if isDegraded, mayStillCome, !awaited.isEmpty { return waiting(awaited) }
        guard isEnough else { return refused(.pairMissing) }
        return AssemblyPlan(
            .assemble((current + rebuilding).map(\.disk), degraded: isDegraded), findings: findings,
            rejoin: stale.map(\.disk), record: recordBefore(newest: newest))
    }

    private mutating func relate(to leaders: [Candidate]) {
        let heads = leaders.map(\.member)
        let wasLostCounts = chosen.isEmpty
        for one in candidates {
            if !one.isWhole {
                sortPartial(one, heads)
                continue
            }
            switch MemberRelation.of(one.member, to: heads, wasLost: one.wasLost && wasLostCounts) {
            case .current: current.append(one)
            case .split:
                note(.split, one)
                if one.recorded.isAside != true { isAsking = true }
            case .stale where one.recorded.isAside == true:
                // Left aside is left aside, also where it could be brought up to date.
                note(.stale, one)
            case .stale where one.recorded.state == .leaving:
                // It was to go; its successor or the others have all it has.
                note(.retired, one)
            case .stale:
                stale.append(one)
                note(.stale, one)
            }
        }
    }

    /// A member that holds only part of the data: taken along if md was filling it, else joined anew.
    private mutating func sortPartial(_ one: Candidate, _ heads: [SeenMember]) {
        let isUpToDate = heads.contains { !Self.isBehind(one.member.events, $0.events) }
        let isKnown = heads.allSatisfy { $0.callsActive(one.member) } || one.recorded.state == .joining
        if isUpToDate, isKnown, !one.wasLost {
            rebuilding.append(one)
        } else if one.recorded.state == .joining {
            // Nothing on it is needed: it is taken in anew when the array runs (`ArrayStep`).
        } else {
            // Left aside is left aside, also a part.
            if one.recorded.isAside != true { stale.append(one) }
            note(.stale, one)
        }
    }

    /// Behind by more than one: md takes its event count back by one when an array goes from dirty to clean. The counts
    /// stand on disks anybody may have written, up to the largest there is.
    private static func isBehind(_ events: UInt64, _ newest: UInt64) -> Bool {
        newest > events && newest - events > 1
    }

    private mutating func withoutBase(mayStillCome: Bool) -> AssemblyPlan {
        noteMissing()
        let awaited = awaitedNumbers()
        if mayStillCome, !awaited.isEmpty { return waiting(awaited) }
        // Only members that the array has left behind, or parts of one: the data stands elsewhere.
        if !candidates.isEmpty { return refused(.newerAbsent) }
        let decisive: [MemberCode] = [.clone, .unknown, .tooSmall, .parameters]
        let code = decisive.first { code in findings.contains { $0.code == code && $0.number != nil } }
        return refused(code ?? .missing)
    }

    private mutating func noteMissing() {
        let here = Set(candidates.map(\.recorded.number)).union(findings.compactMap(\.number))
        let wanted = record.members.filter { $0.state != .joining }.map(\.number)
        for number in Set(wanted).subtracting(here).sorted() {
            findings.append(MemberFinding(.missing, number: number))
        }
    }

    /// Members worth waiting for: recorded as running, and nowhere to be seen.
    private func awaitedNumbers() -> [Int] {
        let missing = Set(findings.filter { $0.code == .missing }.compactMap(\.number))
        let lost = Set(record.members.filter { $0.state == .lost || $0.state == .joining }.map(\.number))
        return missing.subtracting(lost).sorted()
    }

    private func recordBefore(newest: UInt64) -> ArrayRecord? {
        let running = Dictionary(
            (current + rebuilding).map { ($0.recorded.number, $0) }, uniquingKeysWith: { first, _ in first })
        let changed = record.next { next in
            for index in next.members.indices {
                if let one = running[next.members[index].number] {
                    if next.members[index].member == one.member.member {
                        next.members[index].events = one.member.events
                    }
                    next.members[index].isAside = nil
                } else if next.members[index].state == .ready {
                    next.members[index].state = .lost
                }
                // Present or not: it is another side from now on. A joining one is none, it holds nothing yet.
                if !chosen.isEmpty, running[next.members[index].number] == nil, next.members[index].state != .joining {
                    next.members[index].isAside = true
                }
            }
            next.newestEvents = max(newest, chosen.isEmpty ? next.newestEvents : 0)
            next.present = running.keys.sorted()
        }
        let isSame =
            changed.members == record.members && changed.present == record.present
            && changed.newestEvents == record.newestEvents
        return isSame ? nil : changed
    }

    private mutating func add(_ code: MemberCode, _ disk: DiskID, _ number: Int?) {
        findings.append(MemberFinding(code, disk: disk, number: number))
    }

    private mutating func note(_ code: MemberCode, _ one: Candidate) {
        add(code, one.disk, one.recorded.number)
    }

    private func refused(_ code: MemberCode) -> AssemblyPlan {
        AssemblyPlan(.refuse(code), findings: findings)
    }

    private func waiting(_ numbers: [Int]) -> AssemblyPlan {
        AssemblyPlan(.wait(numbers), findings: findings)
    }
}
