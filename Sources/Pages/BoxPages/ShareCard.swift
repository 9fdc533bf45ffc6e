import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// The network share on `/backup`: how it is, its plan, who can delete there, and its end. Its beginning has a page of its
/// own (`ShareSetupPage`).
enum ShareCard {
    private static let card = RemoteCard(
        id: .share, icon: .folder, title: .share, first: .shareFirst, now: .shareNow, end: .shareEnd,
        endWhat: .shareEndWhat)

    static func register(_ routes: PageRoutes) {
        card.register(routes)
        routes.get("/fragment/backup-share", need: .poll) { visit in
            guard visit.query("was") != mark(visit) else { return visit.unchanged() }
            return visit.fragment(form(visit))
        }
        routes.post("/backup/share/plan", need: .may(.changeBox)) { visit, form in
            guard let minute = form.number("minute"), let keep = BackupKeep(rawValue: form.text("keep")) else {
                return visit.refused(.of(.form))
            }
            let plan = RemotePlan(minute: minute, dayLimit: nil, nightLimit: nil, keep: keep)
            return try await card.keep(plan, visit)
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
    }

    static func fact(of fact: BackupFact?) -> RemoteFact? { card.fact(of: fact) }

    /// Half a year without an answer who can delete there.
    private static func isDue(_ backup: BackupFact?, _ visit: Visit) -> Bool {
        guard let server = fact(of: backup)?.server else { return false }
        return SharePolicy.isDue(server, now: visit.frame.now())
    }

    /// How it is; polled, without a field a person types into.
    static func state(_ visit: Visit) -> HTML {
        card.state(
            visit,
            where: { remote in
                remote.server.map { "<dt>\(visit[.shareWhere])</dt><dd><bdi>\($0.address.text)</bdi></dd>" } ?? .empty
            },
            more: { "<dt>\(visit[.freeSpace])</dt><dd>\($0.freePercent.map { "\($0) %" } ?? "–")</dd>" })
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
}
