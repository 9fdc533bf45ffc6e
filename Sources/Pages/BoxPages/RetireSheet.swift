import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// What somebody must know before the whole box is erased, and the form that does it.
struct RetireSheet {
    let visit: Visit
    /// Where the form goes.
    let path: String

    private var storage: StorageFact? { visit.sight.storage }
    private var backup: BackupFact? { visit.sight.backup }
    private var members: [MemberFact] { storage?.array?.members ?? [] }

    /// Seconds after which a backup counts as old: more than a night is missing.
    private static let fresh: Int64 = 26 * 3600

    var html: HTML {
        """
        <h1>\(visit[.retireTitle])</h1><p class="muted">\(visit[.retireWhen])</p>\
        \(visit.card(.retireLosesTitle, .warning, id: "retire-loses", list([
            .retireLosesData, .retireLosesKeys, .retireLosesForever,
        ])))\
        \(visit.card(.retireStaysTitle, .shield, id: "retire-stays", "<p>\(visit[.retireStays])</p>\(lastBackup)"))\
        \(visit.card(.retireDisksTitle, .disk, id: "retire-disks", disks))\
        \(visit.card(.retireTitle, .exit, id: "retire-do", isBusy ? busy : form))
        """
    }

    private func list(_ lines: [Text]) -> HTML { "<ul>\(lines.map { "<li>\(visit[$0])</li>" as HTML })</ul>" }

    // MARK: Backup

    private var lastBackup: HTML {
        guard let backup else { return visit.notice(.warn, visit[.retireBackupHidden]) }
        let good = backup.disks.compactMap { disk in disk.lastSuccess.map { (at: $0, number: disk.number) } }
        guard let last = good.max(by: { $0.at < $1.at }) else {
            return "<div id=\"no-backup\">\(visit.notice(.crit, visit[.retireNoBackup]))</div>"
        }
        let words = visit.say(.lastBackup, ["when": visit.wording.moment(last.at), "number": "\(last.number)"])
        let isOld = visit.frame.now().seconds(since: last.at) > RetireSheet.fresh
        return "<div id=\"last-backup\">\(visit.notice(isOld ? .warn : .ok, words, visit[.retireOldBackup]))</div>"
    }

    // MARK: Disks

    private var disks: HTML {
        let erased = (storage?.disks ?? []).filter { $0.content == "member" }
        let rows: [HTML] = erased.map { disk in
            """
            <tr><td class="name">\(Icon.disk.html) \(disk.model)<br><span class="muted mono">\(disk.serial)</span></td>\
            <td class="number">\(visit.wording.bytes(disk.bytes))</td></tr>
            """
        }
        let table: HTML = rows.isEmpty ? .empty : "<table class=\"list\"><tbody>\(rows)</tbody></table>"
        let absent: [HTML] = members.filter { $0.bay == nil }.map { member in
            let places = ["number": "\(member.number)", "tail": Protection.tail(visit, member.serialTail)]
            return """
                <div class="mt-3" data-absent="\(member.number)">\
                \(visit.notice(.crit, visit.say(.retireAbsent, places), visit[.retireAbsentWhy]))</div>
                """
        }
        let hasOthers = ArrayPicture.unused(visit).contains { !["empty", ""].contains($0.content) }
        // The page that erases a single disk is behind the log-in.
        let why: Text = visit.sight.isOpen ? .retireOthersWhy : .retireOthersClosed
        let others: HTML = visit.notice(.warn, visit[.retireOthers], visit[why]).when(hasOthers)
        return "\(table)\(absent)\(others)<p class=\"mt-3\">\(visit[.retireHow])</p><p>\(visit[.retirePower])</p>"
    }

    // MARK: Form

    /// A backup being written, disks or keys being changed: first that, then this. A lock whose change was cut holds
    /// nobody back at a closed box, its key may be lost.
    private var isBusy: Bool {
        backup?.running != nil || storage?.array?.change != nil || storage?.keyChange != nil
            || storage?.isDoing([StorageDeeds.EraseDisk.name]) == true
            || visit.sight.isOpen && storage?.lockChange != nil
    }

    private var busy: HTML {
        "<div id=\"retire-busy\">\(visit.notice(.warn, visit[.retireBusy], visit[.retireBusyWhy]))</div>"
    }

    private var form: HTML {
        let field = Field(
            "confirm", .retireConfirm,
            attributes: " required maxlength=\"12\" autocomplete=\"off\" spellcheck=\"false\"")
        return visit.form(
            path, id: "retire-form",
            """
            <div class="loses"><dl class="facts"><dt>\(visit[.boxNumber])</dt><dd class="mono" id="box-number">\
            \(storage?.box ?? "–")</dd></dl><div class="short-form">\(visit.field(field))</div>\
            <div class="form-check my-3"><input class="form-check-input" type="checkbox" name="understood" \
            id="understood" required><label class="form-check-label" for="understood">\(visit[.retireUnderstood])\
            </label></div></div><div class="actions mt-3">\
            \(visit.button(.retireGo, .trash, style: "danger", id: "retire-go"))</div>
            """)
    }
}
