import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The backup in sentences: what was last, what is off site, what to do now.
struct BackupWords {
    let visit: Visit
    let fact: BackupFact?

    init(visit: Visit) {
        self.visit = visit
        fact = visit.sight.backup
    }

    /// The monitor's judgement; without one nobody knows.
    var level: Level {
        if fact?.running != nil { return .busy }
        let worst = CheckWords.worst(["backup."], in: visit.sight.monitor) ?? .unknown
        return isEvening && worst == .ok ? .warn : worst
    }

    /// The run is near, and no disk is there for it.
    private var isEvening: Bool {
        guard let fact, !fact.disks.isEmpty else { return false }
        return EveningHint.isDue(
            now: visit.frame.now(), next: fact.nextRun, isReady: fact.disks.contains { isHere($0) })
    }

    /// The largest line of the tile.
    var headline: String {
        guard let fact else { return visit[.levelUnknown] }
        if let run = fact.running, run.step == "drill-all" {
            return visit.say(.drillRunning, ["number": run.target.text])
        }
        if let run = fact.running { return visit.say(.backupRunning, ["number": run.target.text]) }
        guard let last = lastGood else { return visit[.noBackupYet] }
        return visit.say(.lastBackupShort, ["when": visit.wording.moment(last.at)])
    }

    /// Whether a disk of ours is at the box. A disturbed one is if storage sees it.
    func isHere(_ disk: BackupTargetFact) -> Bool {
        switch disk.state {
        case "attached", "done", "running", "verifying": true
        case "disturbed": visit.sight.storage?.backupDisks.contains { isKnown($0, as: disk.number) } ?? false
        default: false
        }
    }

    /// Plugged in, and nothing is being done with it.
    func isFree(_ disk: BackupTargetFact) -> Bool {
        isHere(disk) && fact?.running == nil && !["running", "verifying"].contains(disk.state)
    }

    /// Whether a disk with our layout is one of this box; with another's number on it, or half initialised, it is not.
    func isOurs(_ disk: BackupDiskFact) -> Bool {
        disk.kind == "known" && (fact?.disks ?? []).contains { isKnown(disk, as: $0.number) && $0.state != "away" }
    }

    private func isKnown(_ disk: BackupDiskFact, as number: Int) -> Bool {
        disk.kind == "known" && disk.number == number
    }

    /// The bar of the run in progress.
    var progress: HTML {
        guard let run = fact?.running else { return .empty }
        return "<div id=\"backup-progress\">\(Self.progress(of: run, visit))</div>"
    }

    /// A run's bar, and of how many bytes it speaks.
    static func progress(of run: BackupRunFact, _ visit: Visit) -> HTML {
        let progress = run.progress ?? DeedProgress(step: run.step)
        let bar = visit.progress(progress)
        // Steps that count something else never count to a million.
        guard ["backup", "verify", "heal", "drill-all"].contains(progress.step), progress.of >= 1_000_000 else {
            return bar
        }
        var words = visit.say(
            .bytesOf, ["done": visit.wording.bytes(progress.done), "of": visit.wording.bytes(progress.of)])
        if let done = progress.filesDone, let files = progress.files {
            let values = ["done": visit.wording.number(Int(done)), "of": visit.wording.number(Int(files))]
            words += ", " + visit.say(.filesOf, values)
        }
        return "\(bar)<p class=\"muted\">\(words)</p>"
    }

    /// The sentences below.
    var sentences: [String] {
        guard let fact else { return [] }
        guard !fact.disks.isEmpty else { return [visit[.noBackupDisk]] }
        var lines: [String] = []
        if let last = lastGood {
            lines.append(
                visit.say(.lastBackup, ["when": visit.wording.moment(last.at), "number": "\(last.disk.number)"]))
        }
        for disk in fact.disks where disk.state == "away" {
            lines.append(away(disk))
        }
        if let online { lines.append(online) }
        if let share { lines.append(share) }
        for disk in fact.disks where disk.state == "disturbed" {
            let advice = visit.advice(for: Refusal(code: disk.code ?? "BAK-DISTURBED", subject: "\(disk.number)"))
            let name = visit.say(.diskNumber, ["number": "\(disk.number)"])
            lines.append("\(name): \(advice.sentence[visit.language]) \(advice.action[visit.language])")
        }
        if fact.running?.step == "drill-all" { lines.append(visit[.drillMay]) }
        if fact.catchUp { lines.append(visit[.catchUp]) }
        if let next { lines.append(next) }
        return lines
    }

    /// The newest night at the online service.
    private var online: String? {
        guard let remote = fact?.remotes.first(where: { $0.id == .online }) else { return nil }
        guard let last = remote.lastSuccess else { return visit[.onlineNone] }
        return visit.say(.onlineLast, ["when": visit.wording.moment(last)])
    }

    /// The newest night on the network share.
    private var share: String? {
        guard let remote = ShareCard.fact(of: fact) else { return nil }
        guard let last = remote.lastSuccess else { return visit[.shareNone] }
        return visit.say(.shareLast, ["when": visit.wording.moment(last)])
    }

    /// A target as people call it.
    static func name(of target: TargetID, _ visit: Visit) -> String {
        switch target {
        case .disk(let number): visit.say(.diskNumber, ["number": "\(number)"])
        case .online: visit[.onlineShort]
        case .share: visit[.shareShort]
        }
    }

    /// What a person does with the disks now.
    var next: String? {
        guard let fact, fact.running == nil else { return nil }
        let done = fact.disks.first { $0.state == "done" }
        let plug = BackupOrder.next(fact.disks)
        switch (done, plug) {
        case (let done?, let plug?):
            return visit.say(.nowPullAndPlug, ["pull": "\(done.number)", "plug": "\(plug.number)"])
        case (let done?, nil): return visit.say(.nowPull, ["pull": "\(done.number)"])
        case (nil, let plug?) where !fact.disks.contains { $0.state == "attached" || $0.state == "disturbed" }:
            return visit.say(isEvening ? .nowEvening : .nowPlug, ["plug": "\(plug.number)"])
        default:
            guard let disk = fact.disks.first(where: { $0.state == "attached" }), let at = fact.nextRun else {
                return nil
            }
            return visit.say(.nowLeave, ["number": "\(disk.number)", "when": visit.wording.moment(at)])
        }
    }

    private var lastGood: (disk: BackupTargetFact, at: Instant)? {
        (fact?.disks ?? []).compactMap { disk in disk.lastSuccess.map { (disk, $0) } }.max { $0.1 < $1.1 }
    }

    private func away(_ disk: BackupTargetFact) -> String {
        guard let seen = disk.lastSeen else {
            return visit.say(.diskAwayNeverSeen, ["number": "\(disk.number)"])
        }
        let span = visit.wording.span(seconds: visit.frame.now().seconds(since: seen))
        return visit.say(.diskAway, ["number": "\(disk.number)", "span": span])
    }
}
