import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// A disk in the box that belongs to no member, and what can be done with it: replace another one, add it, erase it.
struct LooseDisk {
    let disk: DiskFact
    let visit: Visit

    private var array: ArrayFact? { visit.sight.storage?.array }
    private var members: [MemberFact] { array?.members ?? [] }
    private var lost: [MemberFact] { array?.lost ?? [] }
    private var isWhole: Bool { members.allSatisfy { $0.state == "insync" } }
    private var isFormer: Bool { disk.content == "other-box" }

    /// The card of the disk for an administrator; `isErasing` = a disk is being erased now.
    func card(isErasing: Bool) -> HTML {
        let bay = String(disk.bay.dropFirst())
        let title = Text.looseTitle.filling(["number": bay])
        let erase = isErasing ? .empty : details(.eraseTitle, "erase", eraseForm, isOpen: isFormer)
        let choices: HTML
        if array?.change != nil {
            choices = "<p class=\"muted mt-3\">\(visit[.looseWaits])</p>"
        } else if isFormer {
            choices = "\(visit.notice(.unknown, visit[.looseFormer], visit[.looseFormerWhy]))\(erase)"
        } else if lost.isEmpty {
            choices = "\(addDetails)\(details(.replaceInstead, "replace", replaceForm()))\(erase.when(!isEmpty))"
        } else {
            choices = "\(visit.notice(.warn, visit[.replaceFound]))\(replaceForm())\(erase.when(!isEmpty))"
        }
        return visit.card(title, .plus, id: "loose-\(disk.bay)", "\(facts)\(choices)")
    }

    /// The form that puts this disk in the place of a member, lost ones first.
    func replaceForm(action: String = "/box/replace") -> HTML {
        let options: [HTML] = (lost + members.filter { $0.state == "insync" }).map { member in
            let words = visit.say(
                .replaceChoice,
                [
                    "number": "\(member.number)", "tail": Protection.tail(visit, member.serialTail),
                    "state": visit[ArrayPicture.state(member.state).1],
                ])
            return "<option value=\"\(member.number)\">\(words)</option>"
        }
        let why: HTML = lost.isEmpty ? "<p>\(visit[.replaceInsteadWhat])</p>" : .empty
        return visit.form(
            action, css: "replace",
            """
            \(why)\(visit.hidden("disk", disk.id))\
            <div class="mb-3"><label class="form-label" for="member-\(disk.bay)">\(visit[.replaceWhich])</label>\
            <select class="form-select" name="member" id="member-\(disk.bay)">\(options)</select></div>\
            \(confirm("replace"))<div class="actions">\(visit.button(.replaceGo, .disk))</div>
            """)
    }

    /// What is on its label, and what was found on it.
    var facts: HTML {
        DiskFacts.html(visit, model: disk.model, serial: disk.serial, bytes: disk.bytes, content: disk.content)
    }

    private var isEmpty: Bool { disk.content == "empty" || disk.content.isEmpty }

    private var addDetails: HTML {
        guard let array, array.level == 1, array.memberCount < 4, isWhole else { return .empty }
        let what = visit.say(.addWhat, ["count": "\(array.memberCount + 1)", "left": "\(array.memberCount)"])
        return details(
            .addTitle, "add",
            visit.form(
                "/box/add", css: "add",
                """
                <p>\(what)</p>\(visit.hidden("disk", disk.id))\(confirm("add"))\
                <div class="actions">\(visit.button(.addGo, .plus))</div>
                """))
    }

    private var eraseForm: HTML {
        let other: HTML = isFormer ? "<p><strong>\(visit[.eraseOther])</strong></p>" : .empty
        return visit.form(
            "/box/erase", css: "erase",
            """
            <p>\(visit[.eraseWhat])</p>\(other)\(visit.hidden("disk", disk.id))\
            \(isEmpty ? confirm("erase") : DiskFacts.loss(
                visit, id: "erase-\(disk.bay)", serial: disk.serial, content: content))\
            <div class="actions">\(visit.button(.eraseGo, .trash, style: "outline-danger"))</div>
            """)
    }

    private var content: String { isFormer ? visit[.formerContent] : disk.content }

    private func details(_ title: Text, _ id: String, _ content: HTML, isOpen: Bool = false) -> HTML {
        """
        <details id="\(id)-\(disk.bay)" class="mt-3"\(HTML.flag("open", isOpen))><summary>\(visit[title])</summary>\
        \(content)</details>
        """
    }

    /// Asked for an empty disk too: the box holds several, and the wrong one would be formatted.
    private func confirm(_ id: String) -> HTML {
        guard isEmpty else {
            return DiskFacts.loss(visit, id: "\(id)-\(disk.bay)", serial: disk.serial, content: disk.content)
        }
        let field = Field(lastFour: .confirmSerial, id: "confirm-\(id)-\(disk.bay)", hint: .replaceConfirm)
        return "<div class=\"short-field\">\(visit.field(field))</div>"
    }
}
