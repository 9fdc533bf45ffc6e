import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/backup`: the last night, the disks with their states, a new disk, the history.
enum BackupPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/backup", need: .person) { visit in
            visit.page(
                .backupTitle, place: .backup,
                """
                <h1>\(visit[.backupTitle])</h1>\(state(visit))\(FindPage.card(visit))\(NewBackupDisk.html(visit))\
                \(BackupPlanCard.html(visit))\(OnlineCard.form(visit))\(ShareCard.form(visit))\
                \(BackupHistory.calendar(visit))\(BackupHistory.table(visit))
                """)
        }
        routes.get("/fragment/backup", need: .poll) { visit in visit.fragment(state(visit)) }
        routes.get("/fragment/backup-new", need: .poll) { visit in
            guard visit.query("was") != NewBackupDisk.mark(visit) else { return visit.unchanged() }
            return visit.fragment(NewBackupDisk.html(visit))
        }
        routes.post("/backup/run", need: .may(.backUpNow)) { visit, _ in
            let deed = BackupDeeds.RunNow(deed: visit.newDeed(), user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)", note: .backupStarted)
        }
        routes.post("/backup/verify", need: .may(.backUpNow)) { visit, form in
            guard let disk = form.number("disk"), (1...99).contains(disk) else { return visit.refused(.of(.form)) }
            let deed = BackupDeeds.VerifyDisk(deed: visit.newDeed(), disk: disk, user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
        routes.post("/backup/drill-key", need: .may(.backUpNow)) { visit, _ in
            let deed = BackupDeeds.DrillKey(deed: visit.newDeed(), user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
        routes.post("/backup/initialise", need: .may(.initialiseBackupDisk)) { visit, form in
            guard let number = form.number("number"), (1...99).contains(number) else {
                return visit.refused(.of(.form))
            }
            let deed = BackupDeeds.InitialiseDisk(
                deed: visit.newDeed(), disk: form.text("disk"), number: number, confirm: form.text("confirm"),
                user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
    }

    /// State, deeds and disks: polled, without any field a person types into.
    private static func state(_ visit: Visit) -> HTML {
        let words = BackupWords(visit: visit)
        let mine = visit.query("deed").flatMap { isDeed($0) ? $0 : nil }
        let names: Set<String> = [
            BackupDeeds.InitialiseDisk.name, BackupDeeds.RunNow.name, BackupDeeds.RestoreEntry.name,
            BackupDeeds.VerifyDisk.name, BackupDeeds.DrillKey.name, BackupDeeds.DropDisk.name,
            BackupDeeds.DrillDisk.name, BackupDeeds.ChoosePlan.name, BackupDeeds.AddOnline.name,
            BackupDeeds.RunRemote.name, BackupDeeds.ChooseRemotePlan.name, BackupDeeds.DropRemote.name,
            BackupDeeds.AdoptDisk.name, BackupDeeds.RestorePractice.name, BackupDeeds.AddShare.name,
            BackupDeeds.AnswerShare.name,
        ]
        let notices = DeedNotices.html(visit, deeds: words.fact?.deeds ?? [], names: names, mine: mine)
        let sentences: [HTML] = words.sentences.map { "<p>\($0)</p>" }
        let query = mine.map { "?deed=\($0)" } ?? ""
        return """
            <div id="backup-state" data-state="\(words.fact?.running?.step ?? "idle")" \
            hx-get="/fragment/backup\(query)" hx-trigger="every 3s" hx-swap="outerHTML">\(notices)\
            <section class="card level-\(words.level.rawValue)" data-level="\(words.level.rawValue)">\
            <div class="card-body"><p class="tile-state level-\(words.level.rawValue)">\(words.level.icon.html) \
            <span>\(words.headline)</span></p>\(words.progress)\(sentences)\(plan(visit, words))\(runNow(visit, words))\
            </div></section>\(disks(visit, words))\(OnlineCard.state(visit))\(ShareCard.state(visit))\
            \(here(visit, words))\(DrillPages.card(visit))\(keyDrill(visit, words))</div>
            """
    }

    /// Ids of deeds are ours; anything else in the address is not shown.
    private static func isDeed(_ text: String) -> Bool {
        text.utf8.count == 32 && text.allSatisfy { $0.isHexDigit }
    }

    private static func plan(_ visit: Visit, _ words: BackupWords) -> HTML {
        guard let fact = words.fact else { return .empty }
        let next = fact.nextRun.map { visit.wording.moment($0) } ?? "–"
        let offsite =
            fact.offsiteHours.map { visit.wording.span(seconds: Int64($0) * 3600, plain: true) } ?? visit[.offsiteNone]
        return """
            <dl class="facts"><dt>\(visit[.nextRun])</dt><dd>\(next)</dd>\
            <dt>\(visit[.offsiteAge])</dt><dd id="offsite">\(offsite)</dd></dl>
            """
    }

    private static func runNow(_ visit: Visit, _ words: BackupWords) -> HTML {
        guard let fact = words.fact, fact.running == nil, visit.may(.backUpNow) else { return .empty }
        let ready = fact.disks.contains { words.isFree($0) }
        let hint: HTML = ready ? .empty : "<span class=\"muted\">\(visit[.backupNowNeedsDisk])</span>"
        return """
            <div class="actions">\(visit.form(
                "/backup/run", id: "backup-run",
                visit.button(.backupNow, .disk, id: "backup-now", attributes: HTML.flag("disabled", !ready))))\(hint)</div>
            """
    }

    private static func disks(_ visit: Visit, _ words: BackupWords) -> HTML {
        guard let fact = words.fact, !fact.disks.isEmpty else { return .empty }
        return """
            <section aria-labelledby="disks-title"><h2 id="disks-title">\(Icon.disk.html) \(visit[.backupDisks])</h2>\
            <div class="bays">\(fact.disks.map { disk($0, words, visit) })</div></section>
            """
    }

    /// The snapshots in the box.
    private static func here(_ visit: Visit, _ words: BackupWords) -> HTML {
        guard let here = words.fact?.here, visit.may(.restore) else { return .empty }
        let span = visit.say(
            .hereSpan, ["count": visit.wording.number(here.count), "oldest": visit.wording.moment(here.oldest)])
        return visit.card(
            .hereTitle, .history, id: "here",
            """
            <p>\(visit[.hereWhat]) <span class="muted">\(visit[.hereNoBackup])</span></p>\
            <dl class="facts"><dt>\(visit[.hereNewest])</dt><dd>\(visit.wording.moment(here.newest))</dd>\
            <dt>\(visit[.hereCount])</dt><dd>\(span)</dd></dl>\
            <p>\(visit.link(.hereShow, .history, to: "/backup/nights/here"))</p>
            """)
    }

    /// The key that opens the disks when there is no box any more.
    private static func keyDrill(_ visit: Visit, _ words: BackupWords) -> HTML {
        guard let proven = words.fact?.keyProven, visit.may(.backUpNow) else { return .empty }
        let isReady = NewBackupDisk.isKeyThere(visit) && words.fact?.disks.contains { words.isFree($0) } == true
        let how: HTML = isReady ? .empty : "<span class=\"muted\">\(visit[.keyDrillHow])</span>"
        let button = visit.button(
            .keyDrillDo, .key, style: "outline-primary", id: "drill-key", attributes: HTML.flag("disabled", !isReady))
        return visit.card(
            .keyDrill, .key, id: "key-drill",
            """
            <p>\(visit[.keyDrillWhat])</p><dl class="facts"><dt>\(visit[.keyProven])</dt>\
            <dd>\(visit.wording.day(proven))</dd></dl>\
            <div class="actions">\(visit.form("/backup/drill-key", button))\(how)</div>
            """)
    }

    private static func disk(_ disk: BackupTargetFact, _ words: BackupWords, _ visit: Visit) -> HTML {
        let (level, word): (Level, Text) =
            switch disk.state {
            case "attached": (.ok, .diskStateAttached)
            case "running": (.busy, .diskStateRunning)
            case "verifying": (.busy, .diskStateVerifying)
            case "done": (.ok, .diskStateDone)
            case "away": (.unknown, .diskStateAway)
            case "disturbed": (.crit, .diskStateDisturbed)
            default: (.unknown, .levelUnknown)
            }
        let icon: Icon = disk.state == "away" ? .exit : disk.state == "done" ? .eject : level.icon
        let never = visit[.never]
        let free = disk.freePercent.map { "\($0) %" } ?? "–"
        let nights: HTML =
            !visit.may(.restore)
            ? .empty
            : words.isFree(disk)
                ? "<p>\(visit.link(.showNights, .history, to: "/backup/nights/\(disk.number)"))</p>"
                : words.isHere(disk) ? .empty : "<p class=\"muted\">\(visit[.nightsNeedDisk])</p>"
        let verify: HTML =
            visit.may(.backUpNow) && words.isFree(disk)
            ? visit.form(
                "/backup/verify", css: "verify",
                """
                \(visit.hidden("disk", "\(disk.number)"))\
                \(visit.button(.verifyDisk, .check, style: "outline-primary btn-sm"))
                """) : .empty
        let drop: HTML =
            visit.may(.initialiseBackupDisk) && !words.isHere(disk)
            ? """
            <p><a class="btn btn-outline-secondary btn-sm" href="/backup/drop/\(disk.number)">\
            \(Icon.exit.html) \(visit[.dropDisk])</a></p>
            """ : .empty
        let strange: HTML = disk.hasStrangeKey == true ? visit.notice(.warn, visit[.adoptStrange]) : .empty
        return """
            <article class="bay level-\(level.rawValue)" data-disk="\(disk.number)" data-state="\(disk.state)"\
            \(HTML.attribute("data-code", disk.code))>\
            <h3>\(icon.html) \(visit.say(.diskNumber, ["number": "\(disk.number)"]))</h3>\
            \(visit.badge(level, visit[word]))\
            <dl class="facts mt-2"><dt>\(visit[.lastNight])</dt>\
            <dd>\(disk.lastSuccess.map { visit.wording.moment($0) } ?? never)</dd>\
            <dt>\(visit[.lastFullRead])</dt><dd>\(disk.lastFullRead.map { visit.wording.day($0) } ?? never)</dd>\
            <dt>\(visit[.nightsKept])</dt><dd>\(visit.wording.number(disk.nights))</dd>\
            <dt>\(visit[.freeSpace])</dt><dd>\(free)</dd></dl>\(strange)\(nights)\(verify)\(drop)</article>
            """
    }
}
