import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
public import PageFrame

/// `/setup`: the first day, one step a page. Only a browser that typed the code of the console screen gets past the first.
public enum SetupPages {
    /// Registers the wizard.
    public static func register(_ routes: PageRoutes) {
        let sessions = SetupSessions()
        let isOpen = { @Sendable (visit: Visit) in
            sessions.isOpen(CookieJar(visit.request.headers[values: .cookie])[.setup], now: visit.frame.now())
        }
        routes.get("/setup", need: .nobody) { visit in
            guard visit.sight.isSetUpDay else { return visit.redirect(to: "/") }
            return visit.page(.setupTitle, SetupWizard(visit: visit, isOpen: isOpen(visit)).html())
        }
        routes.get("/setup/progress", need: .nobody) { visit in progress(visit, isOpen: isOpen(visit)) }
        routes.post("/setup/code", need: .nobody) { visit, form in
            guard visit.sight.isSetUpDay else { return visit.redirect(to: "/") }
            let code = form.text("code").filter { !$0.isWhitespace }
            return try await answer(visit, form, isOpen: false) {
                _ = try await visit.ask(SetupDeeds.CheckCode(code: code))
                let token = visit.frame.token()
                sessions.begin(token, now: visit.frame.now())
                var response = visit.redirect(to: "/setup")
                response.headers.append(.init(name: .setCookie, value: CookieJar.set(.setup, token)))
                return response
            }
        }
        steps(routes, sessions, isOpen)
    }

    private static func steps(
        _ routes: PageRoutes, _ sessions: SetupSessions, _ isOpen: @escaping @Sendable (Visit) -> Bool
    ) {
        let post = { (path: String, body: @escaping @Sendable (Visit, FormFields) async throws -> Response) in
            routes.post("/setup/\(path)", need: .nobody) { visit, form in
                guard visit.sight.isSetUpDay else { return visit.redirect(to: "/") }
                guard isOpen(visit) else { return visit.refused(.of(.setupCode)) }
                return try await answer(visit, form, isOpen: true) { try await body(visit, form) }
            }
        }
        post("practice") { visit, form in
            let deed = SetupDeeds.NamePractice(
                practice: form.text("practice"), user: form.text("user"), fullName: form.text("fullName"),
                hub: form.text("hub"), hubCode: form.text("hubCode"))
            _ = try await visit.ask(deed, secret: try NewPassword.read(form))
            return visit.redirect(to: "/setup?after=practice")
        }
        post("disks") { visit, form in
            let disks = form.all("disk")
            _ = try await visit.ask(
                SetupDeeds.ChooseDisks(disks: disks, confirms: disks.map { form.text("confirm:\($0)") }))
            return visit.redirect(to: "/setup?after=disks")
        }
        post("key") { visit, form in
            guard let number = form.number("number") else { throw Refusal.of(.form) }
            _ = try await visit.ask(
                SetupDeeds.WriteStick(
                    role: form.text("role"), number: number, stick: form.text("stick"), confirm: form.text("confirm")))
            return visit.redirect(to: "/setup")
        }
        post("form") { visit, _ in
            _ = try await visit.ask(SetupDeeds.FormBox())
            return visit.redirect(to: "/setup?after=keys")
        }
        post("finish") { visit, form in
            guard form.isOn("printed") else { throw Refusal.of(.form) }
            _ = try await visit.ask(SetupDeeds.Finish())
            sessions.end()
            var response = visit.redirect(to: "/", note: .ready)
            response.headers.append(.init(name: .setCookie, value: CookieJar.clear(.setup)))
            return response
        }
        routes.get("/setup/paper", need: .nobody) { visit in
            guard visit.sight.isSetUpDay else { return visit.redirect(to: "/") }
            guard isOpen(visit) else { return visit.refused(.of(.setupCode)) }
            let key = try await visit.frame.deeds.askForSecret(SetupDeeds.PaperKey())
            return visit.page(.paperTitle, PaperCopy(visit: visit, key: key).html)
        }
    }

    /// The step's page again with the refusal above it; programs get it as JSON.
    private static func answer(
        _ visit: Visit, _ form: FormFields, isOpen: Bool, _ body: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await body()
        } catch let refusal as Refusal {
            if visit.wantsJSON { return visit.refused(refusal) }
            let wizard = SetupWizard(visit: visit, isOpen: isOpen, typed: form, refusal: refusal)
            return visit.page(.setupTitle, status: .unprocessableContent, wizard.html())
        }
    }

    /// The polled piece; "nothing changed" while the mark is the same, so that nothing typed is lost.
    private static func progress(_ visit: Visit, isOpen: Bool) -> Response {
        guard visit.sight.isSetUpDay else { return visit.redirect(to: "/") }
        let wizard = SetupWizard(visit: visit, isOpen: isOpen)
        guard visit.query("step") == wizard.step.rawValue else { return visit.redirect(to: "/setup") }
        guard visit.query("was") != wizard.mark else { return visit.unchanged() }
        return visit.fragment(wizard.live())
    }
}
