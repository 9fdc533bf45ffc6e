import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/files/move?kind=document&id=7&to=3`: walk through the folders and choose one.
enum MovePage {
    static func register(_ routes: PageRoutes) {
        routes.get("/files/move", need: .may(.move)) { visit in
            guard let kind = visit.query("kind"), ["folder", "document"].contains(kind), let id = visit.number("id")
            else { return visit.refused(.of(.form)) }
            let to = visit.number("to")
            var folders: [FolderRow] = []
            var path: [FolderRow] = []
            var offset: Int? = 0
            // Folders come first, so a page without any ends them.
            while let from = offset {
                let page = try await visit.ask(
                    PracticeDeeds.ListFolder(session: visit.openSession, folder: to, bin: false, offset: from))
                path = page.path
                folders += page.folders
                offset = page.folders.isEmpty ? nil : page.next
            }
            let choice = folders.filter { kind != "folder" || $0.id != id }
            return visit.page(.moveTitle, place: .files, html(visit, kind, id, to, path, choice))
        }
    }

    private static func html(
        _ visit: Visit, _ kind: String, _ id: Int, _ to: Int?, _ path: [FolderRow], _ folders: [FolderRow]
    ) -> HTML {
        let link = { (folder: Int?) in "/files/move?kind=\(kind)&id=\(id)\(folder.map { "&to=\($0)" } ?? "")" }
        let steps: [HTML] = path.dropLast().map { "<a href=\"\(link($0.id))\"><bdi>\($0.name)</bdi></a>" }
        let here: HTML = path.last.map { "<span><bdi>\($0.name)</bdi></span>" } ?? .empty
        let rows: [HTML] = folders.map { folder in
            """
            <tr data-kind="folder" data-id="\(folder.id)"><td class="name"><a href="\(link(folder.id))">\
            \(Icon.folder.html)<bdi>\(folder.name)</bdi></a></td></tr>
            """
        }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(visit[.moveNoFolders])</p>" : "<table class=\"list\"><tbody>\(rows)</tbody></table>"
        let form = visit.form(
            "/files/change", id: "move-here",
            """
            \(visit.hidden("kind", kind))\(visit.hidden("id", "\(id)"))\(visit.hidden("change", "move"))\
            \(visit.hidden("parent", to.map { "\($0)" } ?? ""))\(visit.button(.moveHere, .move))
            """)
        return """
            <h1>\(visit[.moveTitle])</h1>\
            <nav class="crumbs"><a href="\(link(nil))">\(Icon.folder.html) \(visit[.allFiles])</a>\(steps)\(here)</nav>\
            <div class="actions mb-3">\(form)\(visit.link(.cancel, to: "/files", style: "outline-primary"))</div>\
            <section class="card"><div class="card-body">\(table)</div></section>
            """
    }
}
