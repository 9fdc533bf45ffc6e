import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/files/versions/7`: one document with all its versions and what can be done with it.
enum VersionsPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/files/versions/{id}", need: .may(.browse)) { visit in
            guard let id = visit.parameter("id").flatMap({ Int($0) }) else { return visit.refused(.of(.notFound)) }
            let outcome = try await visit.ask(PracticeDeeds.ListVersions(session: visit.openSession, document: id))
            return visit.page(.versions, place: .files, html(visit, outcome.document, outcome.versions))
        }
    }

    private static func html(_ visit: Visit, _ document: DocumentRow, _ versions: [VersionRow]) -> HTML {
        let rows: [HTML] = versions.map { row(visit, document, $0) }
        let path = "/files/document/\(document.id)"
        let view: HTML =
            MediaType.of(document.name).isViewable
            ? """
            <a class="btn btn-outline-primary" href="\(path)?view=1" target="_blank" rel="noopener">\
            \(Icon.search.html) \(visit[.view])</a>
            """ : .empty
        return """
            <nav class="crumbs"><a href="\(FilesPage.path(document.folder))">\(Icon.back.html) \(visit[.back])</a></nav>\
            <h1 id="document" data-id="\(document.id)" data-sha256="\(document.sha256)"><bdi>\(document.name)</bdi></h1>\
            <div class="actions mb-3">\(visit.link(.download, .download, to: path, style: "primary"))\(view)</div>\
            <section class="card" id="versions"><div class="card-body"><h2>\(Icon.history.html) \(visit[.versions])</h2>\
            <table class="list"><tbody>\(rows)</tbody></table></div></section>\
            <section class="card" id="tools"><div class="card-body"><h2>\(Icon.pencil.html) \(visit[.userChange])</h2>\
            \(FolderTools.tools(visit, kind: "document", id: document.id, name: document.name))</div></section>
            """
    }

    private static func row(_ visit: Visit, _ document: DocumentRow, _ version: VersionRow) -> HTML {
        let newest: HTML = version.number == document.versions ? visit.badge(.ok, visit[.versionNewest]) : .empty
        return """
            <tr data-version="\(version.number)" data-sha256="\(version.sha256)">\
            <td class="name">\(visit.say(.versionNumber, ["number": "\(version.number)"])) \(newest)</td>\
            <td>\(visit.wording.moment(version.at))</td><td>\(version.by)</td>\
            <td class="number">\(visit.wording.bytes(version.bytes))</td><td class="doing">\
            <a class="btn btn-sm btn-outline-primary" href="/files/document/\(document.id)?version=\(version.number)">\
            \(Icon.download.html) \(visit[.download])</a></td></tr>\
            <tr class="checksum"><td colspan="5" class="muted">\(visit[.checksum]): \
            <span class="mono">\(version.sha256)</span></td></tr>
            """
    }
}
