public import DatasafeTexts
public import Markup

/// A labelled input of a form.
public struct Field: Sendable {
    /// Name in the form; `id` unless another one is given.
    public var name: String
    /// Id on the page, unique.
    public var id: String
    public var label: Text
    public var type: String
    public var value: String
    public var hint: Text?
    public var attributes: HTML

    /// A required text field unless `attributes` say otherwise.
    public init(
        _ name: String, _ label: Text, id: String? = nil, type: String = "text", value: String = "", hint: Text? = nil,
        attributes: HTML = " required"
    ) {
        self.name = name
        self.id = id ?? name
        self.label = label
        self.type = type
        self.value = value
        self.hint = hint
        self.attributes = attributes
    }

    /// For the last four characters of a serial number or id, typed before something is overwritten.
    public init(
        lastFour label: Text, name: String = "confirm", id: String, hint: Text? = nil, isRequired: Bool = true
    ) {
        self.init(
            name, label, id: id, hint: hint,
            attributes: "\(HTML.flag("required", isRequired)) maxlength=\"4\" autocomplete=\"off\" spellcheck=\"false\""
        )
    }
}
