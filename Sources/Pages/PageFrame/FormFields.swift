import Markup

/// The fields of a form or a query: `application/x-www-form-urlencoded`, at most 200 fields.
///
/// Source: URL Living Standard 5.1. Unlike there a torn escape or bytes that are not UTF-8 refuse the whole form: a browser
/// never sends them.
public struct FormFields: Sendable {
    private var values: [String: [String]] = [:]

    /// Reads the fields; nil for anything a browser would not send.
    public init?(text: some StringProtocol) {
        let pairs = text.split(separator: "&")
        guard pairs.count <= 200 else { return nil }
        for pair in pairs {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decoded(halves[0], plus: true),
                let value = PercentText.decoded(halves.count > 1 ? halves[1] : "", plus: true)
            else { return nil }
            values[name, default: []].append(value)
        }
    }

    /// The first value of a field.
    public subscript(name: String) -> String? { values[name]?.first }

    /// All values of a field, in the order they were sent.
    public func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The first value without spaces at both ends; "" when it is missing.
    public func text(_ name: String) -> String {
        var text = (values[name]?.first ?? "")[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// A whole number.
    public func number(_ name: String) -> Int? { Int(text(name)) }

    /// A ticked box.
    public func isOn(_ name: String) -> Bool { values[name] != nil }
}
