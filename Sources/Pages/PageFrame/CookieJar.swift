/// The cookies of a request, and how ours are set.
///
/// All of them are `__Host-`: only this box can set them, only over TLS, for the whole box (RFC 6265bis 4.1.3.2).
public struct CookieJar: Sendable {
    /// The cookies of this box.
    public enum Name: String, Sendable, CaseIterable {
        /// A log-in.
        case session = "__Host-session"
        /// The token against forged requests.
        case csrf = "__Host-csrf"
        /// Chosen language.
        case language = "__Host-language"
        /// A browser that typed the code of the console screen.
        case setup = "__Host-setup"
        /// A browser that typed the code of the screen of a locked or failed box.
        case screen = "__Host-screen"
    }

    private var values: [Name: String] = [:]

    /// Reads the `Cookie` headers; the first of two cookies with one name counts.
    public init(_ headers: [String]) {
        for header in headers {
            for part in header.split(separator: ";").prefix(50) {
                let pair = part.drop { $0 == " " }
                guard let equals = pair.firstIndex(of: "="), let name = Name(rawValue: String(pair[..<equals])),
                    values[name] == nil
                else { continue }
                values[name] = String(pair[pair.index(after: equals)...])
            }
        }
    }

    /// The value of a cookie.
    public subscript(name: Name) -> String? { values[name] }

    /// The header that sets a cookie until the browser is closed, or for `days`.
    public static func set(_ name: Name, _ value: String, days: Int? = nil) -> String {
        let age = days.map { "; Max-Age=\($0 * 86_400)" } ?? ""
        return "\(name.rawValue)=\(value); Path=/; Secure; HttpOnly; SameSite=Strict\(age)"
    }

    /// The header that takes a cookie away.
    public static func clear(_ name: Name) -> String {
        "\(name.rawValue)=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"
    }
}
