import DatasafeTexts
import Markup

/// The word at the head of each page for the state of the whole box, and the way to its alarms.
enum StateChip {
    /// - Parameter isLate: it comes with the answer to a poll and takes the place of the one that is there.
    static func html(_ visit: Visit, isLate: Bool = false) -> HTML {
        let (warn, crit) = visit.sight.alarms
        let words =
            crit > 0
            ? visit.say(crit == 1 ? .alarmsOne : .alarmsMany, ["count": "\(crit)"])
            : warn > 0
                ? visit.say(warn == 1 ? .noticesOne : .noticesMany, ["count": "\(warn)"])
                : visit[visit.sight.level == .ok ? .chipOK : visit.sight.level.word]
        let place: HTML = isLate ? " hx-swap-oob=\"true\"" : .empty
        return "<a class=\"chip\" id=\"chip\" href=\"/alarms\"\(place)>\(visit.badge(visit.sight.level, words))</a>"
    }
}
