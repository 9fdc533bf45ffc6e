/// The cookies of a request, and how ours are set. All are `__Host-`: only this server can set them, only over TLS
/// (RFC 6265bis 4.1.3.2).
struct HubCookies {
    enum Name: String {
        case session = "__Host-hub"
        /// The token of forms before anybody is logged in.
        case form = "__Host-hub-form"
        case language = "__Host-hub-language"
    }

    private var values: [String: String] = [:]

    init(_ headers: [String]) {
        for header in headers {
            for part in header.split(separator: ";").prefix(50) {
                let pair = part.drop { $0 == " " }
                guard let equals = pair.firstIndex(of: "=") else { continue }
                let name = String(pair[..<equals])
                if values[name] == nil { values[name] = String(pair[pair.index(after: equals)...]) }
            }
        }
    }

    /// The value; nil also for one that we never set.
    subscript(name: Name) -> String? {
        guard let value = values[name.rawValue], (2...64).contains(value.utf8.count),
            value.utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            })
        else { return nil }
        return value
    }

    /// Until the browser is closed, or for `days`.
    static func set(_ name: Name, _ value: String, days: Int? = nil) -> String {
        let age = days.map { "; Max-Age=\($0 * 86_400)" } ?? ""
        return "\(name.rawValue)=\(value); Path=/; Secure; HttpOnly; SameSite=Strict\(age)"
    }

    static func clear(_ name: Name) -> String {
        "\(name.rawValue)=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"
    }
}
