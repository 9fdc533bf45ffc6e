import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// The online backup on `/backup`: how it is, its plan, its beginning and its end.
enum OnlineCard {
    static func register(_ routes: PageRoutes) {
        routes.get("/fragment/backup-online", need: .poll) { visit in
            guard visit.query("was") != mark(visit) else { return visit.unchanged() }
            return visit.fragment(form(visit))
        }
        routes.post("/backup/online", need: .may(.initialiseBackupDisk)) { visit, _ in
            let deed = BackupDeeds.AddOnline(deed: visit.newDeed(), user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
        routes.post("/backup/online/run", need: .may(.backUpNow)) { visit, _ in
            let deed = BackupDeeds.RunRemote(deed: visit.newDeed(), target: .online, user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)", note: .backupStarted)
        }
        routes.post("/backup/online/plan", need: .may(.changeBox)) { visit, form in
            guard let minute = form.number("minute"), let day = limit(form.text("day")),
                let night = limit(form.text("night"))
            else { return visit.refused(.of(.form)) }
            let plan = RemotePlan(minute: minute, dayLimit: day, nightLimit: night)
            let deed = BackupDeeds.ChooseRemotePlan(
                deed: visit.newDeed(), target: .online, plan: plan, user: visit.userName)
            _ = try await visit.begin(deed)
            await visit.frame.wait { fact(of: $0.backup)?.plan == plan }
            return visit.redirect(to: "/backup", note: .saved)
        }
        routes.get("/backup/online/end", need: .may(.initialiseBackupDisk)) { visit in
            guard fact(of: visit.sight.backup) != nil else { return visit.refused(.of(.notFound)) }
            return visit.page(.onlineEnd, place: .backup, end(visit))
        }
        routes.post("/backup/online/end", need: .may(.initialiseBackupDisk)) { visit, _ in
            let deed = BackupDeeds.DropRemote(deed: visit.newDeed(), target: .online, user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
    }

    private static func fact(of fact: BackupFact?) -> RemoteFact? { fact?.remotes.first { $0.id == .online } }

    /// `all`, which is no limit, or bits a second; nil for anything else.
    private static func limit(_ text: String) -> Int?? {
        if text == "all" { return .some(nil) }
        return Int(text).map { .some($0) }
    }

    /// How it is; polled, without a field a person types into.
    static func state(_ visit: Visit) -> HTML {
        guard let remote = fact(of: visit.sight.backup) else { return .empty }
        let (level, word): (Level, Text) =
            remote.running != nil
            ? (.busy, .onlineRunning) : remote.code != nil ? (.warn, .onlineTrouble) : (.ok, .onlineWaiting)
        let progress: HTML =
            remote.running.map { "<div id=\"online-progress\">\(BackupWords.progress(of: $0, visit))</div>" } ?? .empty
        let nights: HTML =
            visit.may(.restore) && remote.lastNight != nil
            ? visit.link(.showNights, .history, to: "/backup/nights/online") : .empty
        let now: HTML =
            visit.may(.backUpNow) && remote.running == nil
            ? visit.form(
                "/backup/online/run", visit.button(.onlineNow, .disk, style: "outline-primary", id: "online-now"))
            : .empty
        return visit.card(
            .online, .cloud, id: "online",
            """
            <div data-online="\(remote.running?.step ?? "idle")"\(HTML.attribute("data-code", remote.code))>\
            <p>\(visit.badge(level, visit[word]))</p>\(progress)\(trouble(remote, visit))\
            <dl class="facts"><dt>\(visit[.lastNight])</dt>\
            <dd>\(remote.lastSuccess.map { visit.wording.moment($0) } ?? visit[.never])</dd>\
            <dt>\(visit[.nextRun])</dt><dd>\(remote.nextRun.map { visit.wording.moment($0) } ?? "–")</dd>\
            <dt>\(visit[.lastFullRead])</dt>\
            <dd>\(remote.lastFullRead.map { visit.wording.day($0) } ?? visit[.never])</dd>\
            <dt>\(visit[.onlineNightsKept])</dt><dd>\(visit.wording.number(remote.nights))</dd>\(thinned(remote, visit))</dl>\
            <div class="actions">\(nights)\(now)</div></div>
            """)
    }

    private static func thinned(_ remote: RemoteFact, _ visit: Visit) -> HTML {
        remote.lastThinned.map { "<dt>\(visit[.onlineThinned])</dt><dd>\(visit.wording.day($0))</dd>" } ?? .empty
    }

    private static func trouble(_ remote: RemoteFact, _ visit: Visit) -> HTML {
        guard remote.running == nil, let code = remote.code else {
            return remote.lastSuccess == nil ? "<p class=\"muted\">\(visit[.onlineFirst])</p>" : .empty
        }
        return visit.notice(Refusal(code: code), level: .warn)
    }

    /// Changes when what the form stands on changes; until then it is left alone.
    private static func mark(_ visit: Visit) -> String {
        let plan = fact(of: visit.sight.backup)?.plan
        return PollMark.of("\(NewBackupDisk.isKeyThere(visit))|\(String(describing: plan))")
    }

    /// Its plan, or its beginning.
    static func form(_ visit: Visit) -> HTML {
        let content: HTML
        if let remote = fact(of: visit.sight.backup) {
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
        let times: [HTML] = BackupPlan.times.map { minute in
            """
            <option value="\(minute)"\(HTML.flag("selected", minute == plan.minute))>\
            \(visit.say(.planDaily, ["time": BackupPlan.hourMinute(minute)]))</option>
            """
        }
        return visit.card(
            .onlinePlan, .list, id: "online-plan",
            """
            \(visit.form(
                "/backup/online/plan", css: "short-form",
                """
                <div class="mb-3"><label class="form-label" for="online-time">\(visit[.planTime])</label>\
                <select class="form-select" name="minute" id="online-time">\(times)</select></div>\
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

    private static func end(_ visit: Visit) -> HTML {
        """
        <p><a href="/backup">\(Icon.back.html) \(visit[.backupTitle])</a></p><h1>\(visit[.onlineEnd])</h1>\
        <section class="card"><div class="card-body"><p>\(visit[.onlineEndWhat])</p>\
        <div class="actions">\(visit.form(
            "/backup/online/end", visit.button(.onlineEnd, .exit, style: "danger", id: "online-end")))</div></div></section>
        """
    }
}
