import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/me`: the own account and password.
enum MePage {
    static func register(_ routes: PageRoutes) {
        routes.get("/me", need: .person) { visit in visit.page(.meTitle, html(visit)) }
        routes.post("/me/password", need: .may(.changeOwnPassword)) { visit, form in
            do {
                let new = try NewPassword.read(form)
                let old = Secret(text: form["old"] ?? "")
                let deed = PracticeDeeds.ChangePassword(session: visit.openSession)
                _ = try await visit.ask(deed, secret: joined(old, new))
                return visit.redirect(to: "/me", note: .passwordChanged)
            } catch let refusal as Refusal where refusal.code != UserCode.session.code {
                return visit.page(.meTitle, status: .unprocessableContent, html(visit, refusal: refusal))
            }
        }
    }

    /// Old and new, one NUL byte between them.
    private static func joined(_ old: Secret, _ new: Secret) -> Secret {
        Secret(count: old.count + 1 + new.count) { target in
            old.withBytes { bytes in
                if let base = bytes.baseAddress { target.baseAddress?.copyMemory(from: base, byteCount: bytes.count) }
            }
            new.withBytes { bytes in
                if let base = bytes.baseAddress {
                    target.baseAddress?.advanced(by: old.count + 1).copyMemory(from: base, byteCount: bytes.count)
                }
            }
        }
    }

    private static func html(_ visit: Visit, refusal: Refusal? = nil) -> HTML {
        let message: HTML =
            refusal.map { "<div id=\"refusal\" data-code=\"\($0.code)\">\(visit.notice($0))</div>" } ?? .empty
        let user = visit.who?.user
        let old = Field(
            "old", .oldPassword, type: "password",
            attributes: " required maxlength=\"500\" autocomplete=\"current-password\"")
        let form = visit.form(
            "/me/password", id: "change-password",
            """
            \(visit.hidden("user", user?.user ?? ""))\(visit.field(old))\(NewPassword.fields(visit))\
            \(visit.button(.changePassword, .key))
            """)
        return """
            <div class="narrow"><h1>\(visit[.meTitle])</h1>\(message)<section class="card" id="me"><div class="card-body">\
            <dl class="facts"><dt>\(visit[.fullName])</dt><dd><bdi>\(user?.fullName ?? "")</bdi></dd>\
            <dt>\(visit[.userName])</dt><dd>\(user?.user ?? "")</dd>\
            <dt>\(visit[.role])</dt><dd>\(visit.roleName(user?.role ?? ""))</dd></dl></div></section>\
            \(visit.card(.changePassword, .key, id: "password-card", form))</div>
            """
    }
}
