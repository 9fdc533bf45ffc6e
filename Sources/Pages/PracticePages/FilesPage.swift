import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/files`, `/files/folder/7`, `/files/search?q=`: folders and documents, upload, search.
enum FilesPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/files", need: .may(.browse)) { visit in try await list(visit, folder: nil) }
        routes.get("/files/folder/{id}", need: .may(.browse)) { visit in
            guard let id = visit.parameter("id").flatMap({ Int($0) }) else { return visit.refused(.of(.notFound)) }
            return try await list(visit, folder: id)
        }
        routes.get("/files/search", need: .may(.browse)) { visit in
            let words = visit.query("q") ?? ""
            guard words.contains(where: { !$0.isWhitespace }) else { return visit.redirect(to: "/files") }
            let found = try await visit.ask(PracticeDeeds.Search(session: visit.openSession, words: words))
            return visit.page(.filesTitle, place: .files, results(visit, words, found))
        }
    }

    private static func list(_ visit: Visit, folder: Int?) async throws -> Response {
        let offset = max(0, visit.number("offset") ?? 0)
        let listing = try await visit.ask(
            PracticeDeeds.ListFolder(session: visit.openSession, folder: folder, bin: false, offset: offset))
        if visit.wantsJSON { return visit.json(listing) }
        let rows = FileRows(visit)
        let more: HTML =
            listing.next.map { next in
                "<p class=\"mt-3\">\(visit.link(.more, to: "\(path(folder))?offset=\(next)", id: "more"))</p>"
            } ?? .empty
        let table: HTML =
            listing.folders.isEmpty && listing.documents.isEmpty
            ? "<p class=\"empty\">\(visit[.folderEmpty])</p>"
            : rows.table(folders: listing.folders, documents: listing.documents)
        return visit.page(
            .filesTitle, place: .files,
            """
            \(VolumeNotice.html(visit))\(crumbs(visit, listing.path))\(toolbar(visit, folder))\(zone(visit, folder))\
            <section class="card" id="files" data-folder="\(folder.map { "\($0)" } ?? "")"><div class="card-body">\
            \(table)\(more)</div></section>\(listing.path.last.map { FolderTools.html(visit, $0) })
            """)
    }

    /// The page of a folder; nil = the root.
    static func path(_ folder: Int?) -> String { folder.map { "/files/folder/\($0)" } ?? "/files" }

    static func crumbs(_ visit: Visit, _ path: [FolderRow]) -> HTML {
        let steps: [HTML] = path.dropLast().map { "<a href=\"\(Self.path($0.id))\"><bdi>\($0.name)</bdi></a>" }
        let root: HTML =
            path.isEmpty
            ? "<h1 class=\"m-0\">\(visit[.allFiles])</h1>"
            : "<a href=\"/files\">\(Icon.folder.html) \(visit[.allFiles])</a>"
        let here: HTML =
            path.last.map { "<span><h1 class=\"m-0 d-inline fs-4\"><bdi>\($0.name)</bdi></h1></span>" } ?? .empty
        return "<nav class=\"crumbs\" aria-label=\"\(visit[.allFiles])\">\(root)\(steps)\(here)</nav>"
    }

    private static func toolbar(_ visit: Visit, _ folder: Int?) -> HTML {
        let parent = visit.hidden("parent", folder.map { "\($0)" } ?? "")
        let name = Field("name", .folderName, id: "new-folder-name", attributes: " required maxlength=\"200\"")
        return """
            <div class="toolbar">\
            <button type="button" class="btn btn-primary" data-picks="pick-files">\(Icon.upload.html) \
            \(visit[.uploadFiles])</button>\
            <button type="button" class="btn btn-outline-primary" data-picks="pick-folder">\(Icon.folder.html) \
            \(visit[.uploadFolder])</button>\
            <input type="file" id="pick-files" multiple hidden data-uploads>\
            <input type="file" id="pick-folder" webkitdirectory hidden data-uploads>\
            \(visit.link(.bin, .trash, to: "/files/bin", id: "bin"))<span class="spacer"></span>\
            \(searchForm(visit, ""))</div>\
            <details id="new-folder" class="mb-3"><summary>\(Icon.plus.html) \(visit[.newFolder])</summary>\
            \(visit.form("/files/folder", css: "short-form", "\(parent)\(visit.field(name))\(visit.button(.create, .plus))"))\
            </details>
            """
    }

    private static func searchForm(_ visit: Visit, _ words: String) -> HTML {
        """
        <form method="get" action="/files/search" role="search" id="search">\
        <label class="visually-hidden" for="q">\(visit[.searchWords])</label>\
        <input class="form-control" type="search" name="q" id="q" value="\(words)" maxlength="200" required \
        placeholder="\(visit[.searchWords])">\(visit.button(.search, .search, style: "outline-primary"))</form>
        """
    }

    /// Where files are dropped; the script takes its words from here.
    private static func zone(_ visit: Visit, _ folder: Int?) -> HTML {
        let id = folder.map { "\($0)" } ?? ""
        return """
            <div id="drop" class="drop" data-folder="\(id)" data-waiting="\(visit[.uploadWaiting])" \
            data-filing="\(visit[.uploadFiling])" data-stored="\(visit[.uploadStored])" \
            data-broken="\(visit[.uploadBroken])" data-unreadable="\(visit[.uploadUnreadable])" \
            data-after="\(path(folder))?note=uploaded">\(Icon.upload.html) \(visit[.dropHere])</div>\
            <ul id="uploads" class="uploads" aria-live="polite"></ul>
            """
    }

    private static func results(_ visit: Visit, _ words: String, _ found: PracticeDeeds.Search.Outcome) -> HTML {
        let table: HTML =
            found.folders.isEmpty && found.documents.isEmpty
            ? "<p class=\"empty\">\(visit[.searchNothing])</p>"
            : FileRows(visit).table(folders: found.folders, documents: found.documents)
        let backups: HTML =
            visit.may(.restore)
            ? "<p>\(visit.link(.searchBackups, .history, to: "/backup/find?q=\(PercentText.encoded(words))", id: "find"))</p>"
            : .empty
        return """
            <nav class="crumbs"><a href="/files">\(Icon.folder.html) \(visit[.allFiles])</a></nav>\
            <h1>\(visit.say(.searchTitle, ["words": words]))</h1><div class="toolbar">\(searchForm(visit, words))</div>\
            <section class="card" id="found"><div class="card-body">\(table)</div></section>\(backups)
            """
    }
}
