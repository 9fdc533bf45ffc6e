import DatasafeCore
import DatasafeTexts
import HubStore
import Hummingbird
import Markup

/// `/box/<identity>`: one box with its checks, its beats and its history.
enum BoxPage {
    static func register<Context: RequestContext>(_ routes: HubRoutes<Context>) {
        routes.get("/box/:device") { visit in
            guard let box = try await box(visit) else { return visit.notFound() }
            return visit.page(
                .hubColumnBox, place: .fleet, refresh: "/fragment/box/\(box.device)", try await html(box, visit))
        }
        routes.get("/fragment/box/:device") { visit in
            guard let box = try await box(visit) else { return visit.notFound() }
            return visit.fragment(try await html(box, visit))
        }
    }

    static func box(_ visit: HubVisit) async throws -> BoxRow? {
        guard let device = visit.parameters["device"], device.utf8.count == 36 else { return nil }
        return try await visit.frame.store.box(device: device)
    }

    private static func html(_ box: BoxRow, _ visit: HubVisit) async throws -> HTML {
        let store = visit.frame.store
        let checks = try await store.checks(box: box.id, now: visit.now)
        let events = try await store.events(box: box.id, limit: 100)
        let chart = BeatChart(
            pulse: try await store.pulse(box: box.id, since: BeatChart.start(visit.now)), now: visit.now)
        return """
            <p class="crumb"><a href="/">‹ \(visit[.hubFleet])</a></p>\(hero(box, visit))\
            \(raised(checks, box, visit))\
            \(visit.card(.hubBeats, id: "beats", "\(chart.html(visit))<p class=\"muted\">\(visit[.hubBeatsLegend])</p>"))\
            \(visit.card(.hubChecks, id: "checks", table(checks, visit)))\
            \(visit.card(.hubHistory, id: "history", history(events, visit)))\
            \(visit.card(.hubFigures, id: "figures", "\(figures(box, visit))\(BoxDeeds.html(box, visit))"))
            """
    }

    private static func hero(_ box: BoxRow, _ visit: HubVisit) -> HTML {
        let words = BoxWords(row: box)
        let seen = box.seen.map { "\(visit[.hubColumnSeen]) \(visit.wording.ago($0))" }
        let parts = [
            visit[words.words], seen, box.software.isEmpty ? nil : visit.say(.version, ["version": box.software]),
        ]
        return """
            <div class="hero level-\(words.level.rawValue)" data-box="\(box.device)" data-phase="\(words.state)" \
            data-level="\(words.level.rawValue)">\(words.level.icon.html)<div><h1>\(box.label)</h1>\
            <p>\(parts.compactMap { $0 }.joined(separator: " · "))</p></div></div>
            """
    }

    private static func raised(_ checks: [CheckRow], _ box: BoxRow, _ visit: HubVisit) -> HTML {
        let raised = checks.filter { $0.state > 0 }
        guard !raised.isEmpty, box.revoked == nil else { return .empty }
        return visit.card(.hubRaised, id: "raised", raised.map { alarm($0, box, visit) }.joined())
    }

    private static func alarm(_ check: CheckRow, _ box: BoxRow, _ visit: HubVisit) -> HTML {
        let level = HubLevel(state: check.state) ?? .unknown
        let advice = check.advice
        let seen: HTML =
            check.ack.map { ack in
                let words = visit.say(.hubAcked, ["who": ack.by, "time": visit.wording.moment(ack.until)])
                return "<p class=\"muted\">\(words)</p>"
            }
            ?? visit.form(
                "/box/\(box.device)/ack",
                "\(visit.hidden("check", check.check))\(visit.button(.hubAck, css: "btn btn-sm"))")
        let clear: HTML =
            BoxDeeds.clearable(check) == nil
            ? .empty
            : visit.form(
                "/box/\(box.device)/clear",
                "\(visit.hidden("check", check.check))\(visit.button(.hubClear, css: "btn btn-sm"))")
        let value = check.words(visit.wording)
        let title = check.title[visit.language]
        let line = [title, value, visit.wording.exactSince(check.since)].filter { !$0.isEmpty }
        return visit.notice(
            level, advice?.sentence[visit.language] ?? "\(title): \(visit[level.word])",
            advice?.action[visit.language] ?? "", code: check.reason,
            more: "<p class=\"muted\">\(line.joined(separator: " · "))</p>\(seen)\(clear)")
    }

    private static func table(_ checks: [CheckRow], _ visit: HubVisit) -> HTML {
        guard !checks.isEmpty else { return "<p class=\"empty\">\(visit[.hubNoChecks])</p>" }
        let rows: [HTML] = checks.map { check in
            let badge =
                HubLevel(state: check.state).map { visit.badge($0) } ?? visit.badge(.unknown, visit[.levelNone])
            return """
                <tr data-check="\(check.check)" data-state="\(check.state)"><td>\(badge)</td>\
                <td class="name">\(check.title[visit.language])</td>\
                <td data-label="\(visit[.hubColumnValue])">\(check.words(visit.wording))</td>\
                <td data-label="\(visit[.hubColumnSince])">\(visit.wording.moment(check.since))</td></tr>
                """
        }
        return visit.table([.hubColumnState, .hubColumnCheck, .hubColumnValue, .hubColumnSince], rows)
    }

    private static func history(_ events: [EventRow], _ visit: HubVisit) -> HTML {
        guard !events.isEmpty else { return "<p class=\"empty\">\(visit[.hubNoHistory])</p>" }
        return visit.table(
            [.hubColumnTime, .hubColumnEvent, .hubColumnCheck, .hubColumnBy], events.map { line($0, visit) })
    }

    /// One event as a row; `box` in lists of the whole fleet.
    static func line(_ event: EventRow, box: (device: String, label: String)? = nil, _ visit: HubVisit) -> HTML {
        let check: HTML = event.check.isEmpty ? .empty : "\(CheckRow.title(event.check)[visit.language])"
        let place: HTML =
            box.map { "<td class=\"name\"><a href=\"/box/\($0.device)\">\($0.label)</a></td>" } ?? .empty
        return """
            <tr data-event="\(event.kind)" data-check="\(event.check)">\
            <td class="time">\(visit.wording.exact(event.at))</td>\(place)\
            <td>\(visit.badge(event.level, visit[event.words], icon: event.level == .busy ? .history : nil))</td><td>\(check)</td>\
            <td data-label="\(visit[.hubColumnBy])">\(event.author(visit.language))</td></tr>
            """
    }

    private static func figures(_ box: BoxRow, _ visit: HubVisit) -> HTML {
        var lines: [(Text, String)] = [
            (.hubDevice, box.device), (.hubEnrolled, visit.wording.moment(box.enrolled)),
        ]
        if box.seen != nil { lines.append((.hubUptime, visit.wording.exactSpan(Int64(box.uptime)))) }
        if let at = box.at { lines.append((.hubClockOf, visit.wording.exact(at))) }
        if let inventory = box.inventory {
            let values = [
                "disks": "\(inventory.disks)", "members": "\(inventory.members)", "backups": "\(inventory.backups)",
            ]
            lines.append((.hubInventory, visit.say(.hubInventoryWords, values)))
        }
        if box.auditLines > 0 { lines.append((.hubAudit, visit.say(.hubAuditWords, ["count": "\(box.auditLines)"]))) }
        if let vault = box.vault {
            lines.append((.hubVault, visit.say(.hubVaultWords, ["size": "\(vault / 1_000_000_000)"])))
            lines.append((.hubVaultRead, box.vaultRead.map { visit.wording.moment($0) } ?? visit[.never]))
        }
        if box.refused > 0 { lines.append((.hubRefused, "\(box.refused)")) }
        let items: [HTML] = lines.map { "<dt>\(visit[$0.0])</dt><dd>\($0.1)</dd>" }
        return "<dl class=\"facts\">\(items)</dl>"
    }
}
