import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// The online backup on `/backup`: how it is, its plan, its beginning and its end.
enum OnlineCard {
    private static let card = RemoteCard(
        id: .online, icon: .cloud, title: .online, first: .onlineFirst, now: .onlineNow, end: .onlineEnd,
        endWhat: .onlineEndWhat)

    static func register(_ routes: PageRoutes) {
        card.register(routes)
        routes.get("/fragment/backup-online", need: .poll) { visit in
            guard visit.query("was") != mark(visit) else { return visit.unchanged() }
            return visit.fragment(form(visit))
        }
        routes.post("/backup/online", need: .may(.initialiseBackupDisk)) { visit, _ in
            let deed = BackupDeeds.AddOnline(deed: visit.newDeed(), user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
        routes.post("/backup/online/plan", need: .may(.changeBox)) { visit, form in
            guard let minute = form.number("minute"), let day = limit(form.text("day")),
                let night = limit(form.text("night"))
            else { return visit.refused(.of(.form)) }
            return try await card.keep(RemotePlan(minute: minute, dayLimit: day, nightLimit: night), visit)
        }
    }

    /// `all`, which is no limit, or bits a second; nil for anything else.
    private static func limit(_ text: String) -> Int?? {
        if text == "all" { return .some(nil) }
        return Int(text).map { .some($0) }
    }

    /// How it is; polled, without a field a person types into.
    static func state(_ visit: Visit) -> HTML { card.state(visit) { thinned($0, visit) } }

    private static func thinned(_ remote: RemoteFact, _ visit: Visit) -> HTML {
        remote.lastThinned.map { "<dt>\(visit[.onlineThinned])</dt><dd>\(visit.wording.day($0))</dd>" } ?? .empty
    }

    /// Changes when what the form stands on changes; until then it is left alone.
    private static func mark(_ visit: Visit) -> String {
        let plan = card.fact(of: visit.sight.backup)?.plan
        return PollMark.of("\(NewBackupDisk.isKeyThere(visit))|\(String(describing: plan))")
    }

    /// Its plan, or its beginning.
    static func form(_ visit: Visit) -> HTML {
        let content: HTML
        if let remote = card.fact(of: visit.sight.backup) {
            content = plan(remote.plan, visit)
        } else {
            content = beginning(visit)
        }
        return """
            <div id="backup-online" hx-get="/fragment/backup-online?was=\(mark(visit))" \
            hx-trigger="every 3s" hx-swap="outerHTML">\(content)</div>
            """
    }

    private static func beginning(_ visit: Visit) -> HTML {
        let isReady = NewBackupDisk.isKeyThere(visit)
        let what: HTML = """
            <p>\(visit[.onlineWhat])</p><p class="muted">\(visit[.onlineNotEnrolled]) \(visit[.onlineFirst])</p>
            """
        guard visit.may(.initialiseBackupDisk) else { return visit.card(.online, .cloud, id: "online-new", what) }
        let key =
            isReady
            ? visit.notice(.ok, visit[.backupKeyThere])
            : "<p class=\"muted\">\(visit[.plugBackupKey]) \(visit[.plugBackupKeyWhy])</p>"
        let button = visit.button(
            .onlineAdd, .plus, style: isReady ? "primary" : "outline-primary", id: "online-add",
            attributes: HTML.flag("disabled", !isReady))
        return visit.card(
            .online, .cloud, id: "online-new",
            "\(what)\(key)<div class=\"actions\">\(visit.form("/backup/online", button))</div>")
    }

    private static func plan(_ plan: RemotePlan, _ visit: Visit) -> HTML {
        guard visit.may(.changeBox) else { return .empty }
        return visit.card(
            .onlinePlan, .list, id: "online-plan",
            """
            \(visit.form(
                "/backup/online/plan", css: "short-form",
                """
                <div class="mb-3"><label class="form-label" for="online-time">\(visit[.planTime])</label>\
                <select class="form-select" name="minute" id="online-time">\
                \(BackupPlanCard.times(chosen: plan.minute, visit))</select></div>\
                \(limits("day", .onlineDay, plan.dayLimit, visit))\(limits("night", .onlineNight, plan.nightLimit, visit))\
                <p class="form-text">\(visit[.onlineDayHint]) \(visit[.onlineKept])</p>\
                \(visit.button(.save, .check, id: "online-save"))
                """))\(ending(visit))
            """)
    }

    private static func ending(_ visit: Visit) -> HTML {
        guard visit.may(.initialiseBackupDisk) else { return .empty }
        return """
            <p class="mt-3"><a class="btn btn-outline-secondary btn-sm" href="/backup/online/end">\
            \(Icon.exit.html) \(visit[.onlineEnd])</a></p>
            """
    }

    private static func limits(_ name: String, _ label: Text, _ chosen: Int?, _ visit: Visit) -> HTML {
        let rates: [HTML] = RemotePlan.limits.map { limit in
            """
            <option value="\(limit)"\(HTML.flag("selected", limit == chosen))>\
            \(visit.say(.onlineUpTo, ["rate": rate(limit, visit)]))</option>
            """
        }
        return """
            <div class="mb-3"><label class="form-label" for="online-\(name)">\(visit[label])</label>\
            <select class="form-select" name="\(name)" id="online-\(name)">\(rates)\
            <option value="all"\(HTML.flag("selected", chosen == nil))>\(visit[.onlineAll])</option></select></div>
            """
    }

    /// `0,5 Mbit/s`
    private static func rate(_ bits: Int, _ visit: Visit) -> String {
        guard bits % 1_000_000 != 0 else { return "\(bits / 1_000_000) Mbit/s" }
        return "\(bits / 1_000_000)\(visit.language == .de ? "," : ".")\(bits % 1_000_000 / 100_000) Mbit/s"
    }
}
