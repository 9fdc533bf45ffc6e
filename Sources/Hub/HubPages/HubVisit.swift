import DatasafeCore
import DatasafeTexts
import HubStore
import Hummingbird
import Markup
import Seal

/// One request of one browser: who asks, in which language, and the outsides to answer with.
struct HubVisit: Sendable {
    let request: Request
    let parameters: [String: String]
    let frame: HubFrame
    let cookies: HubCookies
    let language: Language
    let now: Instant
    var session: HubSession?
    /// Token of forms while nobody is logged in.
    private let formToken: String
    private let formTokenIsNew: Bool

    init(request: Request, parameters: [String: String], frame: HubFrame) {
        self.request = request
        self.parameters = parameters
        self.frame = frame
        now = frame.now()
        cookies = HubCookies(request.headers[values: .cookie])
        language = Self.language(cookie: cookies[.language], accepted: request.headers[.acceptLanguage])
        formTokenIsNew = cookies[.form] == nil
        formToken = cookies[.form] ?? Token.random(bytes: 16)
    }

    /// A text in the visitor's language.
    subscript(_ text: Text) -> String { text[language] }

    func say(_ text: Text, _ values: [String: String]) -> String { text.filling(values)[language] }

    var wording: Wording { Wording(language: language, now: now) }

    /// Still has the password the hub gave out. A link of the command line is proof enough of its own.
    var mustChange: Bool { session.map { $0.user.mustChange && !$0.byLink } ?? false }

    /// A value of the query.
    func query(_ name: String) -> String { (request.uri.query.flatMap { HubForm($0) })?.text(name) ?? "" }

    // MARK: Forgery

    /// Goes along with each form.
    var csrf: String { session?.form ?? formToken }

    /// The form was sent by a page of ours: the token fits, and the browser does not say otherwise.
    func isOwn(_ sent: String) -> Bool {
        guard session != nil || !formTokenIsNew, Token.isEqual(Array(sent.utf8), Array(csrf.utf8)) else { return false }
        if let site = HTTPFields.Element.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }), site != "same-origin",
            site != "none"
        {
            return false
        }
        guard let origin = request.headers[.origin] else { return true }
        return request.head.authority.map { origin == "https://\($0)" } ?? false
    }

    // MARK: Answers

    /// A whole page.
    func page(
        _ title: Text, place: HubPlace? = nil, status: HTTPResponse.Status = .ok, refresh: String? = nil,
        _ content: HTML
    ) -> Response {
        html(
            HubLayout(visit: self, title: title, place: place, refresh: refresh, content: content).html, status: status)
    }

    /// A piece of a page for the page's own script.
    func fragment(_ content: HTML) -> Response { html(content, status: .ok) }

    func redirect(_ path: String) -> Response { Response(status: .seeOther, headers: [.location: path]) }

    func toLogIn() -> Response { redirect("/login") }

    func notFound() -> Response { refused(WebCode.notFound, status: .notFound) }

    func noStore() -> Response {
        page(
            .refusedTitle, status: .serviceUnavailable,
            "<div class=\"narrow\">\(notice(.crit, self[.hubNoStore], self[.hubNoStoreAction]))\(backLink)</div>")
    }

    private var backLink: HTML { "<p><a class=\"btn\" href=\"/\">\(self[.toStart])</a></p>" }

    func refused(_ code: WebCode, status: HTTPResponse.Status = .badRequest) -> Response {
        page(.refusedTitle, status: status, "<div class=\"narrow\">\(notice(code))\(backLink)</div>")
    }

    /// The headers that keep a page from loading, running or framing anything that is not ours.
    func headed(_ response: Response) -> Response {
        var response = response
        let own: [(String, String)] = [
            (
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            ),
            ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"),
            ("Strict-Transport-Security", "max-age=31536000"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        for (name, value) in own {
            if let name = HTTPFields.Element.Name(name) { response.headers[name] = value }
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private func html(_ content: HTML, status: HTTPResponse.Status) -> Response {
        var response = Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue],
            body: .init(byteBuffer: ByteBuffer(string: content.markup)))
        if session == nil, formTokenIsNew {
            response.headers.append(HTTPFields.Element(name: .setCookie, value: HubCookies.set(.form, formToken)))
        }
        return response
    }

    /// English only if a person chose it or the browser puts it before German.
    private static func language(cookie: String?, accepted: String?) -> Language {
        if let chosen = cookie.flatMap({ Language(rawValue: $0) }) { return chosen }
        for part in (accepted ?? "").split(separator: ",").prefix(20) {
            let tag = part.prefix { $0 != ";" }.drop { $0 == " " }.prefix(2).lowercased()
            if let language = Language(rawValue: tag) { return language }
        }
        return .de
    }
}
