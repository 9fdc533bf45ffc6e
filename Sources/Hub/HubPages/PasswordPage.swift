import DatasafeCore
import DatasafeTexts
import HubStore
import Hummingbird
import Markup

/// A new password of one's own; the way out of the one-time password.
enum PasswordPage {
    static func register<Context: RequestContext>(_ routes: HubRoutes<Context>) {
        routes.get("/password", need: .newPerson) { visit in page(visit, .empty) }
        routes.post("/password", need: .newPerson) { visit, form in try await change(visit, form) }
    }

    private static func change(_ visit: HubVisit, _ form: HubForm) async throws -> Response {
        guard let session = visit.session else { return visit.toLogIn() }
        let user = session.user
        let new = form["new"]
        if let refusal = PasswordRule.refusal(new, hints: [user.name, "datasafe", "hub"]) {
            return page(visit, visit.notice(refusal), status: .badRequest)
        }
        guard new == form["again"] else {
            return page(visit, visit.notice(WebCode.passwordsDiffer), status: .badRequest)
        }
        if !session.byLink {
            let old = Secret(text: form["old"])
            guard user.lockedUntil <= visit.now,
                let isRight = try await visit.frame.passwords.matches(old, stored: user.password)
            else { return page(visit, visit.notice(UserCode.busy), status: .tooManyRequests) }
            guard isRight else {
                try await visit.frame.store.countFailure(user: user.id, now: visit.now)
                return page(visit, visit.notice(UserCode.oldPassword), status: .forbidden)
            }
        }
        guard let hash = try await visit.frame.passwords.hash(Secret(text: new)) else {
            return page(visit, visit.notice(UserCode.busy), status: .tooManyRequests)
        }
        try await visit.frame.store.setUser(name: user.name, password: hash, mustChange: false, now: visit.now)
        // All sessions ended, this one too: begin again with the new password.
        return try await LogInPages.begin(visit, user: user.id, byLink: false, to: "/")
    }

    private static func page(_ visit: HubVisit, _ notice: HTML, status: HTTPResponse.Status = .ok) -> Response {
        let must: HTML = visit.mustChange ? visit.notice(.busy, visit[.hubMustChange]) : .empty
        let old: HTML =
            visit.session?.byLink == true
            ? .empty
            : visit.field(
                "old", .hubOldPassword, type: "password",
                " required maxlength=\"256\" autocomplete=\"current-password\"")
        let attributes: HTML = " required minlength=\"10\" maxlength=\"256\" autocomplete=\"new-password\""
        let form = visit.form(
            "/password", id: "password",
            """
            \(old)\(visit.field("new", .newPassword, type: "password", hint: .passwordHint, attributes))\
            \(visit.field("again", .repeatPassword, type: "password", attributes))\(visit.button(.save))
            """)
        return visit.page(
            .hubPassword, status: status,
            """
            <div class="narrow"><h1>\(visit[.newPassword])</h1>\(must)\(notice)<section class="card">\(form)</section></div>
            """)
    }
}
