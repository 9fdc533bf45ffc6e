import DatasafeCore
import DatasafeTexts
import PageFrame

/// How well the disks protect the data, in words.
enum Protection {
    /// The monitor's judgement of the mirror; without one nobody knows.
    static func level(_ sight: BoxSight) -> Level {
        CheckWords.worst(["raid."], in: sight.monitor) ?? .unknown
    }

    /// How many more disks may fail.
    static func words(_ visit: Visit) -> String {
        guard let array = visit.sight.storage?.array else { return visit[.noArray] }
        return switch array.redundancyLeft {
        case ..<1: visit[.mayFail0]
        case 1: visit[.mayFail1]
        case 2: visit[.mayFail2]
        default: visit[.mayFail3]
        }
    }
}
