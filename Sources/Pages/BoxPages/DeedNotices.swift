import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// Long deeds on a page that reloads: those that run, and the one this browser began with how it ended.
enum DeedNotices {
    /// `mine` is the id in the address of the page, if this browser began one.
    static func html(_ visit: Visit, deeds: [DeedFact], names: Set<String>, mine: String?) -> HTML {
        deeds.filter { names.contains($0.name) }.compactMap { deed in
            if deed.outcome == nil, deed.refusal == nil { return line(deed, running(visit, deed)) }
            guard deed.deed == mine else { return nil }
            if let refusal = deed.refusal { return line(deed, visit.notice(refusal)) }
            guard deed.outcome != BackupDeeds.AdoptDisk.older else {
                return line(deed, visit.notice(.warn, visit[.adoptOlder], visit[.adoptOlderDo]))
            }
            return line(deed, done(visit, deed.name))
        }.joined()
    }

    /// The address a piece with these notices is polled at: it goes on telling the deed it was opened for.
    static func address(_ visit: Visit, _ path: String) -> String {
        guard let deed = visit.query("deed") else { return path }
        return "\(path)\(path.contains("?") ? "&" : "?")deed=\(PercentText.encoded(deed))"
    }

    /// A new disk that is whole and a key that was tried say what that means; for the rest it is enough that it is over.
    private static func done(_ visit: Visit, _ name: String) -> HTML {
        if name == BackupDeeds.DrillKey.name { return visit.notice(.ok, visit[.keyDrillDone]) }
        guard [StorageDeeds.ReplaceMember.name, StorageDeeds.AddMember.name].contains(name) else {
            return visit.notice(.ok, "\(title(visit, name)): \(visit[.deedDone])")
        }
        return visit.notice(.ok, visit[.newDiskDone], "\(Protection.words(visit)).")
    }

    private static func line(_ deed: DeedFact, _ content: HTML) -> HTML {
        let state = deed.refusal != nil ? "refused" : deed.outcome ?? "running"
        return """
            <div class="deed" data-deed="\(deed.deed)" data-name="\(deed.name)" data-state="\(state)"\
            \(HTML.attribute("data-code", deed.refusal?.code))>\(content)</div>
            """
    }

    private static func running(_ visit: Visit, _ deed: DeedFact) -> HTML {
        let progress = deed.progress ?? DeedProgress(step: "")
        let words = [title(visit, deed.name), progress.step.isEmpty ? nil : visit[StepText.of(progress.step)]]
        return """
            <div class="notice level-busy" role="status" data-level="busy">\(Icon.hourglass.html)<div class="w-100">\
            \(visit.progress(progress, title: words.compactMap { $0 }.joined(separator: ": ")))</div></div>
            """
    }

    private static func title(_ visit: Visit, _ name: String) -> String {
        switch name {
        case StorageDeeds.ReplaceMember.name: visit[.deedReplace]
        case StorageDeeds.AddMember.name: visit[.deedAdd]
        case StorageDeeds.TakeOutMember.name: visit[.deedTakeOut]
        case StorageDeeds.EraseDisk.name: visit[.deedErase]
        case StorageDeeds.RetireBox.name: visit[.deedRetire]
        case StorageDeeds.ChooseSide.name: visit[.deedChoose]
        case StorageDeeds.RestoreHeader.name: visit[.deedHeader]
        case StorageDeeds.IssueKey.name: visit[.deedIssue]
        case StorageDeeds.RevokeKey.name: visit[.deedRevoke]
        case StorageDeeds.ChangeLock.name: visit[.deedLock]
        case BackupDeeds.InitialiseDisk.name: visit[.deedInitialise]
        case BackupDeeds.RunNow.name: visit[.deedRun]
        case BackupDeeds.VerifyDisk.name: visit[.deedVerify]
        case BackupDeeds.RestoreEntry.name: visit[.deedRestore]
        case BackupDeeds.DrillKey.name: visit[.deedDrillKey]
        case BackupDeeds.DrillDisk.name: visit[.deedDrill]
        case BackupDeeds.ChoosePlan.name: visit[.planTitle]
        case BackupDeeds.DropDisk.name: visit[.deedDrop]
        case BackupDeeds.AdoptDisk.name: visit[.deedAdopt]
        case BackupDeeds.RestorePractice.name: visit[.deedWhole]
        case BackupDeeds.AddShare.name: visit[.deedShare]
        case BackupDeeds.AnswerShare.name: visit[.shareGuard]
        default: visit[.deedRunning]
        }
    }
}
