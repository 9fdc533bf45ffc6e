/// The cookies a browser keeps for one server.
///
/// Name and value, taken away by `Max-Age=0`; everything is for the whole server over TLS, which is all a box sets.
/// Source: RFC 6265bis.
struct CookieStore: Sendable {
    private var values: [String: String] = [:]

    /// Takes one `Set-Cookie` header.
    mutating func take(_ header: String) {
        let parts = header.split(separator: ";").map { $0.drop { $0 == " " } }
        guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return }
        let name = String(pair[..<equals])
        let isGone = parts.dropFirst().contains { $0.lowercased() == "max-age=0" }
        values[name] = isGone ? nil : String(pair[pair.index(after: equals)...])
    }

    /// The `Cookie` header, nil without cookies.
    var header: String? {
        values.isEmpty ? nil : values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }

    /// The value of a cookie.
    subscript(name: String) -> String? { values[name] }
}
