/// One of the states that disks hold which were used apart from each other: what a person chooses from.
public struct ArraySide: Sendable, Equatable {
    /// The disks that hold this state.
    public var disks: [DiskID]
    /// Numbers of their members.
    public var numbers: [Int]
    /// When md last wrote to them, by the clock of that time; nil if it does not say.
    public var written: Instant?

    /// The sides among the disks seen, the one last written first.
    ///
    /// Two disks are of one side when each calls the other active and their event counts are apart by at most one.
    public static func sides(record: ArrayRecord, seen: [SeenDisk]) -> [ArraySide] {
        var sides: [(side: ArraySide, member: SeenMember)] = []
        for disk in seen {
            guard case .member(let member) = disk.content, member.array == record.array, member.role != nil,
                !member.isRebuilding, !member.isTooSmall,
                let number = record.members.first(where: { $0.member == member.member })?.number
            else { continue }
            let same = sides.firstIndex { MemberRelation.of(member, to: [$0.member], wasLost: false) == .current }
            if let same {
                sides[same].side.disks.append(disk.disk)
                sides[same].side.numbers.append(number)
            } else {
                let side = ArraySide(disks: [disk.disk], numbers: [number], written: member.written)
                sides.append((side, member))
            }
        }
        return sides.map(\.side).sorted { ($0.written?.seconds ?? 0) > ($1.written?.seconds ?? 0) }
    }
}
