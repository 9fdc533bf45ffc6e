import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/users`: who may log in, as what.
enum UsersPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/users", need: .may(.listUsers)) { visit in try await page(visit) }
        routes.post("/users/save", need: .may(.saveUser)) { visit, form in
            do {
                let password = (form["password"] ?? "") + (form["repeated"] ?? "")
                let id = form.number("id")
                // A new user needs a password; a known one keeps his unless both fields are filled.
                let secret = password.isEmpty && id != nil ? nil : try NewPassword.read(form)
                let deed = PracticeDeeds.SaveUser(
                    session: visit.openSession, id: id, user: form.text("user"), fullName: form.text("fullName"),
                    role: form.text("role"), active: id == nil || form.isOn("active"))
                _ = try await visit.ask(deed, secret: secret)
                return visit.redirect(to: "/users", note: id == nil ? .created : .saved)
            } catch let refusal as Refusal where refusal.code != UserCode.session.code {
                return try await page(visit, refusal: refusal, typed: form)
            }
        }
    }

    private static func page(_ visit: Visit, refusal: Refusal? = nil, typed: FormFields? = nil) async throws -> Response
    {
        let users = try await visit.ask(PracticeDeeds.ListUsers(session: visit.openSession)).users
        let message: HTML =
            refusal.map { "<div id=\"refusal\" data-code=\"\($0.code)\">\(visit.notice($0))</div>" } ?? .empty
        let newTyped = typed?.number("id") == nil ? typed : nil
        let content: HTML = """
            <h1>\(visit[.usersTitle])</h1>\(message)\
            <section class="card" id="users"><div class="card-body"><table class="list labelled"><thead><tr>\
            <th>\(visit[.fullName])</th><th>\(visit[.userName])</th><th>\(visit[.role])</th>\
            <th>\(visit[.lastLogIn])</th><th></th></tr></thead><tbody>\(users.map { row($0, visit) })</tbody></table>\
            </div></section>\
            <section class="card" id="new-user"><div class="card-body"><details\(HTML.flag("open", newTyped != nil))>\
            <summary>\(Icon.plus.html) \(visit[.newUser])</summary>\(newForm(visit, newTyped))</details></div></section>
            """
        return visit.page(
            .usersTitle, place: .users, status: refusal == nil ? .ok : .unprocessableContent, content)
    }

    private static func row(_ user: UserRow, _ visit: Visit) -> HTML {
        let state: HTML = user.active ? .empty : visit.badge(.unknown, visit[.userInactive])
        return """
            <tr data-user="\(user.id)" data-role="\(user.role)" data-active="\(user.active ? "yes" : "no")">\
            <td class="name">\(Icon.person.html)<bdi>\(user.fullName)</bdi> \(state)</td>\
            <td data-label="\(visit[.userName])">\(user.user)</td>\
            <td data-label="\(visit[.role])">\(visit.roleName(user.role))</td>\
            <td data-label="\(visit[.lastLogIn])">\(user.lastLogIn.map { visit.wording.moment($0) } ?? visit[.never])</td>\
            <td class="doing"></td></tr><tr class="editor"><td colspan="5"><details>\
            <summary>\(Icon.pencil.html) \(visit[.userChange])<span class="visually-hidden">: \(user.fullName)</span>\
            </summary>\(editForm(user, visit))</details></td></tr>
            """
    }

    private static func editForm(_ user: UserRow, _ visit: Visit) -> HTML {
        let name = Field(
            "fullName", .fullName, id: "name-\(user.id)", value: user.fullName,
            attributes: " required maxlength=\"100\"")
        return visit.form(
            "/users/save", id: "user-\(user.id)", css: "short-form",
            """
            \(visit.hidden("id", "\(user.id)"))\(visit.hidden("user", user.user))\(visit.field(name))\
            \(roles(visit, id: "role-\(user.id)", chosen: user.role))\
            <div class="form-check mb-3"><input class="form-check-input" type="checkbox" name="active" \
            id="active-\(user.id)"\(HTML.flag("checked", user.active))>\
            <label class="form-check-label" for="active-\(user.id)">\(visit[.userActive])</label></div>\
            \(NewPassword.fields(visit, id: "user-\(user.id)-new", required: false, label: .setPassword))\
            \(visit.button(.save, .check))
            """)
    }

    private static func newForm(_ visit: Visit, _ typed: FormFields?) -> HTML {
        let name = Field(
            "fullName", .fullName, value: typed?.text("fullName") ?? "", attributes: " required maxlength=\"100\"")
        let user = Field(
            "user", .userName, value: typed?.text("user") ?? "", hint: .userNameHint,
            attributes: " required maxlength=\"32\" autocapitalize=\"none\" spellcheck=\"false\" autocomplete=\"off\"")
        return visit.form(
            "/users/save", id: "create-user", css: "short-form",
            """
            \(visit.field(name))\(visit.field(user))\
            \(roles(visit, id: "role", chosen: typed?.text("role") ?? "assistant"))\
            \(NewPassword.fields(visit))\(visit.button(.create, .plus))
            """)
    }

    private static func roles(_ visit: Visit, id: String, chosen: String) -> HTML {
        let options: [HTML] = Role.allCases.reversed().map { role in
            """
            <option value="\(role.rawValue)"\(HTML.flag("selected", role.rawValue == chosen))>\
            \(visit.roleName(role.rawValue))</option>
            """
        }
        return """
            <div class="mb-3"><label class="form-label" for="\(id)">\(visit[.role])</label>\
            <select class="form-select" name="role" id="\(id)">\(options)</select></div>
            """
    }
}
