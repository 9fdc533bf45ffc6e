import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// Which disk has which night, and every run with its result.
enum BackupHistory {
    /// Four weeks, oldest first, one box a night.
    static func calendar(_ visit: Visit) -> HTML {
        let runs = visit.sight.backup?.runs ?? []
        var good: [String: Int] = [:]
        var elsewhere: [TargetID: Set<String>] = [:]
        var bad: Set<String> = []
        for run in runs.reversed() {
            let day = BerlinTime.civil(run.started).date
            guard let disk = run.target.number else {
                if run.step == "done" { elsewhere[run.target, default: []].insert(day) }
                continue
            }
            if run.step == "done" { good[day] = disk } else if run.step == "failed" { bad.insert(day) }
        }
        let now = visit.frame.now()
        let nights: [HTML] = (0..<28).reversed().map { back in
            let day = BerlinTime.civil(now.adding(seconds: -86_400 * Int64(back)))
            let disk = good[day.date]
            let level: Level? = disk != nil ? .ok : bad.contains(day.date) ? .crit : nil
            let mark: HTML = disk.map { "<b>\($0)</b>" } ?? (level == .crit ? "<b>\(Icon.alarm.html)</b>" : "<b>·</b>")
            let css = level.map { " level-\($0.rawValue)" } ?? ""
            let others: [HTML] = [(TargetID.online, Icon.cloud), (.share, .folder)].compactMap { target, icon in
                elsewhere[target]?.contains(day.date) == true ? icon.html : nil
            }
            return "<div class=\"night\(css)\"><span>\(day.day).\(day.month).</span>\(mark)\(others)</div>"
        }
        return visit.card(
            .calendar, .history, id: "calendar",
            "<p class=\"muted\">\(visit[.calendarHint])</p><div class=\"nights\">\(nights)</div>")
    }

    static func table(_ visit: Visit) -> HTML {
        let runs = visit.sight.backup?.runs ?? []
        guard !runs.isEmpty else {
            return visit.card(.backupHistory, .list, id: "history", "<p class=\"muted\">\(visit[.historyEmpty])</p>")
        }
        let rows: [HTML] = runs.map { row($0, visit) }
        return visit.card(
            .backupHistory, .list, id: "history",
            """
            <table class="list labelled"><thead><tr><th>\(visit[.runAt])</th><th>\(visit[.runTarget])</th>\
            <th>\(visit[.runCause])</th><th>\(visit[.runResult])</th></tr></thead><tbody>\(rows)</tbody></table>
            """)
    }

    private static func row(_ run: BackupRunFact, _ visit: Visit) -> HTML {
        let cause: Text =
            switch run.cause {
            case "timer": .causeTimer
            case "person": .causePerson
            case "catch-up": .causeCatchUp
            default: .causeFirst
            }
        return """
            <tr data-step="\(run.step)" data-target="\(run.target.text)"\(HTML.attribute("data-code", run.code))>\
            <td data-label="\(visit[.runAt])">\(visit.wording.moment(run.started))</td>\
            <td data-label="\(visit[.runTarget])">\(run.target.number.map { "\($0)" } ?? BackupWords.name(of: run.target, visit))</td>\
            <td data-label="\(visit[.runCause])">\(visit[cause])</td><td>\(result(run, visit))</td></tr>
            """
    }

    private static func result(_ run: BackupRunFact, _ visit: Visit) -> HTML {
        guard run.step != "failed", run.code == nil else {
            let advice = visit.advice(for: Refusal(code: run.code ?? "BAK-FAILED", subject: run.target.text))
            return """
                \(visit.badge(.crit, visit[StepText.of("failed")])) \(advice.sentence[visit.language]) \
                <span class="muted">\(visit.say(.code, ["code": advice.code]))</span>
                """
        }
        guard run.step == "done" else { return visit.badge(.busy, visit[StepText.of(run.step)]) }
        var words = visit[.runGoodPlain]
        if let files = run.files, let bytes = run.bytes {
            words = visit.say(.runGood, ["files": visit.wording.number(files), "bytes": visit.wording.bytes(bytes)])
        }
        let healed: HTML = run.healed == true ? " <span>\(visit[.runHealed])</span>" : .empty
        let lost: HTML =
            run.lost.map { " <b>\(visit.say(.runLost, ["count": visit.wording.number($0)]))</b>" } ?? .empty
        return "\(visit.badge(run.lost == nil ? .ok : .warn, words))\(healed)\(lost)"
    }
}
