import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// A disk that is plugged in and is no backup disk of this box yet: what is on it, and the way to make it one.
enum NewBackupDisk {
    /// Changes when a disk or the backup key comes or goes; until then the form is left alone.
    static func mark(_ visit: Visit) -> String {
        let disks = found(visit).map { "\($0.id)/\($0.content)" }.joined(separator: ",")
        let keys = "\(isKeyThere(visit))\(isStrangeKeyThere(visit))"
        return PollMark.of("\(disks)|\(keys)|\(visit.sight.backup?.running == nil)")
    }

    static func html(_ visit: Visit) -> HTML {
        let disks = found(visit)
        let forms = disks.map { $0.kind == "known" ? known($0, visit) : form($0, visit) }.joined()
        let found: HTML =
            visit.may(.initialiseBackupDisk) ? forms : "<p>\(visit[.newDiskFound]). \(visit[.administratorsOnly])</p>"
        let content: HTML = disks.isEmpty ? "<p class=\"muted\">\(visit[.newDiskNone])</p>" : found
        return """
            <div id="backup-new" hx-get="/fragment/backup-new?was=\(mark(visit))" \
            hx-trigger="every 3s" hx-swap="outerHTML">\
            \(visit.card(.newDisk, .plus, id: "new-disk", content))</div>
            """
    }

    private static func found(_ visit: Visit) -> [BackupDiskFact] {
        let words = BackupWords(visit: visit)
        return (visit.sight.storage?.backupDisks ?? []).filter { !words.isOurs($0) }
    }

    /// This box's own backup key.
    static func isKeyThere(_ visit: Visit) -> Bool { hasKey(visit, strange: false) }

    /// That of another box.
    static func isStrangeKeyThere(_ visit: Visit) -> Bool { hasKey(visit, strange: true) }

    private static func hasKey(_ visit: Visit, strange: Bool) -> Bool {
        (visit.sight.storage?.sticks ?? []).contains { stick in
            stick.role == "backup" && stick.number != nil && (stick.code == KeyRefusal.otherBox.rawValue) == strange
        }
    }

    /// Our layout, but not one of ours: of another box, an old copy, or never finished. First what keeps it, then what does
    /// not.
    private static func known(_ disk: BackupDiskFact, _ visit: Visit) -> HTML {
        let facts = DiskFacts.html(
            visit, model: disk.model, serial: disk.serial, bytes: disk.bytes, content: disk.content)
        return """
            <h3>\(visit.say(.adoptFound, ["number": "\(disk.number ?? 0)"]))</h3><p>\(visit[.adoptWhat])</p>\(facts)\
            <p class="mt-3"><a class="btn btn-primary" data-adopt="\(disk.id)" \
            href="\(AdoptPage.address(disk))">\(Icon.disk.html) \(visit[.adoptOpen])</a></p>\
            <details class="mb-3"><summary>\(visit[.adoptInstead])</summary>\(form(disk, visit))</details>
            """
    }

    private static func form(_ disk: BackupDiskFact, _ visit: Visit) -> HTML {
        let key =
            isKeyThere(visit)
            ? visit.notice(.ok, visit[.backupKeyThere])
            : visit.notice(.warn, visit[.plugBackupKey], visit[.plugBackupKeyWhy])
        let used = Set(visit.sight.backup?.disks.map(\.number) ?? [])
        let free = (1...99).first { !used.contains($0) } ?? 1
        let number = Field(
            "number", .stickerNumber, id: "number-\(disk.id)", type: "number", value: "\(free)", hint: .stickerHint,
            attributes: " required min=\"1\" max=\"99\"")
        return visit.form(
            "/backup/initialise", css: "initialise",
            """
            <h3>\(visit[.newDiskFound])</h3>\(visit.hidden("disk", disk.id))\
            \(DiskFacts.html(visit, model: disk.model, serial: disk.serial, bytes: disk.bytes, content: disk.content))\
            \(key)<div class="short-field">\(visit.field(number))</div>\
            \(DiskFacts.loss(visit, id: disk.id, serial: disk.serial, content: disk.content))\
            <div class="actions">\(visit.button(
                .initialiseDisk, .disk, attributes: HTML.flag("disabled", !isKeyThere(visit))))</div>
            """)
    }
}
