import Hummingbird
import PageFrame

/// Plain HTTP answers nothing but "come over TLS".
enum Redirect {
    static func router(tlsPort: Int) -> Router<PageContext> {
        let router = Router(context: PageContext.self)
        let answer: @Sendable (Request, PageContext) async throws -> Response = { request, _ in
            guard request.method == .get || request.method == .head, let host = host(request.head.authority) else {
                return Response(status: .badRequest, headers: [.connection: "close"])
            }
            let port = tlsPort == 443 ? "" : ":\(tlsPort)"
            return Response(
                status: .movedPermanently,
                headers: [
                    .location: "https://\(host)\(port)\(Visit.local(request.uri.string))", .connection: "close",
                    .cacheControl: "no-store",
                ])
        }
        for method in [HTTPRequest.Method.get, .head, .post, .put] {
            router.on("/", method: method, use: answer)
            router.on("/**", method: method, use: answer)
        }
        return router
    }

    /// The name the browser used, without its port; nil for anything that is no name or address.
    private static func host(_ authority: String?) -> String? {
        guard var host = authority?[...], host.utf8.count <= 255 else { return nil }
        if let colon = host.lastIndex(of: ":"), host[host.index(after: colon)...].allSatisfy(\.isNumber),
            !host.hasSuffix("]")
        {
            host = host[..<colon]
        }
        let inner = host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host
        let allowed = inner.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
        }
        return allowed && !inner.isEmpty ? String(host) : nil
    }
}
