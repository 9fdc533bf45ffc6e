import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame
import PagesDoubles
import Synchronization
import Testing

/// The guards that stand in front of every page.
@Suite struct GuardTests {
    private func pages(
        _ box: ScriptedBox = ScriptedBox(), _ body: @escaping @Sendable (PageClient) async throws -> Void
    ) async throws {
        let register: (PageRoutes) -> Void = { routes in
            LanguageSwitch.register(routes)
            SessionNotice.register(routes)
            routes.get("/open", need: .nobody) { visit in visit.page(.startTitle, "<h1>open</h1>") }
            routes.get("/mine", need: .person) { visit in visit.page(.startTitle, "<h1>mine</h1>") }
            routes.get("/polled", need: .poll) { visit in visit.fragment("<p>polled</p>") }
            routes.get("/admin", need: .may(.changeBox)) { visit in visit.page(.startTitle, "<h1>admin</h1>") }
            routes.post("/do", need: .person) { visit, form in visit.redirect(to: "/done", note: .saved) }
            routes.put("/bytes", need: .person) { visit in visit.json(Done()) }
            routes.get("/refuse", need: .person) { _ in throw Refusal(code: "KEY-ROLE") }
            routes.get("/ended", need: .person) { _ in throw Refusal(code: "USR-SESSION") }
            routes.get("/gone", need: .person) { visit in
                _ = try await visit.ask(MonitorDeeds.Acknowledge(check: "x", user: ""))
                return visit.unchanged()
            }
        }
        try await PageClient.with(box, register: register, body)
    }

    @Test func `security headers stand on every answer, errors too`() async throws {
        try await pages { (client) async throws in
            for path in ["/open", "/admin", "/nothing", "/refuse"] {
                let answer = try await client.get(path)
                let policy = answer.headers[.contentSecurityPolicy] ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe") && !policy.contains("http"))
                #expect(answer.headers[.strictTransportSecurity]?.hasPrefix("max-age=") == true)
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                #expect(answer.headers[.cacheControl] == "no-store")
                #expect(answer.headers[.referrerPolicy] == "same-origin")
                #expect(answer.headers[.frameOptions] == "DENY")
            }
        }
    }

    @Test(
        arguments: [
            // No token, a wrong one, one of another length, none in the cookie.
            (nil, PageClient.token, "", ""), ("ff112233445566778899aabbccddeeff", PageClient.token, "", ""),
            ("0", PageClient.token, "", ""), (PageClient.token, nil, "", ""),
            (PageClient.token, "not-a-token", "", ""),
            // Another site sends it.
            (PageClient.token, PageClient.token, "Origin", "https://evil.example"),
            (PageClient.token, PageClient.token, "Origin", "null"),
            (PageClient.token, PageClient.token, "Sec-Fetch-Site", "cross-site"),
            (PageClient.token, PageClient.token, "Sec-Fetch-Site", "same-site"),
        ] as [(String?, String?, String, String)])
    func `a forged form is refused`(
        sent: String?, cookie: String?, header: String, value: String
    ) async throws {
        try await pages { (client) async throws in
            var fields: HTTPFields = [:]
            if let name = HTTPFields.Element.Name(header) { fields[name] = value }
            fields[.cookie] = "__Host-session=\(ScriptedBox.session)" + (cookie.map { "; __Host-csrf=\($0)" } ?? "")
            let answer = try await client.post("/do", [], csrf: sent, headers: fields)
            #expect(answer.status == .forbidden)
            #expect(answer.text.contains("data-code=\"WEB-FORGED\""))
            var bytes = fields
            bytes[.csrfToken] = sent
            #expect(try await client.put("/bytes", ByteBuffer(string: "x"), headers: bytes).status == .forbidden)
        }
    }

    @Test func `an honest form passes, by field or by header`() async throws {
        try await pages { (client) async throws in
            let own: HTTPFields = [.secFetchSite: "same-origin"]
            #expect(try await client.post("/do", [], headers: own).location == "/done?note=saved")
            let header: HTTPFields = [.csrfToken: PageClient.token]
            #expect(try await client.post("/do", [], csrf: nil, headers: header).status == .seeOther)
            #expect(try await client.put("/bytes", ByteBuffer(string: "x"), headers: header).status == .ok)
        }
    }

    @Test func `a form that is too large or no form is refused`() async throws {
        try await pages { (client) async throws in
            let large = String(repeating: "x", count: 70_000)
            #expect(try await client.post("/do", [("a", large)]).text.contains("WEB-FORM"))
        }
    }

    @Test func `who is not logged in is shown the way and comes back`() async throws {
        try await pages { (client) async throws in
            var client = client
            client.isLoggedIn = false
            #expect(try await client.get("/open").status == .ok)
            #expect(try await client.get("/mine?x=1").location == "/login?because=login&next=%2Fmine%3Fx%3D1")
            let htmx: HTTPFields = [.htmxRequest: "true"]
            let polled = try await client.get("/polled", headers: htmx)
            #expect(polled.headers[.htmxRedirect] == "/login?because=login")
            let json = try await client.get("/mine", headers: [.accept: "application/json"])
            #expect(json.status == .unauthorized && json.text.contains("USR-SESSION"))
        }
    }

    @Test(arguments: ["", "short", "with space", "with;semicolon", String(repeating: "a", count: 200)])
    func `a cookie that is no session is not even asked about`(cookie: String) async throws {
        let box = ScriptedBox()
        try await pages(box) { (client) async throws in
            var client = client
            client.isLoggedIn = false
            client.cookies = ["__Host-session=\(cookie)"]
            #expect(try await client.get("/mine").status == .seeOther)
        }
        #expect(box.deeds.asked(PracticeDeeds.WhoIs.self).isEmpty)
    }

    @Test func `an ended session says so`() async throws {
        let box = ScriptedBox()
        try await pages(box) { (client) async throws in
            #expect(try await client.get("/ended").location?.hasPrefix("/login?because=time") == true)
            box.deeds.refuse(PracticeDeeds.WhoIs.self, "USR-SESSION")
            #expect(try await client.get("/mine").location?.hasPrefix("/login?because=time") == true)
        }
    }

    @Test(arguments: [("administrator", HTTPResponse.Status.ok), ("doctor", .forbidden), ("assistant", .forbidden)])
    func `a role that may not sees why`(role: String, status: HTTPResponse.Status) async throws {
        let box = ScriptedBox()
        box.logIn(role: role)
        try await pages(box) { (client) async throws in
            let answer = try await client.get("/admin")
            #expect(answer.status == status)
            #expect(answer.text.contains("data-code=\"WEB-ROLE\"") == (status == .forbidden))
        }
    }

    @Test func `only people keep a session alive, polls do not`() async throws {
        let box = ScriptedBox()
        try await pages(box) { (client) async throws in
            _ = try await client.get("/polled")
            _ = try await client.get("/open")
            #expect(box.deeds.asked(PracticeDeeds.WhoIs.self).map(\.touch) == [false, false])
            _ = try await client.get("/mine")
            #expect(box.deeds.asked(PracticeDeeds.WhoIs.self).map(\.touch) == [false, false, true])
        }
    }

    @Test func `while the data are locked every page leads to the state of the box`() async throws {
        let box = ScriptedBox()
        box.state(.locked)
        try await pages(box) { (client) async throws in
            #expect(try await client.get("/mine").location == "/")
            #expect(try await client.get("/admin").location == "/")
        }
        #expect(box.deeds.asked.isEmpty)
    }

    @Test func `a service that is gone is a page, not a crash`() async throws {
        let box = ScriptedBox()
        box.deeds.forget(MonitorDeeds.Acknowledge.self)
        try await pages(box) { (client) async throws in
            let answer = try await client.get("/gone")
            #expect(answer.status == .serviceUnavailable && answer.text.contains("WEB-NO-ANSWER"))
            box.deeds.forget(PracticeDeeds.WhoIs.self)
            #expect(try await client.get("/mine").text.contains("WEB-NO-ANSWER"))
            #expect(try await client.get("/open").status == .ok)
        }
    }

    @Test(
        arguments: [
            (nil, nil, "de"), (nil, "en-US,en;q=0.9,de;q=0.5", "en"), (nil, "fr,de;q=0.8,en;q=0.7", "de"),
            (nil, "fr", "de"), ("en", "de", "en"), ("de", "en", "de"), ("xx", "en", "en"), (nil, ",;", "de"),
        ] as [(String?, String?, String)])
    func `German unless the browser or a person says English`(
        cookie: String?, header: String?, language: String
    ) async throws {
        try await pages { (client) async throws in
            var client = client
            client.cookies = cookie.map { ["__Host-language=\($0)"] } ?? []
            let answer = try await client.get("/open", headers: header.map { [.acceptLanguage: $0] } ?? [:])
            #expect(answer.text.contains("<html lang=\"\(language)\""))
            #expect(answer.headers[.contentLanguage] == language)
        }
    }

    @Test func `the switch keeps the page and refuses to lead elsewhere`() async throws {
        try await pages { (client) async throws in
            let answer = try await client.get("/language/en?back=/mine")
            #expect(answer.location == "/mine" && answer.cookies.contains { $0.hasPrefix("__Host-language=en;") })
            #expect(try await client.get("/language/en?back=https://evil.example").location == "/")
            #expect(try await client.get("/language/xx?back=/open").cookies.isEmpty)
        }
    }

    @Test(arguments: [(900, false), (121, false), (120, true), (30, true)])
    func `two minutes before the end a notice comes`(left: Int, isShown: Bool) async throws {
        let box = ScriptedBox()
        box.logIn(role: "assistant", secondsLeft: left)
        try await pages(box) { (client) async throws in
            let answer = try await client.get("/fragment/session")
            #expect(answer.text.contains("session-ends") == isShown)
            // A page that stays open tells of an alarm, too.
            #expect(answer.text.contains("id=\"chip\" href=\"/alarms\" hx-swap-oob=\"true\""))
            _ = try await client.post("/fragment/session", [])
            #expect(box.deeds.asked(PracticeDeeds.WhoIs.self).map(\.touch) == [false, true])
        }
    }
}
