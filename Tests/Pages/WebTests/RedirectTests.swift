import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite struct RedirectTests {
    @Test(arguments: [
        ("datasafe", "/", 443, "https://datasafe/"), ("192.168.1.20:80", "/files", 443, "https://192.168.1.20/files"),
        ("192.168.1.20", "/a?b=c", 8443, "https://192.168.1.20:8443/a?b=c"),
        ("[fd00::1]:80", "/", 443, "https://[fd00::1]/"),
        ("[fd00::1]", "/", 443, "https://[fd00::1]/"),
    ])
    func `plain HTTP leads to TLS`(host: String, path: String, port: Int, location: String) async throws {
        try await ask(port, host, path, .get) { response in
            #expect(response.status == .movedPermanently && response.headers[.location] == location)
            #expect(response.headers[.connection] == "close")
        }
    }

    @Test(arguments: ["", "evil.example/x", "a b", "a@b", "\"><script>", "a\\b"])
    func `a host that is no name is refused`(host: String) async throws {
        try await ask(443, host, "/", .get) { response in
            #expect(response.status == .badRequest && response.headers[.location] == nil)
        }
    }

    @Test func `nothing is taken without TLS`() async throws {
        for method in [HTTPRequest.Method.post, .put] {
            try await ask(443, "box", "/login", method) { #expect($0.status == .badRequest) }
        }
    }

    private func ask(
        _ port: Int, _ host: String, _ path: String, _ method: HTTPRequest.Method,
        _ check: @escaping @Sendable (TestResponse) async throws -> Void
    ) async throws {
        // The test client has no way to say the host, so a middleware puts it in as the parser would.
        let router = Redirect.router(tlsPort: port)
        try await Application(responder: HostGiven(host: host, responder: router.buildResponder())).test(.router) {
            client in
            try await client.execute(uri: path, method: method) { try await check($0) }
        }
    }

    private struct HostGiven<Inner: HTTPResponder>: HTTPResponder {
        let host: String
        let responder: Inner

        func respond(to request: Request, context: Inner.Context) async throws -> Response {
            var head = request.head
            head.authority = host
            return try await responder.respond(to: Request(head: head, body: request.body), context: context)
        }
    }
}
