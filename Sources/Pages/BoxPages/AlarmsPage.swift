import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/alarms`: what is raised with sentence and action, every check, the events.
enum AlarmsPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/alarms", need: .person) { visit in
            visit.page(.alarmsTitle, place: .alarms, "<h1>\(visit[.alarmsTitle])</h1>\(html(visit))")
        }
        routes.get("/fragment/alarms", need: .poll) { visit in visit.fragment(html(visit)) }
        routes.post("/alarms/acknowledge", need: .may(.acknowledge)) { visit, form in
            let check = form.text("check")
            guard visit.sight.monitor?.checks.contains(where: { $0.id == check }) == true else {
                return visit.refused(.of(.form))
            }
            _ = try await visit.ask(MonitorDeeds.Acknowledge(check: check, user: visit.userName))
            // The monitor has no way to the audit log of the practice, so the page that asked writes the line.
            _ = try await visit.ask(
                PracticeDeeds.RecordAudit(
                    user: visit.userName, action: "alarm.acknowledge", subject: check, outcome: "done"))
            return visit.redirect(to: "/alarms", note: .acknowledged)
        }
    }

    private static func html(_ visit: Visit) -> HTML {
        """
        <div id="alarms" hx-get="/fragment/alarms" hx-trigger="every 10s" hx-swap="outerHTML">\
        \(raised(visit))\(checks(visit))\(events(visit))</div>
        """
    }

    private static func raised(_ visit: Visit) -> HTML {
        guard let monitor = visit.sight.monitor else { return visit.notice(.unknown, visit[.noMonitor]) }
        let raised = CheckWords.raised(monitor)
        guard !raised.isEmpty else {
            let applying = monitor.checks.count { $0.state >= 0 }
            return visit.notice(.ok, visit[.allWell], visit.say(.allWellWhy, ["count": "\(applying)"]))
        }
        return raised.map { alarm(CheckWords($0, visit), visit) }.joined()
    }

    private static func alarm(_ words: CheckWords, _ visit: Visit) -> HTML {
        let check = words.check
        let level = Level(checkState: check.state) ?? .unknown
        let acknowledge: HTML =
            !words.isAcknowledgeable
            ? .empty
            : visit.may(.acknowledge)
                ? visit.form(
                    "/alarms/acknowledge", css: "acknowledge mt-2",
                    """
                    \(visit.hidden("check", check.id))\(visit.button(.acknowledge, .check, style: "outline-primary btn-sm"))\
                     <span class="muted">\(visit[.acknowledgeHint])</span>
                    """)
                : "<p class=\"muted\">\(visit[.acknowledgeHint])</p>"
        let old = check.stale ? " · \(visit[.readingFails])" : ""
        return """
            <div class="notice level-\(level.rawValue)" role="alert" data-check="\(check.id)" \
            data-state="\(check.state)" data-code="\(check.reason)" data-level="\(level.rawValue)">\(level.icon.html)\
            <div><p class="muted">\(visit[level.word]) · \(words.name) · \(visit.wording.since(check.since))</p>\
            <p class="sentence">\(words.sentence)</p><p>\(words.action)</p>\(words.way)\
            <p class="code">\(visit.say(.code, ["code": check.reason]))\(old)</p>\(acknowledge)</div></div>
            """
    }

    private static func checks(_ visit: Visit) -> HTML {
        let rows: [HTML] = CheckWords.ordered(visit).map { check in
            let level = Level(checkState: check.state)
            let badge = level.map { visit.badge($0) } ?? visit.badge(.unknown, visit[.levelNone])
            return """
                <tr data-check="\(check.id)" data-state="\(check.state)"><td>\(check.title[visit.language])</td>\
                <td>\(badge)</td><td data-label="\(visit[.sinceColumn])">\(visit.wording.moment(check.since))</td></tr>
                """
        }
        return visit.card(
            .allChecks, .list, id: "checks",
            """
            <table class="list"><thead><tr><th>\(visit[.checkColumn])</th><th>\(visit[.stateColumn])</th>\
            <th>\(visit[.sinceColumn])</th></tr></thead><tbody>\(rows)</tbody></table>
            """)
    }

    private static func events(_ visit: Visit) -> HTML {
        let events = visit.sight.monitor?.events ?? []
        guard !events.isEmpty else {
            return visit.card(.events, .history, id: "events", "<p class=\"muted\">\(visit[.eventsNone])</p>")
        }
        let rows: [HTML] = events.map { event in
            let level = event.event == "resolve" ? .ok : Level(checkState: event.state) ?? .unknown
            return """
                <tr data-seq="\(event.seq)" data-event="\(event.event)" data-check="\(event.check)">\
                <td>\(visit.wording.moment(event.at))</td><td>\(title(event)[visit.language])</td>\
                <td>\(visit.badge(level, visit[word(event.event)]))</td></tr>
                """
        }
        return visit.card(
            .events, .history, id: "events",
            """
            <table class="list"><thead><tr><th>\(visit[.timeColumn])</th><th>\(visit[.checkColumn])</th>\
            <th>\(visit[.eventColumn])</th></tr></thead><tbody>\(rows)</tbody></table>
            """)
    }

    private static func title(_ event: CheckEventFact) -> Text {
        CheckFact(id: event.check, state: event.state, value: nil, since: event.at, reason: "").title
    }

    private static func word(_ event: String) -> Text {
        switch event {
        case "raise": .eventRaise
        case "worse": .eventWorse
        case "resolve": .eventResolve
        case "restart": .eventRestart
        case "swap": .eventSwap
        default: .levelUnknown
        }
    }
}
