import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The values of one disk: a table that says everything, and curves for browsers that draw.
enum DiskValues {
    typealias History = MonitorDeeds.DiskHistory.Outcome

    /// One line of the table.
    private struct Row {
        var key: String
        var name: String
        var attribute: Int?
        var now: Int?
        var before: Int?
        /// A number of faults: good while it stands still.
        var isFault: Bool
    }

    static func table(_ disk: DiskPage.Shown, _ history: History?, _ visit: Visit) -> HTML {
        let earlier = history.flatMap { past($0, visit) }
        let all = rows(disk, history, earlier, visit)
        guard !all.isEmpty else {
            return visit.card(.diskValues, .list, id: "values", "<p class=\"muted\">\(visit[.diskValuesNone])</p>")
        }
        let then = earlier.map { heading($0.at, visit) } ?? visit[.diskYearAgo]
        let lines = all.map { line($0, then, visit) }
        return visit.card(
            .diskValues, .list, id: "values",
            """
            <p class="muted">\(visit[.diskValuesHint])</p><table class="list labelled"><thead><tr>\
            <th>\(visit[.diskValue])</th><th class="number">\(visit[.diskNow])</th>\
            <th class="number">\(then)</th></tr></thead><tbody>\(lines)</tbody></table>
            """)
    }

    private static func line(_ row: Row, _ then: String, _ visit: Visit) -> HTML {
        let isWorse = row.isFault && (row.now ?? 0) > (row.before ?? row.now ?? 0)
        let mark: HTML = isWorse ? " \(Icon.warning.html)" : .empty
        var attribute: HTML = .empty
        if let id = row.attribute { attribute = " <span class=\"muted\">\(visit[.diskAttribute]) \(id)</span>" }
        return """
            <tr data-value="\(row.key)"><td class="name">\(row.name)\(attribute)</td>\
            <td class="number" data-label="\(visit[.diskNow])">\(shown(row.now, visit))\(mark)</td>\
            <td class="number" data-label="\(then)">\(shown(row.before, visit))</td></tr>
            """
    }

    private static func shown(_ value: Int?, _ visit: Visit) -> String {
        value.map { visit.wording.number($0) } ?? "–"
    }

    private static func rows(
        _ disk: DiskPage.Shown, _ history: History?, _ past: Past?, _ visit: Visit
    ) -> [Row] {
        var rows: [Row] = []
        if let celsius = disk.smart?.celsius {
            let before = past.flatMap { history?.celsius[$0.index] }
            rows.append(
                Row(key: "celsius", name: visit[.diskCelsius], now: celsius, before: before, isFault: false))
        }
        for counter in SmartCounter.allCases where counter.isKept {
            guard let now = disk.smart?.values[counter.rawValue] else { continue }
            let before = past.flatMap { past in history?.values[counter].flatMap { $0[past.index] } }
            rows.append(
                Row(
                    key: counter.rawValue, name: counter.name[visit.language], attribute: counter.attribute, now: now,
                    before: before, isFault: counter != .hours && counter != .spare))
        }
        return rows
    }

    // MARK: A year ago

    private struct Past {
        var index: Int
        var at: Instant
    }

    /// The newest reading that is a year old, else the oldest one if it is at least a day old.
    private static func past(_ history: History, _ visit: Visit) -> Past? {
        let now = visit.frame.now().seconds
        let index = history.at.lastIndex { now - $0 >= 365 * 86_400 } ?? history.at.indices.first
        guard let index, now - history.at[index] >= 86_400, isWhole(history) else { return nil }
        return Past(index: index, at: Instant(seconds: history.at[index]))
    }

    private static func heading(_ at: Instant, _ visit: Visit) -> String {
        let days = visit.frame.now().seconds(since: at) / 86_400
        // The readings are days apart, not years.
        return (350...380).contains(days) ? visit[.diskYearAgo] : visit.say(.diskThen, ["day": visit.wording.day(at)])
    }

    /// Another process sent it: each column is as long as the first.
    private static func isWhole(_ history: History) -> Bool {
        history.celsius.count == history.at.count && history.values.values.allSatisfy { $0.count == history.at.count }
    }

    // MARK: Curves

    static func curves(_ disk: DiskPage.Shown, _ history: History?, _ visit: Visit) -> HTML {
        guard let history, let first = history.at.first, isWhole(history) else { return .empty }
        guard history.at.count > 1 else {
            return visit.card(.diskCurves, .history, id: "curves", "<p class=\"muted\">\(visit[.diskCurvesYoung])</p>")
        }
        let thresholds = SmartThresholds()
        let limits = thresholds.bands
        var figures: [HTML] = []
        if history.celsius.contains(where: { $0 != nil }) {
            let heat = (disk.smart?.judged).map { thresholds.temperature(of: $0) }
            figures.append(figure("celsius", visit[.diskCelsius], history.celsius, steps: false, heat, visit))
        }
        for counter in SmartCounter.allCases where counter.isKept && counter != .hours {
            guard let values = history.values[counter], values.contains(where: { ($0 ?? 0) != 0 }) else { continue }
            figures.append(
                figure(
                    counter.rawValue, counter.name[visit.language], values, steps: true, limits[counter], visit))
        }
        guard !figures.isEmpty else { return .empty }
        let since = visit.say(.diskCurvesSince, ["day": visit.wording.day(Instant(seconds: first))])
        return visit.card(
            .diskCurves, .history, id: "curves",
            """
            <p class="muted">\(since)</p>\
            <div class="curves" data-at="\(history.at.map(String.init).joined(separator: ","))">\(figures)</div>
            """)
    }

    /// What a person sees without a script, or hears, is the sentence; the script draws below it.
    private static func figure(
        _ key: String, _ name: String, _ values: [Int?], steps: Bool, _ limits: SmartThresholds.Band?, _ visit: Visit
    ) -> HTML {
        let known = values.compactMap { $0 }
        let words = visit.say(
            .diskCurve,
            [
                "name": name, "first": shown(known.first, visit), "last": shown(known.last, visit),
                "most": shown(known.max(), visit),
            ])
        let list = values.map { $0.map(String.init) ?? "" }.joined(separator: ",")
        // A limit far above the curve would press it flat.
        let near = { (limit: Int?) in limit.flatMap { (known.max() ?? 0) * 2 >= $0 && $0 > 1 ? $0 : nil } }
        let warn = near(limits?.warn)
        let crit = near(limits?.crit)
        return """
            <figure class="curve" data-curve="\(key)" data-values="\(list)"\(HTML.flag("data-steps", steps))\
            \(limit("data-warn", warn))\(HTML.attribute(
                "data-warn-words", warn.map { visit.say(.diskLimitWarn, ["value": "\($0)"]) }))\
            \(limit("data-crit", crit))\(HTML.attribute(
                "data-crit-words", crit.map { visit.say(.diskLimitCrit, ["value": "\($0)"]) }))>\
            <h3>\(name)</h3><div class="plot" hidden></div><figcaption class="muted">\(words)</figcaption></figure>
            """
    }

    private static func limit(_ name: StaticString, _ value: Int?) -> HTML {
        HTML.attribute(name, value.map(String.init))
    }
}
