import DatasafeCore
import DatasafeTexts
import HubStore
import Hummingbird
import Logging
import Markup
import Seal

/// Log-in, log-out, language.
enum LogInPages {
    static func register<Context: RequestContext>(_ routes: HubRoutes<Context>) {
        routes.get("/login", need: .nobody) { visit in
            visit.session == nil ? page(visit, .empty) : visit.redirect("/")
        }
        routes.post("/login", need: .nobody) { visit, form in try await logIn(visit, form) }
        routes.post("/logout", need: .newPerson) { visit, _ in
            if let token = visit.cookies[.session] { try await visit.frame.store.endSession(hash: Token.hash(token)) }
            var response = visit.toLogIn()
            response.headers.append(HTTPFields.Element(name: .setCookie, value: HubCookies.clear(.session)))
            return response
        }
        routes.get("/language/:language", need: .nobody) { visit in
            var response = visit.redirect(local(visit.query("back")))
            if let language = visit.parameters["language"].flatMap({ Language(rawValue: $0) }) {
                let cookie = HubCookies.set(.language, language.rawValue, days: 365)
                response.headers.append(HTTPFields.Element(name: .setCookie, value: cookie))
            }
            return response
        }
        routes.get("/health", need: .nobody) { _ in Response(status: .noContent) }
    }

    private static func logIn(_ visit: HubVisit, _ form: HubForm) async throws -> Response {
        let name = form.text("user").lowercased()
        let user = try await visit.frame.store.user(name: name)
        if let user, user.lockedUntil > visit.now { return locked(visit, until: user.lockedUntil, name) }
        let password = Secret(text: form["password"])
        guard let isRight = try await visit.frame.passwords.matches(password, stored: user?.password) else {
            return page(visit, visit.notice(UserCode.busy), user: name, status: .tooManyRequests)
        }
        guard isRight, let user else {
            visit.frame.log.notice("log-in refused")
            if let user {
                try await visit.frame.store.countFailure(user: user.id, now: visit.now)
                let after = try await visit.frame.store.user(name: name)
                if let until = after?.lockedUntil, until > visit.now { return locked(visit, until: until, name) }
            }
            return page(visit, visit.notice(UserCode.wrong), user: name, status: .forbidden)
        }
        return try await begin(visit, user: user.id, byLink: false, to: user.mustChange ? "/password" : "/")
    }

    private static func locked(_ visit: HubVisit, until: Instant, _ name: String) -> Response {
        let words = visit.notice(
            .crit, visit.say(.hubLockedUntil, ["time": visit.wording.clock(until.adding(seconds: 59))]),
            visit[.hubLockedAction], code: UserCode.locked.code)
        return page(visit, words, user: name, status: .forbidden)
    }

    /// Begins a session and leads on.
    static func begin(_ visit: HubVisit, user: Int64, byLink: Bool, to path: String) async throws -> Response {
        let token = Token.random()
        try await visit.frame.store.addSession(
            hash: Token.hash(token), form: Token.random(bytes: 16), user: user, byLink: byLink, now: visit.now)
        var response = visit.redirect(path)
        response.headers.append(HTTPFields.Element(name: .setCookie, value: HubCookies.set(.session, token)))
        return response
    }

    private static func page(
        _ visit: HubVisit, _ notice: HTML, user: String = "", status: HTTPResponse.Status = .ok
    ) -> Response {
        let form = visit.form(
            "/login", id: "login",
            """
            \(visit.field("user", .userName, value: user, userAttributes))\
            \(visit.field("password", .password, type: "password", passwordAttributes))\(visit.button(.logIn))
            """)
        return visit.page(
            .hubLogInTitle, status: status,
            """
            <div class="narrow"><h1>\(visit[.hubLogInTitle])</h1>\(notice)<section class="card">\(form)</section>\
            <p class="muted">\(visit[.hubLogInHint])</p></div>
            """)
    }

    private static let userAttributes: HTML =
        " required maxlength=\"64\" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" autofocus"
    private static let passwordAttributes: HTML = " required maxlength=\"256\" autocomplete=\"current-password\""

    /// The same path if it leads to a page of ours, else the start page.
    static func local(_ path: String) -> String {
        guard path.utf8.count <= 200, path.hasPrefix("/"), !path.hasPrefix("//"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return path
    }
}
