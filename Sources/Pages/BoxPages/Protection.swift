import DatasafeCore
import DatasafeTexts
import PageFrame

/// How well the disks protect the data, in words.
enum Protection {
    /// The monitor's judgement of the mirror; without one nobody knows. Green never stands beside the words that no more
    /// disk may fail, as it would until the monitor has looked again.
    static func level(_ sight: BoxSight) -> Level {
        let judged = CheckWords.worst(["raid."], in: sight.monitor) ?? .unknown
        let isBare = (sight.storage?.array?.redundancyLeft ?? 1) < 1
        return judged == .ok && isBare ? .warn : judged
    }

    /// How many more disks may fail.
    static func words(_ visit: Visit) -> String {
        guard let array = visit.sight.storage?.array else { return visit[.noArray] }
        return words(visit, left: array.redundancyLeft)
    }

    /// The same for a number.
    static func words(_ visit: Visit, left: Int) -> String {
        switch left {
        case ..<1: visit[.mayFail0]
        case 1: visit[.mayFail1]
        case 2: visit[.mayFail2]
        default: visit[.mayFail3]
        }
    }

    /// ` (…7K2Q)`: what is printed on the disk itself, nothing where it is not known.
    static func tail(_ visit: Visit, _ tail: String) -> String {
        tail.isEmpty ? "" : visit.say(.tail, ["tail": tail])
    }
}
