extension HTML {
    /// ` name="value"` with a leading space and the value escaped; nothing when `value` is nil.
    ///
    /// `name` is a literal of this program: a name cannot be made of foreign text.
    public static func attribute(_ name: StaticString, _ value: String?) -> HTML {
        guard let value else { return .empty }
        return " \(HTML.raw(name.description))=\"\(value)\""
    }

    /// ` name` when `isOn`, else nothing: `checked`, `disabled`, `selected`.
    public static func flag(_ name: StaticString, _ isOn: Bool) -> HTML {
        isOn ? " \(HTML.raw(name.description))" : .empty
    }
}
