import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/files/bin`: what was put away, to bring back or to erase for good.
enum BinPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/files/bin", need: .may(.browse)) { visit in
            let offset = max(0, visit.number("offset") ?? 0)
            let listing = try await visit.ask(
                PracticeDeeds.ListFolder(session: visit.openSession, folder: nil, bin: true, offset: offset))
            return visit.page(.bin, place: .files, html(visit, listing))
        }
    }

    private static func html(_ visit: Visit, _ listing: PracticeDeeds.ListFolder.Outcome) -> HTML {
        let rows: [HTML] =
            listing.folders.map { row(visit, "folder", $0.id, $0.name, $0.binned, .folder) }
            + listing.documents.map { row(visit, "document", $0.id, $0.name, $0.binned, .document) }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(visit[.binEmpty])</p>" : "<table class=\"list\"><tbody>\(rows)</tbody></table>"
        let more: HTML =
            listing.next.map { visit.link(.more, to: "/files/bin?offset=\($0)", id: "more") } ?? .empty
        let backups: HTML =
            visit.may(.restore)
            ? "<p>\(visit.link(.searchBackups, .history, to: "/backup/find", id: "find"))</p>" : .empty
        return """
            <nav class="crumbs"><a href="/files">\(Icon.folder.html) \(visit[.allFiles])</a></nav>\
            <h1>\(visit[.bin])</h1><section class="card" id="bin-list"><div class="card-body">\(table)\(more)</div></section>\(backups)
            """
    }

    private static func row(
        _ visit: Visit, _ kind: String, _ id: Int, _ name: String, _ binned: Instant?, _ icon: Icon
    ) -> HTML {
        let what: HTML = "\(visit.hidden("kind", kind))\(visit.hidden("id", "\(id)"))"
        let unbin = visit.form(
            "/files/change", css: "unbin",
            "\(what)\(visit.hidden("change", "unbin"))\(visit.button(.unbin, .back, style: "primary btn-sm"))")
        let erase: HTML =
            visit.may(.erase)
            ? """
            <details class="d-inline-block ms-2"><summary>\(visit[.erase])</summary>\
            <p>\(visit.say(.eraseWarning, ["name": name]))</p>\
            \(visit.form(
                "/files/change", css: "erase",
                "\(what)\(visit.hidden("change", "erase"))\(visit.button(.erase, .trash, style: "danger btn-sm"))"))\
            </details>
            """ : .empty
        return """
            <tr data-kind="\(kind)" data-id="\(id)"><td class="name">\(icon.html)<bdi>\(name)</bdi></td>\
            <td data-label="\(visit[.binnedColumn])">\(binned.map { visit.wording.moment($0) } ?? "")</td>\
            <td class="doing">\(unbin)\(erase)</td></tr>
            """
    }
}
