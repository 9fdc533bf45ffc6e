import DatasafeCore
import DatasafeTexts
import HubStore
import Hummingbird
import Markup

/// `/`: every box, worst first.
enum FleetPage {
    static func register<Context: RequestContext>(_ routes: HubRoutes<Context>) {
        routes.get("/") { visit in
            let after = visit.query("after")
            let path = after.isEmpty ? "/fragment/fleet" : "/fragment/fleet?after=\(PercentText.encoded(after))"
            return visit.page(.hubFleet, place: .fleet, refresh: path, try await html(visit))
        }
        routes.get("/fragment/fleet") { visit in visit.fragment(try await html(visit)) }
    }

    private static func html(_ visit: HubVisit) async throws -> HTML {
        let store = visit.frame.store
        let counts = try await store.counts()
        let fleet = try await store.fleet(after: FleetCursor(visit.query("after")))
        let open = try await store.incidents(limit: 1).first { $0.ended == nil }
        var rows: [HTML] = []
        for row in fleet.rows {
            let worst = row.rank > 0 ? try await store.checks(box: row.id, now: visit.now).first { $0.state > 0 } : nil
            rows.append(line(row, worst, visit))
        }
        let list: HTML =
            rows.isEmpty
            ? """
            <p class="empty">\(visit[.hubNoBoxes]) <a href="/enrol">\(visit[.hubEnrol])</a></p>
            """
            : visit.table(
                [
                    .hubColumnState, .hubColumnBox, .hubColumnPhase, .hubColumnWorst, .hubColumnSeen, .hubColumnVersion,
                ], rows)
        let more: HTML =
            fleet.next.map { "<p><a class=\"btn\" href=\"/?after=\($0.text)\">\(visit[.more])</a></p>" } ?? .empty
        return """
            <h1>\(visit[.hubFleet])</h1>\(open.map { IncidentsPage.notice($0, visit) })\(tiles(counts, visit))\
            <section class="card">\(list)</section>\(more)\
            <p class="muted">\(visit.say(.hubUpdated, ["time": visit.wording.clock(visit.now)]))</p>
            """
    }

    private static func tiles(_ counts: FleetCounts, _ visit: HubVisit) -> HTML {
        func tile(_ text: Text, _ count: Int, _ level: HubLevel?, _ id: String) -> HTML {
            let css = count > 0 ? level.map { " level-\($0.rawValue)" } ?? "" : ""
            return "<div class=\"count\(css)\" data-count=\"\(id)\"><b>\(count)</b><span>\(visit[text])</span></div>"
        }
        return """
            <div class="counts">\(tile(.hubCountBoxes, counts.boxes, nil, "boxes"))\
            \(tile(.hubCountCrit, counts.crit, .crit, "crit"))\(tile(.hubCountWarn, counts.warn, .warn, "warn"))\
            \(tile(.hubCountSilent, counts.silent, .crit, "silent"))\
            \(tile(.hubCountLocked, counts.locked, .busy, "locked"))</div>
            """
    }

    private static func line(_ row: BoxRow, _ worst: CheckRow?, _ visit: HubVisit) -> HTML {
        let words = BoxWords(row: row)
        let seen = row.seen.map { visit.wording.ago($0) } ?? visit[.never]
        let important = worst.map { $0.advice?.sentence[visit.language] ?? $0.title[visit.language] }
        return """
            <tr data-box="\(row.device)" data-state="\(words.state)" data-level="\(words.level.rawValue)">\
            <td>\(visit.badge(words.level, visit[words.levelWord]))</td>\
            <td class="name"><a href="/box/\(row.device)">\(row.label)</a></td>\
            <td>\(visit[words.words])</td>\
            <td class="wide">\(important ?? (words.level == .ok ? visit[.hubNothing] : ""))</td>\
            <td class="time" data-label="\(visit[.hubColumnSeen])">\(seen)</td>\
            <td class="time" data-label="\(visit[.hubColumnVersion])">\(row.software)</td></tr>
            """
    }
}
