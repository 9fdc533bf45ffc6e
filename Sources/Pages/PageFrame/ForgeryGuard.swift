import Hummingbird

/// Refuses requests that change something and were not sent by a page of this box.
///
/// Two proofs: the token of the `__Host-csrf` cookie comes back in a field or header, which only our own pages can know;
/// and the browser's own statements about the sender (Sec-Fetch-Site, Origin) do not contradict.
enum ForgeryGuard {
    /// 32 lower-case hex digits.
    static func isToken(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// The request may change something.
    static func passes(_ request: Request, sent: String?) -> Bool {
        let cookie = CookieJar(request.headers[values: .cookie])[.csrf]
        guard let cookie, isToken(cookie), let sent, isSame(cookie, sent) else { return false }
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { return false }
        if let origin = request.headers[.origin] {
            guard let host = request.head.authority, origin == "https://\(host)" else { return false }
        }
        return true
    }

    /// Compares without telling by its time how much was right.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
