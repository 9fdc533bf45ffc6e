import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The way to put a new disk in the place of a lost one: which, by which, and its serial typed.
enum ReplaceDisk {
    /// Changes when a disk comes or goes or a member changes; until then the form is left alone.
    static func mark(_ visit: Visit) -> String {
        let disks = ArrayPicture.unused(visit).map(\.id)
        let members = (visit.sight.storage?.array?.members ?? []).map { "\($0.number)\($0.state)" }
        return "\(isRunning(visit))|\((disks + members).joined(separator: ","))"
    }

    static func html(_ visit: Visit) -> HTML {
        let content = content(visit)
        let card: HTML = content.isEmpty ? .empty : visit.card(.replaceTitle, .disk, id: "replace", content)
        return """
            <div id="replace-area" hx-get="/fragment/replace?was=\(PercentText.encoded(mark(visit)))" \
            hx-trigger="every 3s" hx-swap="outerHTML">\(card)</div>
            """
    }

    private static func isRunning(_ visit: Visit) -> Bool {
        visit.sight.storage?.deeds.contains {
            $0.name == StorageDeeds.ReplaceMember.name && $0.outcome == nil && $0.refusal == nil
        } ?? false
    }

    private static func content(_ visit: Visit) -> HTML {
        let members = visit.sight.storage?.array?.members ?? []
        let lost = members.filter { $0.state != "insync" && $0.state != "rebuilding" }
        let disks = ArrayPicture.unused(visit).filter { $0.content != "other-box" }
        guard !isRunning(visit), !(lost.isEmpty && disks.isEmpty) else { return .empty }
        guard !disks.isEmpty else { return "<p>\(visit[.replaceInsert])</p>" }
        guard visit.may(.changeBox) else { return "<p>\(visit[.replaceFound]) \(visit[.administratorsOnly])</p>" }
        let words: HTML = lost.isEmpty ? .empty : "<p>\(visit[.replaceFound])</p>"
        return words + form(visit, lost + members.filter { !lost.contains($0) }, disks)
    }

    private static func form(_ visit: Visit, _ members: [MemberFact], _ disks: [DiskFact]) -> HTML {
        let options: [HTML] = members.map { member in
            let words = visit.say(
                .replaceMember,
                ["number": "\(member.number)", "state": visit[ArrayPicture.state(member.state).1]])
            return "<option value=\"\(member.number)\">\(words)</option>"
        }
        return disks.map { disk in
            visit.form(
                "/box/replace", css: "replace",
                """
                \(visit.hidden("disk", disk.id))<h3>\(visit[.replaceBy])</h3>\
                \(DiskFacts.html(
                    visit, model: disk.model, serial: disk.serial, bytes: disk.bytes, content: disk.content))\
                <div class="my-3"><label class="form-label" for="member-\(disk.bay)">\(visit[.replaceWhich])</label>\
                <select class="form-select" name="member" id="member-\(disk.bay)">\(options)</select></div>\
                \(confirm(visit, disk))\
                <div class="actions">\(visit.button(.replaceGo, .disk))</div>
                """)
        }.joined()
    }

    /// Asked for an empty disk too: the box holds several, and the wrong one would be formatted.
    private static func confirm(_ visit: Visit, _ disk: DiskFact) -> HTML {
        guard disk.content == "empty" else {
            return DiskFacts.loss(visit, id: disk.bay, serial: disk.serial, content: disk.content)
        }
        let field = Field(
            "confirm", .confirmSerial, id: "confirm-\(disk.bay)", hint: .replaceConfirm,
            attributes: " required maxlength=\"4\" autocomplete=\"off\" spellcheck=\"false\"")
        return visit.field(field)
    }
}
