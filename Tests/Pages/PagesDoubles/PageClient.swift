import DatasafeCore
public import Hummingbird
import HummingbirdTesting
public import PageFrame

/// One browser in front of a router of pages, without a socket: cookies, token and language as a real one sends them.
public struct PageClient: Sendable {
    /// The token of this browser's cookie.
    public static let token = "00112233445566778899aabbccddeeff"

    let client: any TestClientProtocol
    /// `Accept-Language` and cookie; nil = the browser says nothing.
    public var language: String?
    /// Sends the session cookie.
    public var isLoggedIn = true
    /// Further cookies, `name=value`.
    public var cookies: [String] = []
    /// Further headers.
    public var headers: HTTPFields = [:]

    /// What came back.
    public struct Answer: Sendable {
        /// The status.
        public var status: HTTPResponse.Status
        /// The headers.
        public var headers: HTTPFields
        /// The body as text.
        public var text: String
        /// Where it leads.
        public var location: String? { headers[.location] }
        /// All cookies it sets.
        public var cookies: [String] { headers[values: .setCookie] }
    }

    /// Lets `body` visit pages of a box that `register` put on the router.
    public static func with(
        _ box: ScriptedBox, version: String = "0.0.0", register: (PageRoutes) -> Void,
        _ body: @escaping @Sendable (PageClient) async throws -> Void
    ) async throws {
        let frame = Frame(
            facts: box.facts, deeds: box.deeds, now: { ScriptedBox.now }, version: version, token: { PageClient.token })
        let router = Router(context: PageContext.self)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: NotFoundPage(frame: frame))
        register(PageRoutes(router: router, frame: frame))
        try await with(router, body)
    }

    /// Lets `body` visit the pages of a router.
    public static func with(
        _ router: Router<PageContext>, _ body: @escaping @Sendable (PageClient) async throws -> Void
    ) async throws {
        try await Application(router: router).test(.router) { client in
            try await body(PageClient(client: client))
        }
    }

    /// Looks at a page.
    public func get(_ path: String, headers more: HTTPFields = [:]) async throws -> Answer {
        try await ask(path, .get, more, nil)
    }

    /// Sends a form; the token is added unless `csrf` says otherwise.
    public func post(
        _ path: String, _ fields: [(String, String)], csrf: String? = PageClient.token, headers more: HTTPFields = [:]
    ) async throws -> Answer {
        let all = fields + (csrf.map { [("csrf", $0)] } ?? [])
        let body = all.map { "\(PageClient.encoded($0.0))=\(PageClient.encoded($0.1))" }.joined(separator: "&")
        var headers = more
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(path, .post, headers, ByteBuffer(string: body))
    }

    /// Sends bytes.
    public func put(_ path: String, _ bytes: ByteBuffer, headers more: HTTPFields = [:]) async throws -> Answer {
        try await ask(path, .put, more, bytes)
    }

    private func ask(
        _ path: String, _ method: HTTPRequest.Method, _ more: HTTPFields, _ body: ByteBuffer?
    ) async throws -> Answer {
        var fields = headers
        var jar = ["__Host-csrf=\(PageClient.token)"] + cookies
        if isLoggedIn { jar.append("__Host-session=\(ScriptedBox.session)") }
        if let language {
            jar.append("__Host-language=\(language)")
            fields[.acceptLanguage] = language
        }
        fields[.cookie] = jar.joined(separator: "; ")
        for field in more { fields[field.name] = field.value }
        let response = try await client.execute(uri: path, method: method, headers: fields, body: body)
        return Answer(status: response.status, headers: response.headers, text: String(buffer: response.body))
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%\(digits.count == 1 ? "0" : "")\(digits)"
        }.joined()
    }
}
