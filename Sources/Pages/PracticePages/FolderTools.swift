import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// Rename, move, bin: for the folder whose page is open, and for a document on its own page.
enum FolderTools {
    static func html(_ visit: Visit, _ folder: FolderRow) -> HTML {
        """
        <details id="change-folder"><summary>\(Icon.pencil.html) \(visit[.changeFolder])</summary>\
        \(tools(visit, kind: "folder", id: folder.id, name: folder.name))</details>
        """
    }

    static func tools(_ visit: Visit, kind: String, id: Int, name: String) -> HTML {
        let what: HTML = "\(visit.hidden("kind", kind))\(visit.hidden("id", "\(id)"))"
        let field = Field(
            "name", .newName, id: "rename-name", value: name, attributes: " required maxlength=\"200\"")
        let rename = visit.form(
            "/files/change", id: "rename",
            "\(what)\(visit.hidden("change", "rename"))\(visit.field(field))\(visit.button(.rename, .pencil))")
        let bin = visit.form(
            "/files/change", id: "to-bin",
            "\(what)\(visit.hidden("change", "bin"))\(visit.button(.intoBin, .trash, style: "outline-danger"))")
        return """
            <div class="short-form">\(rename)</div><div class="actions">\
            \(visit.link(.move, .move, to: "/files/move?kind=\(kind)&id=\(id)", id: "move"))\(bin)</div>
            """
    }
}
