import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// A check of the monitor in words: name, sentence, action.
struct CheckWords {
    let check: CheckFact
    let visit: Visit

    init(_ check: CheckFact, _ visit: Visit) {
        self.check = check
        self.visit = visit
    }

    /// Name of the catalogue's entry with its disk, volume or number.
    var name: String { check.title[visit.language] }

    /// What is so; the name alone while all is well.
    var sentence: String { check.advice?.sentence[visit.language] ?? name }

    /// The one thing to do.
    var action: String { check.advice?.action[visit.language] ?? "" }

    /// The way to where the one thing is done; nothing where no page helps.
    var way: HTML {
        guard check.state == 1 || check.state == 2 else { return .empty }
        let isOfDisk = check.id.hasPrefix("disk.")
        // Backup disks carry numbers of their own and are looked after elsewhere.
        if check.id.hasPrefix("backup.") || isOfDisk && check.id.contains(":b") {
            return "<p class=\"way\">\(visit.link(.toBackup, .disk, to: "/backup"))</p>"
        }
        return isOfDisk || check.id.hasPrefix("raid.") ? Self.wayToDisks(visit) : .empty
    }

    /// The way to the disks of the box.
    static func wayToDisks(_ visit: Visit) -> HTML {
        "<p class=\"way\">\(visit.link(.toDisks, .disk, to: "/box"))</p>"
    }

    /// Does somebody have to acknowledge it?
    var isAcknowledgeable: Bool { check.latched && (check.state == 1 || check.state == 2) }

    /// The worst level of all checks whose id begins with one of these; nil = there is none that applies.
    static func worst(_ prefixes: [String], in monitor: MonitorFact?) -> Level? {
        let order: [Level] = [.crit, .warn, .unknown, .ok]
        let levels = (monitor?.checks ?? [])
            .filter { check in prefixes.contains { check.id.hasPrefix($0) } }
            .compactMap { Level(checkState: $0.state) }
        return order.first { levels.contains($0) }
    }

    /// All checks: raised ones first, then by name, those that do not apply last.
    static func ordered(_ visit: Visit) -> [CheckFact] {
        func rank(_ state: Int) -> Int { state == 2 ? 0 : state == 1 ? 1 : state == 3 ? 2 : state == 0 ? 3 : 4 }
        return (visit.sight.monitor?.checks ?? []).sorted {
            (rank($0.state), $0.title[visit.language]) < (rank($1.state), $1.title[visit.language])
        }
    }

    /// What is raised, worst first, the longest-standing first among equals.
    static func raised(_ monitor: MonitorFact) -> [CheckFact] {
        func rank(_ state: Int) -> Int { state == 2 ? 0 : state == 1 ? 1 : 2 }
        return monitor.checks.filter { $0.state > 0 }.sorted {
            (rank($0.state), $0.since, $0.id) < (rank($1.state), $1.since, $1.id)
        }
    }
}
