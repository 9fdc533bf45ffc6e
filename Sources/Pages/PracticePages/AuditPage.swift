import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/audit`: who did what when, newest first.
enum AuditPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/audit", need: .may(.readAudit)) { visit in
            let words = visit.query("words") ?? ""
            let outcome = try await visit.ask(
                PracticeDeeds.ReadAudit(
                    session: visit.openSession, before: visit.number("before"), words: words))
            return visit.page(.auditTitle, place: .audit, html(visit, words, outcome))
        }
    }

    private static func html(_ visit: Visit, _ words: String, _ outcome: PracticeDeeds.ReadAudit.Outcome) -> HTML {
        let isWhole = visit.frame.facts.read(PracticeFact.self).fact?.auditWhole ?? true
        let sign = isWhole ? visit.badge(.ok, visit[.auditWhole]) : visit.badge(.crit, visit[.auditBroken])
        let rows: [HTML] = outcome.lines.map { row($0, visit) }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(visit[.auditEmpty])</p>"
            : """
            <table class="list labelled"><thead><tr><th class="number">\(visit[.auditLine])</th><th>\(visit[.timeColumn])</th>\
            <th>\(visit[.auditUser])</th><th>\(visit[.auditAction])</th><th>\(visit[.auditSubject])</th>\
            <th>\(visit[.auditOutcome])</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        let older: HTML =
            outcome.next.map { next in
                let query = words.isEmpty ? "" : "&words=\(PercentText.encoded(words))"
                return
                    "<p class=\"mt-3\">\(visit.link(.auditOlder, to: "/audit?before=\(next)\(query)", id: "older"))</p>"
            } ?? .empty
        return """
            <h1>\(visit[.auditTitle])</h1><div class="toolbar">\
            <form method="get" action="/audit" role="search" id="audit-filter">\
            <label class="visually-hidden" for="words">\(visit[.auditFilter])</label>\
            <input class="form-control" type="search" name="words" id="words" value="\(words)" maxlength="200" \
            placeholder="\(visit[.auditFilter])">\
            \(visit.button(.auditFilterGo, .search, style: "outline-primary"))</form><span class="spacer"></span>\(sign)</div>\
            <section class="card" id="audit"><div class="card-body">\(table)\(older)</div></section>
            """
    }

    /// The name a thing has now, its id small beside it.
    private static func subject(_ line: AuditRow) -> HTML {
        guard !line.name.isEmpty else { return "<span class=\"muted\">\(line.subject)</span>" }
        return "<bdi>\(line.name)</bdi> <span class=\"muted\">\(line.subject)</span>"
    }

    private static func row(_ line: AuditRow, _ visit: Visit) -> HTML {
        let outcome: HTML =
            switch line.outcome {
            case "done": visit.badge(.ok, visit[.outcomeDone])
            case "begun": visit.badge(.busy, visit[.outcomeBegun])
            default: visit.badge(.warn, line.outcome)
            }
        return """
            <tr data-seq="\(line.seq)" data-action="\(line.action)" data-outcome="\(line.outcome)">\
            <td class="number">\(line.seq)</td><td>\(visit.wording.exact(line.at))</td>\
            <td data-label="\(visit[.auditUser])">\(line.user)</td>\
            <td data-label="\(visit[.auditAction])">\(AuditWord.of(line.action)[visit.language])</td>\
            <td data-label="\(visit[.auditSubject])">\(subject(line))</td><td>\(outcome)</td></tr>
            """
    }
}
