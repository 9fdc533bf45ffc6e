public import DatasafeCore
public import DatasafeTexts
public import Hummingbird

/// One request of one browser: who asks, in which language, and the outsides to answer with.
public struct Visit: Sendable {
    /// The request as it came.
    public let request: Request
    /// What belongs to it.
    public let context: PageContext
    /// The outsides.
    public let frame: Frame
    /// German unless the browser or a person chose English.
    public let language: Language
    /// Token against forged requests: in each form, and in a cookie no other site can read or set.
    public let csrf: String
    /// The cookie still has to be set.
    let csrfIsNew: Bool
    /// Session cookie of a log-in, unchecked.
    public let session: String?
    /// Who is logged in, once checked.
    public internal(set) var who: PracticeDeeds.WhoIs.Outcome?
    /// The box as it stood at the begin of the request.
    public let sight: BoxSight

    /// Reads cookies, language and the facts.
    public init(request: Request, context: PageContext, frame: Frame) {
        self.request = request
        self.context = context
        self.frame = frame
        let cookies = CookieJar(request.headers[values: .cookie])
        language = Visit.language(cookie: cookies[.language], accepted: request.headers[.acceptLanguage])
        let known = cookies[.csrf].flatMap { ForgeryGuard.isToken($0) ? $0 : nil }
        csrf = known ?? frame.token()
        csrfIsNew = known == nil
        session = cookies[.session].flatMap { Visit.isSession($0) ? $0 : nil }
        sight = frame.sight()
    }

    /// A text in the visitor's language.
    public subscript(_ text: Text) -> String { text[language] }

    /// A text in the visitor's language with its places filled.
    public func say(_ text: Text, _ values: [String: String]) -> String { text.filling(values)[language] }

    /// Numbers, sizes and times in the visitor's language.
    public var wording: Wording { Wording(language: language, now: frame.now()) }

    /// The path without the query.
    public var path: String { request.uri.path }

    /// A part of the path by its name in the route.
    public func parameter(_ name: String) -> String? { context.parameters.get(name) }

    /// A field of the query; nil when it is missing or the query is no list of fields.
    public func query(_ name: String) -> String? {
        request.uri.query.flatMap { FormFields(text: $0) }?[name]
    }

    /// A number of the query.
    public func number(_ name: String) -> Int? { query(name).flatMap { Int($0) } }

    /// htmx asked for a piece of the page.
    public var isFragment: Bool { request.headers[.htmxRequest] == "true" }

    /// A program asked, or the page's own script.
    public var wantsJSON: Bool { request.headers[.accept]?.hasPrefix("application/json") ?? false }

    /// The visitor's role may do that; nobody may anything.
    public func may(_ action: RoleAction) -> Bool {
        who.flatMap { Role(rawValue: $0.user.role) }.map { Roles.may($0, action) } ?? false
    }

    /// Login name for the deeds that carry who asked.
    public var userName: String { who?.user.user ?? "" }

    /// English only if a person chose it or the browser puts it before German.
    static func language(cookie: String?, accepted: String?) -> Language {
        if let chosen = cookie.flatMap({ Language(rawValue: $0) }) { return chosen }
        for part in (accepted ?? "").split(separator: ",").prefix(20) {
            let tag = part.prefix { $0 != ";" }.drop { $0 == " " }.prefix(2).lowercased()
            if let language = Language(rawValue: tag) { return language }
        }
        return .de
    }

    private static func isSession(_ text: String) -> Bool {
        (16...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
    }
}
