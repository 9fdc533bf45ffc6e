import DatasafeCore
import DatasafeTexts
import HubStore
import Hummingbird
import Markup

/// `/incidents`: common failures, problems by check, the newest events of the fleet.
enum IncidentsPage {
    static func register<Context: RequestContext>(_ routes: HubRoutes<Context>) {
        routes.get("/incidents") { visit in
            visit.page(.hubIncidents, place: .incidents, refresh: "/fragment/incidents", try await html(visit))
        }
        routes.get("/fragment/incidents") { visit in visit.fragment(try await html(visit)) }
    }

    /// The sentence about an incident that is open.
    static func notice(_ incident: IncidentRow, _ visit: HubVisit) -> HTML {
        let values = ["boxes": "\(incident.boxes)", "time": visit.wording.moment(incident.started)]
        return visit.notice(
            .crit, visit.say(.hubCommonOpen, values), visit[.hubCommonAction],
            more: "<p class=\"muted\">\(visit[.hubCommonWords])</p>")
    }

    private static func html(_ visit: HubVisit) async throws -> HTML {
        let store = visit.frame.store
        let incidents = try await store.incidents(limit: 20)
        let problems = try await store.problems()
        let events = try await store.newestEvents()
        let open = incidents.filter { $0.ended == nil }.map { notice($0, visit) }
        return """
            <h1>\(visit[.hubIncidents])</h1>\(open)\
            \(visit.card(.hubProblems, id: "problems", table(problems, visit)))\
            \(visit.card(.hubCommon, id: "common", common(incidents, visit)))\
            \(visit.card(.hubNewest, id: "newest", newest(events, visit)))
            """
    }

    private static func table(_ problems: [(check: String, warn: Int, crit: Int)], _ visit: HubVisit) -> HTML {
        guard !problems.isEmpty else { return visit.notice(.ok, visit[.hubNoProblems]) }
        let rows: [HTML] = problems.map { problem in
            if problem.crit == 0, problem.warn == 0 {
                return """
                    <tr data-problem="\(problem.check)"><td class="name">\(CheckRow.title(problem.check)[visit.language])\
                    </td><td></td><td>\(visit.badge(.unknown))</td></tr>
                    """
            }
            let crit = problem.crit > 0 ? visit.badge(.crit, "\(visit[.levelCrit]) \(problem.crit)") : .empty
            let warn = problem.warn > 0 ? visit.badge(.warn, "\(visit[.levelWarn]) \(problem.warn)") : .empty
            return """
                <tr data-problem="\(problem.check)"><td class="name">\(CheckRow.title(problem.check)[visit.language])</td>\
                <td>\(crit)</td><td>\(warn)</td></tr>
                """
        }
        return visit.table([.hubColumnCheck, .hubCountCrit, .hubCountWarn], rows)
    }

    private static func common(_ incidents: [IncidentRow], _ visit: HubVisit) -> HTML {
        let intro: HTML = "<p class=\"muted\">\(visit[.hubCommonWords])</p>"
        guard !incidents.isEmpty else { return "\(intro)<p>\(visit[.hubCommonNone])</p>" }
        let rows: [HTML] = incidents.map { incident in
            let end = incident.ended.map { visit.wording.moment($0) } ?? "–"
            return """
                <tr data-incident="\(incident.id)"><td class="time">\(visit.wording.moment(incident.started))</td>\
                <td class="time" data-label="\(visit[.hubColumnEnd])">\(end)</td>\
                <td data-label="\(visit[.hubColumnBoxes])">\(incident.boxes)</td></tr>
                """
        }
        return "\(intro)\(visit.table([.hubColumnBegan, .hubColumnEnd, .hubColumnBoxes], rows))"
    }

    private static func newest(_ events: [FleetEventRow], _ visit: HubVisit) -> HTML {
        guard !events.isEmpty else { return "<p class=\"empty\">\(visit[.hubNoHistory])</p>" }
        let rows = events.map { BoxPage.line($0.event, box: ($0.device, $0.label), visit) }
        return visit.table([.hubColumnTime, .hubColumnBox, .hubColumnEvent, .hubColumnCheck, .hubColumnBy], rows)
    }
}
