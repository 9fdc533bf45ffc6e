import DatasafeCore
import DatasafeTexts
public import Markup

/// What a person sees of a disk before it is taken: model, serial, size, content, and what will be lost.
///
/// All strings come from the disk and are foreign text.
public enum DiskFacts {
    /// Model, serial, size, content.
    public static func html(_ visit: Visit, model: String, serial: String, bytes: Int64, content: String) -> HTML {
        """
        <dl class="facts"><dt>\(visit[.diskModel])</dt><dd>\(model)</dd>\
        <dt>\(visit[.diskSerial])</dt><dd class="mono">\(serial)</dd>\
        <dt>\(visit[.diskSize])</dt><dd>\(visit.wording.bytes(bytes))</dd>\
        <dt>\(visit[.diskContent])</dt><dd>\(words(visit, content))</dd></dl>
        """
    }

    /// The demand to type the serial's last four characters; nothing for an empty disk.
    public static func loss(
        _ visit: Visit, id: String, serial: String, content: String, name: String = "confirm", required: Bool = true
    ) -> HTML {
        guard content != "empty", !content.isEmpty else { return visit.hidden(name, "") }
        let sentence = visit.say(.willBeLostWhat, ["content": content, "serial": serial])
        let field = Field(lastFour: .confirmSerial, name: name, id: "confirm-\(id)", isRequired: required)
        return """
            <div class="loses" data-content="\(content)"><p><strong>\(Icon.warning.html) \(visit[.willBeLost])</strong>\
            <br>\(sentence)</p><div class="short-field">\(visit.field(field))</div></div>
            """
    }

    /// `leer`, or what was found.
    public static func words(_ visit: Visit, _ content: String) -> String {
        switch content {
        case "", "empty": visit[.contentEmpty]
        case "other-box": visit[.otherBoxDisk]
        default: visit.say(.contentFound, ["content": content])
        }
    }
}
