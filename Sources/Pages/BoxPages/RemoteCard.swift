import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// What the cards of the targets that are no disk have in common: how it is, a night at once, its plan kept, its end.
struct RemoteCard: Sendable {
    /// Names its paths, elements and nights as well.
    let id: TargetID
    let icon: Icon
    let title: Text
    /// Before the first night.
    let first: Text
    let now: Text
    let end: Text
    let endWhat: Text

    private var name: String { id.text }

    func register(_ routes: PageRoutes) {
        routes.post("/backup/\(name)/run", need: .may(.backUpNow)) { visit, _ in
            let deed = BackupDeeds.RunRemote(deed: visit.newDeed(), target: id, user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)", note: .backupStarted)
        }
        routes.get("/backup/\(name)/end", need: .may(.initialiseBackupDisk)) { visit in
            guard fact(of: visit.sight.backup) != nil else { return visit.refused(.of(.notFound)) }
            return visit.page(end, place: .backup, ending(visit))
        }
        routes.post("/backup/\(name)/end", need: .may(.initialiseBackupDisk)) { visit, _ in
            let deed = BackupDeeds.DropRemote(deed: visit.newDeed(), target: id, user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
    }

    func fact(of fact: BackupFact?) -> RemoteFact? { fact?.remotes.first { $0.id == id } }

    /// Keeps a plan and waits until it shows.
    func keep(_ plan: RemotePlan, _ visit: Visit) async throws -> Response {
        let deed = BackupDeeds.ChooseRemotePlan(deed: visit.newDeed(), target: id, plan: plan, user: visit.userName)
        _ = try await visit.begin(deed)
        await visit.frame.wait { fact(of: $0.backup)?.plan == plan }
        return visit.redirect(to: "/backup", note: .saved)
    }

    /// How it is; polled, without a field a person types into.
    ///
    /// - Parameters:
    ///   - where: facts that stand first.
    ///   - more: facts that stand last.
    func state(_ visit: Visit, where: (RemoteFact) -> HTML = { _ in .empty }, more: (RemoteFact) -> HTML) -> HTML {
        guard let remote = fact(of: visit.sight.backup) else { return .empty }
        let (level, word): (Level, Text) =
            remote.running != nil
            ? (.busy, .onlineRunning) : remote.code != nil ? (.warn, .onlineTrouble) : (.ok, .onlineWaiting)
        let progress: HTML =
            remote.running.map { "<div id=\"\(name)-progress\">\(BackupWords.progress(of: $0, visit))</div>" } ?? .empty
        let nights: HTML =
            visit.may(.restore) && remote.lastNight != nil
            ? visit.link(.showNights, .history, to: "/backup/nights/\(name)") : .empty
        let run: HTML =
            visit.may(.backUpNow) && remote.running == nil
            ? visit.form(
                "/backup/\(name)/run", visit.button(now, .disk, style: "outline-primary", id: "\(name)-now"))
            : .empty
        return visit.card(
            title, icon, id: name,
            """
            <div data-\(name)="\(remote.running?.step ?? "idle")"\(HTML.attribute("data-code", remote.code))>\
            <p>\(visit.badge(level, visit[word]))</p>\(progress)\(trouble(remote, visit))\
            <dl class="facts">\(`where`(remote))<dt>\(visit[.lastNight])</dt>\
            <dd>\(remote.lastSuccess.map { visit.wording.moment($0) } ?? visit[.never])</dd>\
            <dt>\(visit[.nextRun])</dt><dd>\(remote.nextRun.map { visit.wording.moment($0) } ?? "–")</dd>\
            <dt>\(visit[.lastFullRead])</dt>\
            <dd>\(remote.lastFullRead.map { visit.wording.day($0) } ?? visit[.never])</dd>\
            <dt>\(visit[.onlineNightsKept])</dt><dd>\(visit.wording.number(remote.nights))</dd>\(more(remote))</dl>\
            <div class="actions">\(nights)\(run)</div></div>
            """)
    }

    private func trouble(_ remote: RemoteFact, _ visit: Visit) -> HTML {
        guard remote.running == nil, let code = remote.code else {
            return remote.lastSuccess == nil ? "<p class=\"muted\">\(visit[first])</p>" : .empty
        }
        return visit.notice(Refusal(code: code), level: .warn)
    }

    private func ending(_ visit: Visit) -> HTML {
        """
        <p><a href="/backup">\(Icon.back.html) \(visit[.backupTitle])</a></p><h1>\(visit[end])</h1>\
        <section class="card"><div class="card-body"><p>\(visit[endWhat])</p>\
        <div class="actions">\(visit.form(
            "/backup/\(name)/end", visit.button(end, .exit, style: "danger", id: "\(name)-end")))</div></div></section>
        """
    }
}
