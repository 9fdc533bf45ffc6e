import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/box/keys/lock`: both silver keys are lost while the box runs, or one was stolen. Two administrators begin it.
enum LockPage {
    static let path = "/box/keys/lock"

    static func register(_ routes: PageRoutes) {
        routes.get("/box/keys/lock", need: .person) { visit in
            visit.page(
                .lockTitle, place: .box,
                """
                <p><a href="/box/keys">\(Icon.back.html) \(visit[.keysTitle])</a></p><h1>\(visit[.lockTitle])</h1>\
                \(live(visit))
                """)
        }
        routes.get("/fragment/lock", need: .poll) { visit in
            visit.query("was") == LockSight(visit).mark ? visit.unchanged() : visit.fragment(live(visit))
        }
        routes.post("/box/keys/lock", need: .may(.changeBox)) { visit, form in
            if let refusal = try await refusal(visit, form) { return visit.refused(refusal) }
            let chosen = chosen(form)
            let deed = StorageDeeds.ChangeLock(
                deed: visit.newDeed(), sticks: chosen.map { form.text("stick-\($0)") },
                confirms: chosen.map { form.text("confirm-\($0)") }, user: visit.userName)
            _ = try await visit.audited(deed, as: "lock.change", on: "lock")
            return visit.redirect(to: "\(path)?deed=\(deed.deed)")
        }
        routes.post("/box/keys/lock/cancel", need: .may(.changeBox)) { visit, _ in
            _ = try await visit.audited(
                StorageDeeds.CancelKeyChange(user: visit.userName), as: "lock.call-off", on: "lock")
            await visit.frame.wait { $0.storage?.lockChange == nil }
            return visit.redirect(to: path, note: .calledOff)
        }
    }

    /// The way here from the page of the keys, below everything of every day.
    static func card(_ visit: Visit) -> HTML {
        guard visit.sight.storage?.lockChange == nil else { return notice(visit) }
        guard visit.may(.changeBox) else { return .empty }
        let link = visit.link(.lockOpen, .shield, to: path, style: "outline-secondary", id: "to-lock")
        let words: HTML = "<p class=\"muted\">\(visit[.lockRare])</p><p>\(link)</p>"
        return "<div class=\"mt-5\">\(visit.card(.lockTitle, .shield, id: "lock", words))</div>"
    }

    /// A change is under way, said wherever somebody might switch off or touch a disk; whoever is logged in is led here.
    static func notice(_ visit: Visit) -> HTML {
        guard visit.sight.isOpen, visit.sight.storage?.lockChange != nil else { return .empty }
        let way: HTML =
            visit.who == nil ? .empty : "<p class=\"way\">\(visit.link(.lockOpen, .shield, to: path))</p>"
        return "<div id=\"lock-runs\">\(visit.notice(.crit, visit[.lockRuns], visit[.lockRunsWhy], way: way))</div>"
    }

    /// Places in the list of the sticks that are ticked.
    private static func chosen(_ form: FormFields) -> [Int] {
        (0..<LockSight.mostSticks).filter { form["stick-\($0)"] != nil }
    }

    // MARK: What speaks against it

    private static func refusal(_ visit: Visit, _ form: FormFields) async throws -> Refusal? {
        let sight = LockSight(visit)
        if let obstacle = sight.obstacle { return obstacle }
        guard sight.hasFreshBackup || form.isOn("withoutBackup") else { return Refusal(LockRefusal.noBackup) }
        guard chosen(form).count == 2 else { return Refusal(LockRefusal.twoSticks) }
        let name = form.text("second")
        guard name.lowercased() != visit.userName.lowercased() else { return Refusal(LockRefusal.samePerson) }
        // The practice knows who is who: a log-in that is ended at once, both in the audit log.
        let deed = PracticeDeeds.LogIn(user: name, client: visit.context.client)
        let second = try await visit.ask(deed, secret: Secret(text: form["secondPassword"] ?? ""))
        _ = try await visit.ask(PracticeDeeds.LogOut(session: second.session))
        guard second.user.id != visit.who?.user.id else { return Refusal(LockRefusal.samePerson) }
        guard second.user.role == Role.administrator.rawValue else { return Refusal(LockRefusal.notAdministrator) }
        _ = try await visit.ask(
            PracticeDeeds.RecordAudit(
                user: second.user.user, action: "lock.confirm", subject: "lock", outcome: "done"))
        return nil
    }

    // MARK: The page

    private static func live(_ visit: Visit) -> HTML {
        let sight = LockSight(visit)
        let deeds = (visit.sight.storage?.deeds ?? []).filter { sight.change == nil || $0.refusal != nil }
        let notices = DeedNotices.html(
            visit, deeds: deeds, names: [StorageDeeds.ChangeLock.name], mine: visit.query("deed"))
        let content: HTML =
            if let change = sight.change {
                LockRunning(visit: visit, change: change).html
            } else if !visit.may(.changeBox) {
                "<p class=\"muted\">\(visit[.administratorsOnly])</p>"
            } else {
                LockForm(visit: visit, sight: sight).html
            }
        return """
            <div id="lock-live" data-step="\(sight.change?.step ?? "")" \
            hx-get="\(DeedNotices.address(visit, "/fragment/lock?was=\(sight.mark)"))" hx-trigger="every 2s" \
            hx-swap="outerHTML">\(notices)\(content)</div>
            """
    }
}
