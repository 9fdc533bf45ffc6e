import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// The network share on `/backup`: how it is, its plan, who can delete there, and its end. Its beginning has a page of its
/// own (`ShareSetupPage`).
enum ShareCard {
    static func register(_ routes: PageRoutes) {
        routes.get("/fragment/backup-share", need: .poll) { visit in
            guard visit.query("was") != mark(visit) else { return visit.unchanged() }
            return visit.fragment(form(visit))
        }
        routes.post("/backup/share/run", need: .may(.backUpNow)) { visit, _ in
            let deed = BackupDeeds.RunRemote(deed: visit.newDeed(), target: .share, user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)", note: .backupStarted)
        }
        routes.post("/backup/share/plan", need: .may(.changeBox)) { visit, form in
            guard let minute = form.number("minute"), let keep = BackupKeep(rawValue: form.text("keep")) else {
                return visit.refused(.of(.form))
            }
            let plan = RemotePlan(minute: minute, dayLimit: nil, nightLimit: nil, keep: keep)
            let deed = BackupDeeds.ChooseRemotePlan(
                deed: visit.newDeed(), target: .share, plan: plan, user: visit.userName)
            _ = try await visit.begin(deed)
            await visit.frame.wait { fact(of: $0.backup)?.plan == plan }
            return visit.redirect(to: "/backup", note: .saved)
        }
        routes.post("/backup/share/answer", need: .may(.changeBox)) { visit, form in
            guard let policy = SharePolicy(rawValue: form.text("policy")) else { return visit.refused(.of(.form)) }
            let deed = BackupDeeds.AnswerShare(deed: visit.newDeed(), policy: policy, user: visit.userName)
            _ = try await visit.begin(deed)
            await visit.frame.wait { sight in
                fact(of: sight.backup)?.server?.policy == policy && !isDue(sight.backup, visit)
            }
            return visit.redirect(to: "/backup", note: .saved)
        }
        routes.get("/backup/share/end", need: .may(.initialiseBackupDisk)) { visit in
            guard fact(of: visit.sight.backup) != nil else { return visit.refused(.of(.notFound)) }
            return visit.page(.shareEnd, place: .backup, end(visit))
        }
        routes.post("/backup/share/end", need: .may(.initialiseBackupDisk)) { visit, _ in
            let deed = BackupDeeds.DropRemote(deed: visit.newDeed(), target: .share, user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
    }

    static func fact(of fact: BackupFact?) -> RemoteFact? { fact?.remotes.first { $0.id == .share } }

    /// Half a year without an answer who can delete there.
    private static func isDue(_ backup: BackupFact?, _ visit: Visit) -> Bool {
        guard let server = fact(of: backup)?.server else { return false }
        return SharePolicy.isDue(server, now: visit.frame.now())
    }

    /// How it is; polled, without a field a person types into.
    static func state(_ visit: Visit) -> HTML {
        guard let remote = fact(of: visit.sight.backup) else { return .empty }
        let (level, word): (Level, Text) =
            remote.running != nil
            ? (.busy, .onlineRunning) : remote.code != nil ? (.warn, .onlineTrouble) : (.ok, .onlineWaiting)
        let progress: HTML =
            remote.running.map { "<div id=\"share-progress\">\(BackupWords.progress(of: $0, visit))</div>" } ?? .empty
        let nights: HTML =
            visit.may(.restore) && remote.lastNight != nil
            ? visit.link(.showNights, .history, to: "/backup/nights/share") : .empty
        let now: HTML =
            visit.may(.backUpNow) && remote.running == nil
            ? visit.form("/backup/share/run", visit.button(.shareNow, .disk, style: "outline-primary", id: "share-now"))
            : .empty
        let address: HTML =
            remote.server.map { "<dt>\(visit[.shareWhere])</dt><dd><bdi>\($0.address.text)</bdi></dd>" } ?? .empty
        let free = remote.freePercent.map { "\($0) %" } ?? "–"
        return visit.card(
            .share, .folder, id: "share",
            """
            <div data-share="\(remote.running?.step ?? "idle")"\(HTML.attribute("data-code", remote.code))>\
            <p>\(visit.badge(level, visit[word]))</p>\(progress)\(trouble(remote, visit))\
            <dl class="facts">\(address)<dt>\(visit[.lastNight])</dt>\
            <dd>\(remote.lastSuccess.map { visit.wording.moment($0) } ?? visit[.never])</dd>\
            <dt>\(visit[.nextRun])</dt><dd>\(remote.nextRun.map { visit.wording.moment($0) } ?? "–")</dd>\
            <dt>\(visit[.lastFullRead])</dt>\
            <dd>\(remote.lastFullRead.map { visit.wording.day($0) } ?? visit[.never])</dd>\
            <dt>\(visit[.onlineNightsKept])</dt><dd>\(visit.wording.number(remote.nights))</dd>\
            <dt>\(visit[.freeSpace])</dt><dd>\(free)</dd></dl>\
            <div class="actions">\(nights)\(now)</div></div>
            """)
    }

    private static func trouble(_ remote: RemoteFact, _ visit: Visit) -> HTML {
        guard remote.running == nil, let code = remote.code else {
            return remote.lastSuccess == nil ? "<p class=\"muted\">\(visit[.shareFirst])</p>" : .empty
        }
        return visit.notice(Refusal(code: code), level: .warn)
    }

    /// Changes when what the form stands on changes; until then it is left alone.
    private static func mark(_ visit: Visit) -> String {
        let plan = fact(of: visit.sight.backup)?.plan
        return PollMark.of("\(String(describing: plan))|\(isDue(visit.sight.backup, visit))")
    }

    /// The question that is due and its plan, or the way to its beginning.
    static func form(_ visit: Visit) -> HTML {
        let content: HTML
        if let remote = fact(of: visit.sight.backup) {
            content = "\(due(visit))\(plan(remote.plan, visit))"
        } else {
            content = beginning(visit)
        }
        return """
            <div id="backup-share" hx-get="/fragment/backup-share?was=\(mark(visit))" \
            hx-trigger="every 3s" hx-swap="outerHTML">\(content)</div>
            """
    }

    private static func beginning(_ visit: Visit) -> HTML {
        let way: HTML =
            visit.may(.initialiseBackupDisk)
            ? """
            <div class="actions">\(visit.link(.shareNew, .plus, to: "/backup/share/new", id: "share-open"))</div>
            """ : .empty
        return visit.card(
            .share, .folder, id: "share-new", "<p>\(visit[.shareWhat]) \(visit[.shareQuestionWhy])</p>\(way)")
    }

    private static func due(_ visit: Visit) -> HTML {
        guard visit.may(.changeBox), isDue(visit.sight.backup, visit) else { return .empty }
        return visit.card(
            .shareGuard, .shield, id: "share-guard",
            """
            \(visit.notice(.warn, visit[.shareDue], visit[.shareDueWhat]))\
            \(visit.form(
                "/backup/share/answer",
                """
                \(question(visit, chosen: nil))\
                <div class="actions">\(visit.button(.shareAnswer, .check, id: "share-answer"))</div>
                """))
            """)
    }

    /// What protects the nights there from whoever may write there (requirement BK-8).
    static func question(_ visit: Visit, chosen: SharePolicy?) -> HTML {
        let choices: [HTML] = SharePolicy.allCases.map { policy -> HTML in
            let (name, why) = words(policy)
            let id = "policy-\(policy.rawValue)"
            return """
                <div class="form-check mb-2"><input class="form-check-input" type="radio" name="policy" id="\(id)" \
                value="\(policy.rawValue)" aria-describedby="\(id)-why" required\
                \(HTML.flag("checked", policy == chosen))>\
                <label class="form-check-label" for="\(id)">\(visit[name])</label>\
                <div class="form-text mt-0" id="\(id)-why">\(visit[why])</div></div>
                """
        }
        return """
            <fieldset class="mb-3"><legend class="form-label fs-6">\(visit[.shareQuestion])</legend>\
            <p class="form-text">\(visit[.shareQuestionWhy])</p>\(choices)</fieldset>
            """
    }

    private static func words(_ policy: SharePolicy) -> (name: Text, why: Text) {
        switch policy {
        case .kept: (.shareKept, .shareKeptWhy)
        case .own: (.shareOwn, .shareOwnWhy)
        case .open: (.shareOpen, .shareOpenWhy)
        }
    }

    private static func plan(_ plan: RemotePlan, _ visit: Visit) -> HTML {
        guard visit.may(.changeBox) else { return .empty }
        return visit.card(
            .sharePlan, .list, id: "share-plan",
            """
            \(visit.form(
                "/backup/share/plan", css: "short-form",
                """
                <div class="mb-3"><label class="form-label" for="share-time">\(visit[.planTime])</label>\
                <select class="form-select" name="minute" id="share-time">\
                \(BackupPlanCard.times(chosen: plan.minute, visit))</select></div>\
                <div class="mb-3"><label class="form-label" for="share-keep">\(visit[.planKeep])</label>\
                <select class="form-select" name="keep" id="share-keep">\
                \(BackupPlanCard.keeps(chosen: plan.keep ?? .usual, visit))</select>\
                <p class="form-text">\(visit[.planKeepWhat]) \(visit[.shareKeepHint])</p></div>\
                \(visit.button(.save, .check, id: "share-save"))
                """))\(ways(visit))
            """)
    }

    /// To another address or login, and to its end.
    private static func ways(_ visit: Visit) -> HTML {
        guard visit.may(.initialiseBackupDisk) else { return .empty }
        let style = "outline-secondary btn-sm"
        return """
            <div class="actions mt-3">\(visit.link(.shareChange, .pencil, to: "/backup/share/change", style: style))\
            \(visit.link(.shareEnd, .exit, to: "/backup/share/end", style: style))</div>
            """
    }

    private static func end(_ visit: Visit) -> HTML {
        """
        <p><a href="/backup">\(Icon.back.html) \(visit[.backupTitle])</a></p><h1>\(visit[.shareEnd])</h1>\
        <section class="card"><div class="card-body"><p>\(visit[.shareEndWhat])</p>\
        <div class="actions">\(visit.form(
            "/backup/share/end", visit.button(.shareEnd, .exit, style: "danger", id: "share-end")))</div></div></section>
        """
    }
}
