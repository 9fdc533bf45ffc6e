import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// Which internal disks become the box's, and what is lost on those that are not empty.
struct DisksStep {
    let visit: Visit
    let typed: FormFields?

    var html: HTML {
        let disks = (visit.sight.storage?.disks ?? []).filter { $0.content != "system" }
        guard !disks.isEmpty else {
            return visit.card(
                .setupDisksTitle, .disk, id: "choose-disks", visit.notice(.warn, visit[.setupDisksNone]))
        }
        let content = visit.form(
            "/setup/disks", id: "disks-form",
            """
            <p>\(visit[.setupDisksWhat])</p>\(disks.map { choice($0) })\(visit.button(.setupDisksGo, .check))
            """)
        return visit.card(.setupDisksTitle, .disk, id: "choose-disks", content)
    }

    private func choice(_ disk: DiskFact) -> HTML {
        let isForeign = disk.content == "other-box" || disk.content == "member"
        let isChosen = typed.map { $0.all("disk").contains(disk.id) } ?? (disk.content == "empty")
        let name = visit.say(.bay, ["number": String(disk.bay.dropFirst())])
        let loss: HTML =
            isForeign
            ? .empty
            : DiskFacts.loss(
                visit, id: disk.bay, serial: disk.serial, content: disk.content, name: "confirm:\(disk.id)",
                required: false)
        return """
            <div class="choice" data-disk="\(disk.id)" data-bay="\(disk.bay)" data-content="\(disk.content)">\
            <input class="form-check-input" type="checkbox" name="disk" value="\(disk.id)" id="disk-\(disk.bay)"\
            \(HTML.flag("checked", isChosen && !isForeign))\(HTML.flag("disabled", isForeign))>\
            <label for="disk-\(disk.bay)"><strong>\(name): \(disk.model)</strong></label>\
            <div class="more">\(DiskFacts.html(
                visit, model: disk.model, serial: disk.serial, bytes: disk.bytes, content: disk.content))\
            \(health(disk))\(loss)</div></div>
            """
    }

    /// The monitor's judgement of the disk, if it has one.
    private func health(_ disk: DiskFact) -> HTML {
        guard let check = visit.sight.monitor?.checks.first(where: { $0.id == "disk.smart:\(disk.bay)" }),
            let level = Level(checkState: check.state)
        else { return .empty }
        guard !check.reason.isEmpty else { return "<p class=\"mt-2\">\(visit.badge(level))</p>" }
        let sentence = check.advice?.sentence[visit.language] ?? ""
        return "<div class=\"mt-2\">\(visit.notice(level, sentence, code: check.reason))</div>"
    }
}
