import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// Folders and documents as a table, one row each. Names are foreign text, set apart from the writing direction around.
struct FileRows {
    let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    func table(folders: [FolderRow], documents: [DocumentRow]) -> HTML {
        """
        <table class="list"><thead><tr><th>\(visit[.nameColumn])</th><th class="number">\(visit[.sizeColumn])</th>\
        <th>\(visit[.changedColumn])</th><th>\(visit[.byColumn])</th><th></th></tr></thead>\
        <tbody>\(folders.map(row))\(documents.map(row))</tbody></table>
        """
    }

    private func row(_ folder: FolderRow) -> HTML {
        """
        <tr data-kind="folder" data-id="\(folder.id)"><td class="name"><a href="\(FilesPage.path(folder.id))">\
        \(Icon.folder.html)<bdi>\(folder.name)</bdi></a></td><td></td>\
        <td data-label="\(visit[.changedColumn])">\(visit.wording.moment(folder.changed))</td><td></td><td></td></tr>
        """
    }

    private func row(_ document: DocumentRow) -> HTML {
        let path = "/files/document/\(document.id)"
        let name: HTML =
            MediaType.of(document.name).isViewable
            ? "<a href=\"\(path)?view=1\" target=\"_blank\" rel=\"noopener\">\(Icon.document.html)<bdi>\(document.name)</bdi></a>"
            : "<a href=\"\(path)\">\(Icon.document.html)<bdi>\(document.name)</bdi></a>"
        return """
            <tr data-kind="document" data-id="\(document.id)" data-sha256="\(document.sha256)">\
            <td class="name">\(name)</td>\
            <td class="number" data-label="\(visit[.sizeColumn])">\(visit.wording.bytes(document.bytes))</td>\
            <td data-label="\(visit[.changedColumn])">\(visit.wording.moment(document.changed))</td>\
            <td data-label="\(visit[.byColumn])">\(document.by)</td><td class="doing">\
            \(icon(.download, to: path, .download, document.name))\
            \(icon(.pencil, to: "/files/versions/\(document.id)", .changeDocument, document.name))</td></tr>
            """
    }

    private func icon(_ icon: Icon, to path: String, _ text: Text, _ name: String) -> HTML {
        """
        <a class="btn btn-sm btn-outline-primary ms-1" href="\(path)" title="\(visit[text])" \
        aria-label="\(visit[text]): \(name)">\(icon.html)</a>
        """
    }
}
