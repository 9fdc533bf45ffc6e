import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/disk-work`: work at the disks of a box that is locked or has failed. Nobody can log in then, so the six digits of the
/// box's own screen open these pages; once the data is open they are closed.
enum LockedPages {
    static let path = "/disk-work"

    static func register(_ routes: PageRoutes) {
        let gate = ScreenGate()
        let code = { @Sendable (visit: Visit) in
            gate.code(
                of: CookieJar(visit.request.headers[values: .cookie])[.screen], digits: digits(visit.sight),
                now: visit.frame.now())
        }
        routes.get("/disk-work", need: .nobody) { visit in
            guard isOffered(visit.sight) else { return visit.redirect(to: "/") }
            return visit.page(title(visit.sight), page(visit, isIn: code(visit) != nil, refusal: nil))
        }
        routes.post("/disk-work/code", need: .nobody) { visit, form in
            guard isOffered(visit.sight) else { return visit.redirect(to: "/") }
            let token = visit.frame.token()
            do throws(Refusal) {
                try gate.open(
                    token, typed: form.text("code").filter { !$0.isWhitespace }, digits: digits(visit.sight),
                    now: visit.frame.now())
            } catch {
                if visit.wantsJSON { return visit.refused(error) }
                return visit.page(
                    title(visit.sight), status: .unprocessableContent, page(visit, isIn: false, refusal: error))
            }
            var response = visit.redirect(to: path)
            response.headers.append(.init(name: .setCookie, value: CookieJar.set(.screen, token)))
            return response
        }
        pieces(routes, code)
        deeds(routes, code)
        RetirePages.registerClosed(routes, code)
    }

    /// Storage offers its code, and the data is not open: then these pages are there for a person at the screen.
    static func isOffered(_ sight: BoxSight) -> Bool {
        [.locked, .failed, .retired].contains(sight.phase) && !digits(sight).isEmpty
    }

    /// There are disks to work at; those of a box that leaves are being erased.
    static func isWorkable(_ sight: BoxSight) -> Bool { isOffered(sight) && sight.phase != .retired }

    private static func digits(_ sight: BoxSight) -> String { sight.storage?.screenCode ?? "" }

    /// The parts that are polled.
    private static func pieces(_ routes: PageRoutes, _ code: @escaping @Sendable (Visit) -> String?) {
        let piece = { (name: String, body: @escaping @Sendable (Visit) -> Response) in
            routes.get("/disk-work/\(name)", need: .nobody) { visit in
                // The key was plugged in, or the box was started anew: another page.
                guard isOffered(visit.sight) else { return visit.redirect(to: "/") }
                guard code(visit) != nil else { return visit.redirect(to: path) }
                return body(visit)
            }
        }
        piece("array") { visit in visit.fragment(LockedWork(visit: visit).picture) }
        piece("live") { visit in
            guard visit.sight.phase != .retired else {
                let work = RetiredWork(visit: visit)
                return visit.query("was") == work.mark ? visit.unchanged() : visit.fragment(work.live)
            }
            let work = LockedWork(visit: visit)
            return visit.query("was") == work.mark ? visit.unchanged() : visit.fragment(work.live)
        }
    }

    private static func deeds(_ routes: PageRoutes, _ code: @escaping @Sendable (Visit) -> String?) {
        let post = { (name: String, body: @escaping @Sendable (Visit, FormFields, String) async throws -> String) in
            routes.post("/disk-work/\(name)", need: .nobody) { visit, form in
                guard isWorkable(visit.sight) else { return visit.redirect(to: "/") }
                guard let code = code(visit) else { return visit.refused(Refusal(KeyChangeRefusal.screenCode)) }
                return visit.redirect(to: "\(path)?deed=\(try await body(visit, form, code))")
            }
        }
        post("replace") { visit, form, code in
            guard let member = form.number("member") else { throw Refusal.of(.form) }
            let deed = StorageDeeds.ReplaceMember(
                deed: visit.newDeed(), member: member, disk: form.text("disk"), confirm: form.text("confirm"), user: "",
                screen: code)
            _ = try await visit.begin(deed)
            return deed.deed
        }
        post("restore-header") { visit, form, code in
            guard form.isOn("understood") else { throw Refusal.of(.form) }
            let deed = StorageDeeds.RestoreHeader(deed: visit.newDeed(), screen: code)
            _ = try await visit.begin(deed)
            return deed.deed
        }
        post("side") { visit, form, code in
            let deed = StorageDeeds.ChooseSide(
                deed: visit.newDeed(), disk: form.text("disk"), confirm: form.text("confirm"), screen: code)
            _ = try await visit.begin(deed)
            return deed.deed
        }
    }

    private static func title(_ sight: BoxSight) -> Text { sight.phase == .retired ? .erasures : .lockedWork }

    private static func page(_ visit: Visit, isIn: Bool, refusal: Refusal?) -> HTML {
        let title = visit[title(visit.sight)]
        let top: HTML = "<p><a href=\"/\">\(Icon.back.html) \(visit[.toStart])</a></p><h1>\(title)</h1>"
        guard isIn else { return "<div class=\"narrow\">\(top)\(codeForm(visit, refusal))</div>" }
        guard visit.sight.phase != .retired else { return "\(top)\(RetiredWork(visit: visit).live)" }
        let work = LockedWork(visit: visit)
        return "\(top)\(work.picture)\(work.live)"
    }

    private static func codeForm(_ visit: Visit, _ refusal: Refusal?) -> HTML {
        let message: HTML =
            refusal.map { "<div id=\"refusal\" data-code=\"\($0.code)\">\(visit.notice($0))</div>" } ?? .empty
        let field = Field(
            "code", .lockedCode, hint: .lockedCodeWhy,
            attributes: """
                 required inputmode="numeric" pattern="[0-9 ]{6,7}" maxlength="7" autocomplete="off" autofocus
                """)
        return """
            \(message)<section class="card" id="disk-work-code"><div class="card-body">\
            <p>\(visit[visit.sight.phase == .retired ? .retiredFetch : .lockedWorkWhat])</p>\
            <div class="short-form">\(visit.form(
                "/disk-work/code", id: "code-form",
                "\(visit.field(field))\(visit.button(.next, .check, id: "code-go"))"))</div></div></section>
            """
    }

    /// The way here from the start page, louder when nothing goes on without a person.
    static func link(_ visit: Visit) -> HTML {
        guard isOffered(visit.sight), let storage = visit.sight.storage else { return .empty }
        guard visit.sight.phase != .retired else { return RetiredWork(visit: visit).link }
        let isNeeded = !storage.sides.isEmpty || storage.canRestoreHeader
        return visit.card(
            .lockedWork, .disk, id: "disk-work-link",
            """
            <p>\(visit[isNeeded ? .lockedWorkNow : .lockedWorkWhat])</p>\
            \(visit.link(
                .lockedWork, .disk, to: path, style: isNeeded ? "primary" : "outline-primary", id: "to-disk-work"))
            """)
    }
}
