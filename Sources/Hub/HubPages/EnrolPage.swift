import DatasafeCore
import DatasafeTexts
import HubStore
import Hummingbird
import Markup

/// `/enrol`: makes a one-time code and says what to do with it.
enum EnrolPage {
    static func register<Context: RequestContext>(_ routes: HubRoutes<Context>) {
        routes.get("/enrol") { visit in visit.page(.hubEnrol, place: .enrol, try await html(visit)) }
        routes.post("/enrol") { visit, form in
            let typed = form.text("label")
            guard let label = typed.isEmpty ? "" : BoxDeeds.label(typed) else { return visit.refused(.form) }
            let code = try await visit.frame.makeCode(label)
            let shown = label.isEmpty ? try await visit.frame.store.codes(limit: 1).first?.label ?? "" : label
            return visit.page(.hubEnrol, place: .enrol, made(code, shown, visit))
        }
    }

    private static func html(_ visit: HubVisit) async throws -> HTML {
        let form = visit.form(
            "/enrol", id: "enrol",
            """
            \(visit.field("label", .hubLabel, hint: .hubLabelHint, " maxlength=\"40\" autocomplete=\"off\""))\
            \(visit.button(.hubMakeCode))
            """)
        let codes = try await visit.frame.store.codes()
        let rows = codes.map { row(_: $0, visit) }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(visit[.hubNoCodes])</p>"
            : visit.table([.hubLabel, .hubCodeMade, .hubCodeState], rows)
        return """
            <h1>\(visit[.hubEnrol])</h1><section class="card">\(form)</section>\(visit.card(.hubCodes, id: "codes", list))
            """
    }

    private static func row(_ code: CodeRow, _ visit: HubVisit) -> HTML {
        let wording = visit.wording
        let state: HTML =
            if let used = code.used {
                visit.badge(.ok, visit.say(.hubCodeUsed, ["time": wording.moment(used)]))
            } else if code.expires < visit.now {
                visit.badge(.unknown, visit[.hubCodeOver])
            } else {
                visit.badge(.busy, visit.say(.hubCodeOpen, ["time": wording.moment(code.expires)]))
            }
        let name: HTML = code.device.map { "<a href=\"/box/\($0)\">\(code.label)</a>" } ?? "\(code.label)"
        return """
            <tr><td class="name">\(name)</td><td class="time">\(wording.moment(code.made))</td><td>\(state)</td></tr>
            """
    }

    private static func made(_ code: EnrolmentCode, _ label: String, _ visit: HubVisit) -> HTML {
        let addresses = visit.frame.settings.addresses.joined(separator: ", ")
        return """
            <div class="narrow"><h1>\(visit.say(.hubCodeTitle, ["label": label]))</h1><section class="card">\
            <p class="secret" id="code">\(code.text)</p>\
            \(visit.notice(.warn, visit[.hubCodeOnce]))<ol class="steps"><li>\(visit[.hubCodeStep1])</li>\
            <li>\(visit.say(.hubCodeStep2, ["address": addresses]))</li><li>\(visit[.hubCodeStep3])</li>\
            <li>\(visit[.hubCodeStep4])</li></ol><a class="btn btn-primary no-print" href="/">\(visit[.hubFleet])</a>\
            </section></div>
            """
    }
}
