import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// What changes a folder or document: new folder, rename, move, bin, bring back, erase.
enum FileChanges {
    /// The answer to a folder made by the page's own script or by a program.
    struct FolderReply: Codable {
        var folder: FolderRow
    }

    static func register(_ routes: PageRoutes) {
        routes.post("/files/folder", need: .may(.makeFolder)) { visit, form in
            let parent = form.number("parent")
            let name = form.text("name")
            let folder = try await folder(visit, parent, name, reuse: form.isOn("reuse"))
            if visit.wantsJSON { return visit.json(FolderReply(folder: folder), status: .created) }
            return visit.redirect(to: FilesPage.path(folder.id), note: .created)
        }
        routes.post("/files/change", need: .person) { visit, form in
            guard let id = form.number("id"), ["folder", "document"].contains(form.text("kind")),
                let (action, note) = changes[form.text("change")]
            else { return visit.refused(.of(.form)) }
            guard visit.may(action) else { return visit.refused(.of(.role)) }
            let name = form.text("name")
            let deed = PracticeDeeds.ChangeEntry(
                session: visit.openSession, kind: form.text("kind"), id: id, change: form.text("change"),
                name: form.text("change") == "rename" ? name : nil,
                parent: form.text("change") == "move" ? form.number("parent") : nil)
            _ = try await visit.ask(deed)
            if visit.wantsJSON { return visit.json(Done()) }
            return visit.redirect(to: after(deed, form), note: note)
        }
    }

    private static let changes: [String: (RoleAction, Note)] = [
        "rename": (.rename, .renamed), "move": (.move, .moved), "bin": (.bin, .binned), "unbin": (.unbin, .unbinned),
        "erase": (.erase, .erased),
    ]

    /// A folder that is uploaded may be there already: then it is filled, not made twice.
    private static func folder(_ visit: Visit, _ parent: Int?, _ name: String, reuse: Bool) async throws -> FolderRow {
        do {
            return try await visit.ask(
                PracticeDeeds.MakeFolder(session: visit.openSession, parent: parent, name: name)
            ).folder
        } catch let refusal as Refusal where reuse && refusal.code == DocumentCode.taken.code {
            var offset: Int? = 0
            while let from = offset {
                let page = try await visit.ask(
                    PracticeDeeds.ListFolder(session: visit.openSession, folder: parent, bin: false, offset: from))
                if let known = page.folders.first(where: { $0.name == name }) { return known }
                offset = page.next
            }
            throw refusal
        }
    }

    private static func after(_ deed: PracticeDeeds.ChangeEntry, _ form: FormFields) -> String {
        switch deed.change {
        case "rename": deed.kind == "folder" ? FilesPage.path(deed.id) : "/files/versions/\(deed.id)"
        case "move": FilesPage.path(deed.parent)
        case "bin": "/files"
        default: "/files/bin"
        }
    }
}
