import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/box`: the disks as a picture, what can be changed about them, the check, keys, versions, power.
enum DevicePage {
    static func register(_ routes: PageRoutes) {
        routes.get("/box", need: .person) { visit in
            visit.page(
                .deviceTitle, place: .box,
                """
                <h1>\(visit[.deviceTitle])</h1>\(ArrayPicture.html(visit))\(MemberForms.html(visit))\
                \(ScrubCard.html(visit))\(KeysPage.card(visit))\(RefusedDevices.card(visit))\
                \(ErasurePages.card(visit))\(about(visit))\(hub(visit))\(power(visit))\(RetirePages.card(visit))
                """)
        }
        routes.get("/fragment/array", need: .poll) { visit in visit.fragment(ArrayPicture.html(visit)) }
        routes.post("/box/enrol", need: .may(.changeBox)) { visit, form in
            _ = try await visit.ask(BeatDeeds.Enrol(hub: form.text("hub"), code: form.text("hubCode")))
            return visit.redirect(to: "/box", note: .saved)
        }
        routes.post("/box/power", need: .may(.changeBox)) { visit, form in
            guard form.isOn("key"), let restart = ["off": false, "restart": true][form.text("what")] else {
                return visit.refused(.of(.form))
            }
            _ = try await visit.ask(StorageDeeds.PowerOff(restart: restart, user: visit.userName))
            return visit.redirect(to: "/", note: restart ? .restarting : .stopping)
        }
    }

    private static func about(_ visit: Visit) -> HTML {
        let web = visit.frame.facts.read(WebFact.self).fact
        let beat = visit.frame.facts.read(BeatFact.self).fact
        let heard = beat?.lastAcknowledged.map { visit.wording.moment($0) } ?? visit[.never]
        let contact = beat?.enrolled == true ? heard : visit[.hubNone]
        let opened = visit.sight.storage?.openedAt.map { visit.wording.moment($0) } ?? "–"
        return visit.card(
            .aboutCard, .box, id: "about",
            """
            <dl class="facts"><dt>\(visit[.softwareVersion])</dt><dd>\(visit.frame.version)</dd>\
            <dt>\(visit[.boxNumber])</dt><dd class="mono">\(visit.sight.storage?.box ?? "–")</dd>\
            <dt>\(visit[.openedAt])</dt><dd>\(opened)</dd>\
            <dt>\(visit[.hubContact])</dt><dd>\(contact)</dd>\
            <dt>\(visit[.addresses])</dt><dd>\((web?.addresses ?? []).joined(separator: ", "))</dd>\
            <dt>\(visit[.fingerprint])</dt><dd class="mono" id="fingerprint">\(web?.fingerprint ?? "–")</dd></dl>
            """)
    }

    private static func hub(_ visit: Visit) -> HTML {
        guard let beat = visit.frame.facts.read(BeatFact.self).fact else { return .empty }
        if beat.enrolled {
            return visit.card(.enrolCard, .bell, id: "hub", "<p>\(visit[.enrolled])</p>")
        }
        guard visit.may(.changeBox) else { return .empty }
        let address = Field(
            "hub", .hubAddress, type: "url", attributes: " required maxlength=\"300\" placeholder=\"https://\"")
        let code = Field("hubCode", .hubCode, attributes: " required maxlength=\"300\" autocomplete=\"off\"")
        let form = visit.form(
            "/box/enrol", id: "enrol-form",
            "<p class=\"muted\">\(visit[.hubHint])</p>\(visit.field(address))\(visit.field(code))\(visit.button(.enrolGo, .check))"
        )
        return visit.card(
            .enrolCard, .bell, id: "hub", "<details><summary>\(visit[.enrolGo])</summary>\(form)</details>")
    }

    private static func power(_ visit: Visit) -> HTML {
        guard visit.may(.changeBox) else { return .empty }
        guard visit.sight.storage?.lockChange?.isWithoutOldKey != true else {
            return visit.card(
                .powerCard, .power, id: "power", visit.notice(.crit, visit[.lockStayOn], visit[.lockRunsWhy]))
        }
        let content = visit.form(
            "/box/power", id: "power-form",
            """
            \(visit.notice(.warn, visit[.powerWarning]))<div class="form-check mb-3">\
            <input class="form-check-input" type="checkbox" name="key" id="power-key" required>\
            <label class="form-check-label" for="power-key">\(visit[.powerKeyAtHand])</label></div>\
            <div class="actions">\(visit.button(
                .powerRestart, .restart, style: "outline-primary", id: "restart",
                attributes: " name=\"what\" value=\"restart\""))\(visit.button(
                .powerOff, .power, style: "outline-danger", id: "power-off",
                attributes: " name=\"what\" value=\"off\""))</div>
            """)
        return visit.card(
            .powerCard, .power, id: "power",
            "<details><summary>\(visit[.powerOff]) / \(visit[.powerRestart])</summary>\(content)</details>")
    }
}
