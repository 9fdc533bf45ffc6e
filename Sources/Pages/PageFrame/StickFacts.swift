public import DatasafeCore
import DatasafeTexts
public import Markup

/// What a person sees of a stick before a key is written to it: model, size, content, and what will be lost.
///
/// All strings come from the stick and are foreign text.
public enum StickFacts {
    /// Model, size, content.
    public static func html(_ visit: Visit, _ stick: StickFact) -> HTML {
        let words: Text = stick.role == "blank" ? .stickBlank : stick.role == "empty" ? .stickEmpty : .stickOther
        return "<strong>\(stick.model)</strong>, \(visit.wording.bytes(stick.bytes)), \(visit[words])"
    }

    /// Nothing is lost on it.
    public static func isFree(_ stick: StickFact) -> Bool { ["blank", "empty"].contains(stick.role) }

    /// The demand to type the last four characters of its id; nothing to see for a stick without content.
    public static func loss(
        _ visit: Visit, _ stick: StickFact, id: String, name: String = "confirm", isRequired: Bool = true
    ) -> HTML {
        guard !isFree(stick) else { return visit.hidden(name, "") }
        let field = Field(
            lastFour: Text.stickConfirm.filling(["id": stick.id]), name: name, id: id, isRequired: isRequired)
        return """
            <div class="loses"><p><strong>\(Icon.warning.html) \(visit[.stickLoses])</strong></p>\
            <div class="short-field">\(visit.field(field))</div></div>
            """
    }
}
