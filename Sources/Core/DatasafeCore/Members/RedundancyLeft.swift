/// How many more disks may fail in the worst case. Source: monitoring-hub 3.3, "Redundancy left".
public enum RedundancyLeft {
    /// The number of disks that may still fail in the worst case, or nil if data is missing already.
    ///
    /// A member that is rebuilding or out of sync does not count.
    /// - Parameters:
    ///   - level: of the array.
    ///   - memberCount: members the array is made for.
    ///   - inSync: md roles (0-based) that are in sync; roles outside the array do not count.
    public static func count(level: ArrayLevel, memberCount: Int, inSync: Set<Int>) -> Int? {
        let whole = inSync.filter { (0..<memberCount).contains($0) }
        switch level {
        case .mirror:
            return whole.isEmpty ? nil : whole.count - 1
        case .mirroredPairs:
            let pairs = pairs(memberCount: memberCount)
            guard pairs.allSatisfy({ !whole.isDisjoint(with: $0) }) else { return nil }
            return pairs.allSatisfy({ whole.isSuperset(of: $0) }) ? 1 : 0
        }
    }

    /// The roles that hold the same data: all of a mirror, or the near-2 pairs.
    public static func groups(level: ArrayLevel, memberCount: Int) -> [Set<Int>] {
        switch level {
        case .mirror: [Set(0..<memberCount)]
        case .mirroredPairs: pairs(memberCount: memberCount)
        }
    }

    /// The judgement of `raid.members`: with nothing left it is never a mere WARN.
    public static func judge(level: ArrayLevel, memberCount: Int, inSync: Set<Int>) -> Judgement {
        guard let left = count(level: level, memberCount: memberCount, inSync: inSync), left > 0 else { return .crit }
        return inSync.filter { (0..<memberCount).contains($0) }.count < memberCount ? .warn : .ok
    }

    private static func pairs(memberCount: Int) -> [Set<Int>] {
        stride(from: 0, to: memberCount, by: 2).map { Set($0..<min($0 + 2, memberCount)) }
    }
}
