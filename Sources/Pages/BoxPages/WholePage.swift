import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/backup/whole/2/1a2b3c4d`: the whole practice becomes what it was in a night, after one page that says what that means.
enum WholePage {
    static func register(_ routes: PageRoutes) {
        routes.get("/backup/whole/{place}/{night}", need: .may(.restorePractice)) { visit in
            guard let address = NightAddress(visit) else { return visit.refused(.of(.notFound)) }
            return visit.page(.deedWhole, place: .backup, html(visit, address))
        }
        routes.post("/backup/whole", need: .may(.restorePractice)) { visit, form in
            guard let place = NightPlace(form.text("place")), NightAddress.isNight(form.text("night")),
                form.text("sure") == "yes"
            else { return visit.refused(.of(.form)) }
            let deed = BackupDeeds.RestorePractice(
                deed: visit.newDeed(), place: place, night: form.text("night"), gaps: form.text("gaps") == "yes",
                user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
    }

    private static func html(_ visit: Visit, _ address: NightAddress) -> HTML {
        let when = address.when(visit)
        // Offered when it is known that there are some.
        let hasGaps = (visit.sight.backup?.deeds ?? []).contains { $0.refusal?.code == BackupCode.nightGaps.code }
        let gaps: HTML = hasGaps ? check("gaps", visit[.wholeGaps], isRequired: false) : .empty
        return """
            <p><a href="\(address.path())">\(Icon.back.html) \(visit[.back])</a></p>\
            <div class="narrow"><h1>\(visit.say(.wholeTitle, ["when": when]))</h1>\(address.notice(visit))\
            <section class="card"><div class="card-body"><p>\(visit[.wholeWhat])</p><p>\(visit[.wholeSince])</p>\
            <p>\(visit[.wholeLogIn])</p><p class="muted">\(visit[.wholeOne])</p>\
            \(visit.form(
                "/backup/whole", id: "whole",
                """
                \(visit.hidden("place", address.place.text))\(visit.hidden("night", address.night))\
                \(check("sure", visit.say(.wholeSure, ["when": when]), isRequired: true))\(gaps)\
                <div class="actions">\(visit.button(.wholeDo, .history, style: "danger", id: "whole-do"))\
                <a class="btn btn-outline-secondary" href="/backup">\(visit[.cancel])</a></div>
                """))</div></section></div>
            """
    }

    private static func check(_ name: String, _ words: String, isRequired: Bool) -> HTML {
        """
        <div class="form-check mb-3"><input class="form-check-input" type="checkbox" id="\(name)" name="\(name)" \
        value="yes"\(HTML.flag("required", isRequired))><label class="form-check-label" for="\(name)">\(words)</label></div>
        """
    }
}
