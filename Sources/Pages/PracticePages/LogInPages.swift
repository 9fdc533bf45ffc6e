import DatasafeCore
import DatasafeTexts
import Hummingbird
import Logging
import Markup
import PageFrame

/// `/login` and `/logout`.
enum LogInPages {
    static func register(_ routes: PageRoutes) {
        routes.get("/login", need: .nobody) { visit in
            guard visit.sight.isOpen else { return visit.redirect(to: "/") }
            guard visit.who == nil else { return visit.redirect(to: Visit.local(visit.query("next"))) }
            return visit.page(.logInTitle, html(visit, next: visit.query("next") ?? "/", message: because(visit)))
        }
        routes.post("/login", need: .nobody) { visit, form in
            guard visit.sight.isOpen else { return visit.redirect(to: "/") }
            let next = Visit.local(form["next"])
            let deed = PracticeDeeds.LogIn(user: form.text("user"), client: visit.context.client)
            do {
                let outcome = try await visit.ask(deed, secret: Secret(text: form["password"] ?? ""))
                var response = visit.redirect(to: next)
                response.headers.append(
                    .init(name: .setCookie, value: CookieJar.set(.session, outcome.session)))
                return response
            } catch let refusal as Refusal {
                if visit.wantsJSON { return visit.refused(refusal) }
                let message: HTML = """
                    <div id="refusal" data-code="\(refusal.code)">\(visit.notice(refusal))</div>
                    """
                return visit.page(
                    .logInTitle, status: .unprocessableContent,
                    html(visit, next: next, message: message, user: form.text("user")))
            }
        }
        routes.post("/logout", need: .nobody) { visit, _ in
            if let session = visit.session {
                do {
                    _ = try await visit.ask(PracticeDeeds.LogOut(session: session))
                } catch {
                    // The cookie goes in any case; the session ends by itself after 15 minutes.
                    visit.context.logger.notice("log-out not told", metadata: ["error": "\(error)"])
                }
            }
            var response = visit.redirect(to: "/login?because=out")
            response.headers.append(.init(name: .setCookie, value: CookieJar.clear(.session)))
            return response
        }
    }

    private static func because(_ visit: Visit) -> HTML {
        switch visit.query("because") {
        case "time": visit.notice(.warn, visit[.sessionEnded])
        case "out": visit.notice(.ok, visit[.loggedOut])
        default: .empty
        }
    }

    private static func html(_ visit: Visit, next: String, message: HTML, user: String = "") -> HTML {
        """
        <div class="narrow"><h1>\(visit[.logInTitle])</h1>\(message)<section class="card"><div class="card-body">\
        \(LogInForm.html(visit, next: next, user: user))</div></section></div>
        """
    }
}
