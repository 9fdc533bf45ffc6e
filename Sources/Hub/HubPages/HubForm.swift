import Markup

/// The fields of a form or a query: `application/x-www-form-urlencoded`, at most 20 fields. Source: URL Standard 5.1.
struct HubForm: Sendable {
    /// The largest form, bytes.
    static let largest = 8 << 10

    private var values: [String: String] = [:]

    /// Nil for anything a browser would not send.
    init?(_ text: some StringProtocol) {
        let pairs = text.split(separator: "&")
        guard pairs.count <= 20 else { return nil }
        for pair in pairs {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentText.decoded(halves[0], plus: true),
                let value = PercentText.decoded(halves.count > 1 ? halves[1] : "", plus: true)
            else { return nil }
            values[name] = values[name] ?? value
        }
    }

    /// As it was sent: for passwords.
    subscript(name: String) -> String { values[name] ?? "" }

    /// Without spaces at both ends.
    func text(_ name: String) -> String {
        var text = self[name][...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
