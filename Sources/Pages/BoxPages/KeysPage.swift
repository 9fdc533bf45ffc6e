import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/box/keys`: the keys by number, a new one issued, a lost one revoked.
enum KeysPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/box/keys", need: .person) { visit in
            visit.page(
                .keysTitle, place: .box,
                """
                <p><a href="/box">\(Icon.back.html) \(visit[.deviceTitle])</a></p><h1>\(visit[.keysTitle])</h1>\
                \(live(visit))
                """)
        }
        routes.get("/fragment/keys", need: .poll) { visit in
            visit.query("was") == KeySight(visit.sight).mark ? visit.unchanged() : visit.fragment(live(visit))
        }
        routes.post("/box/keys/issue", need: .may(.changeBox)) { visit, form in
            guard let replaces = form.number("replaces"), replaces >= 0 else { return visit.refused(.of(.form)) }
            let deed = StorageDeeds.IssueKey(
                deed: visit.newDeed(), stick: form.text("stick"), confirm: form.text("confirm"), replaces: replaces,
                user: visit.userName)
            _ = try await visit.audited(deed, as: "key.issue", on: replaces == 0 ? "key" : "key:\(replaces)")
            return visit.redirect(to: "/box/keys?deed=\(deed.deed)")
        }
        routes.post("/box/keys/cancel", need: .may(.changeBox)) { visit, _ in
            let number = KeySight(visit.sight).change.map { "key:\($0.number)" } ?? "key"
            _ = try await visit.audited(
                StorageDeeds.CancelKeyChange(user: visit.userName), as: "key.call-off", on: number)
            await visit.frame.wait { $0.storage?.keyChange == nil }
            return visit.redirect(to: "/box/keys", note: .calledOff)
        }
        routes.post("/box/keys/revoke", need: .may(.changeBox)) { visit, form in
            // Typed once more: the number is all a person has of a key that is lost.
            guard let number = form.number("number"), form.number("confirm") == number else {
                return visit.refused(.of(.form))
            }
            let deed = StorageDeeds.RevokeKey(deed: visit.newDeed(), number: number, user: visit.userName)
            _ = try await visit.audited(deed, as: "key.revoke", on: "key:\(number)")
            return visit.redirect(to: "/box/keys?deed=\(deed.deed)")
        }
    }

    /// The card on the device page.
    static func card(_ visit: Visit) -> HTML {
        let sight = KeySight(visit.sight)
        let link = "<p class=\"mt-3\">\(visit.link(.keysOpen, .key, to: "/box/keys", id: "to-keys"))</p>" as HTML
        return visit.card(
            .keysCard, .key, id: "keys",
            "\(few(visit, sight))\(table(visit, sight.silver + sight.backup, sight))<p class=\"muted\">\(visit[.keysHint])</p>\(link)"
        )
    }

    /// Everything on the page: it changes only when something happens to keys or sticks.
    private static func live(_ visit: Visit) -> HTML {
        let sight = KeySight(visit.sight)
        let notices = DeedNotices.html(
            visit, deeds: (visit.sight.storage?.deeds ?? []).filter { sight.change == nil || $0.refusal != nil },
            names: KeySight.deeds, mine: visit.query("deed"))
        return """
            <div id="keys-live" data-step="\(sight.change?.step ?? "")" \
            hx-get="\(DeedNotices.address(visit, "/fragment/keys?was=\(sight.mark)"))" hx-trigger="every 2s" \
            hx-swap="outerHTML">\(pull(visit, sight))\(notices)\(KeyForms(visit: visit, sight: sight).running)\
            \(enrolled(visit, sight))\(KeyForms(visit: visit, sight: sight).html)\(LockPage.card(visit))</div>
            """
    }

    /// The reminder the start page has too; not while the key is still needed here.
    private static func pull(_ visit: Visit, _ sight: KeySight) -> HTML {
        let isDone = !sight.isBusy && visit.query("deed") != nil
        guard visit.sight.storage?.keyPluggedSince != nil, isDone else { return .empty }
        return "<div id=\"pull-key\">\(visit.notice(.warn, visit[.pullKeyNow], visit[.pullKeyWhy]))</div>"
    }

    private static func enrolled(_ visit: Visit, _ sight: KeySight) -> HTML {
        let copied = sight.headerCopied.map { visit.wording.moment($0) } ?? visit[.never]
        return visit.card(
            .keysSilver, .key, id: "keys",
            """
            \(few(visit, sight))\(table(visit, sight.silver, sight))<p class="muted">\(visit[.keysHint])</p>\
            \(sight.backup.isEmpty ? .empty : table(visit, sight.backup, sight))\
            <p class="muted">\(visit[.keyBackupHint])</p>\
            <dl class="facts"><dt>\(visit[.headerCopied])</dt><dd id="header-copied">\(copied)</dd></dl>
            """)
    }

    private static func few(_ visit: Visit, _ sight: KeySight) -> HTML {
        sight.silver.count == 1 ? visit.notice(.warn, visit[.keyOnlyOne], visit[.keyOnlyOneWhy]) : .empty
    }

    private static func table(_ visit: Visit, _ keys: [KeyFact], _ sight: KeySight) -> HTML {
        guard !keys.isEmpty else { return "<p>\(visit[.keysNone])</p>" }
        let rows: [HTML] = keys.map { key in
            let name = visit.say(key.role == "backup" ? .keyBackup : .keySilver, ["number": "\(key.number)"])
            let isPlugged = key.role == "unlock" && sight.plugged.contains(key.number)
            let badge = isPlugged ? visit.badge(.ok, visit[.keyPlugged]) : .empty
            return """
                <tr data-role="\(key.role)" data-number="\(key.number)" data-plugged="\(isPlugged ? "yes" : "no")">\
                <td class="name">\(Icon.key.html) \(name)</td><td>\(badge)</td>\
                <td class="mono number">\(visit.say(.keyIDColumn, ["id": key.id]))</td></tr>
                """
        }
        return "<table class=\"list\"><tbody>\(rows)</tbody></table>"
    }
}
