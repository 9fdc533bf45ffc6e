import DatasafeCore
import HubStore
import Seal
import Testing

@testable import HubPages

@Suite(.timeLimit(.minutes(2))) struct LogInTests {
    let bench: PagesBench

    init() throws { bench = try PagesBench() }

    @Test(
        arguments: [
            "/", "/fragment/fleet", "/box/\(PagesBench.device)", "/fragment/box/\(PagesBench.device)", "/enrol",
            "/incidents", "/fragment/incidents", "/password",
        ])
    func `nobody sees a page without logging in`(path: String) async throws {
        try await bench.addBox()
        try await bench.run { browser in
            let reply = try await browser.get(path)
            #expect(reply.status == 303)
            #expect(reply.location == "/login")
            #expect(!reply.body.contains("K-1042"))
        }
    }

    @Test(
        arguments: [
            "/enrol", "/logout", "/password", "/box/\(PagesBench.device)/ack", "/box/\(PagesBench.device)/clear",
            "/box/\(PagesBench.device)/rename", "/box/\(PagesBench.device)/revoke",
        ])
    func `nobody sends a form without logging in`(path: String) async throws {
        try await bench.addBox()
        try await bench.run { browser in
            try await browser.get("/login")
            let fields = ["label": "x", "confirm": "a1b2", "check": "raid.members"]
            #expect(try await browser.post(path, fields).location == "/login")
        }
        #expect(try await bench.store.codes().count == 1)
        #expect(try await bench.store.box(device: PagesBench.device)?.revoked == nil)
    }

    @Test func `a good password opens the pages, logging out closes them`() async throws {
        try await bench.addPerson()
        try await bench.run { browser in
            let reply = try await browser.logIn()
            #expect(reply.status == 303)
            #expect(reply.location == "/")
            let cookie = try #require(reply.cookies.first)
            for word in ["__Host-hub=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
                #expect(cookie.contains(word))
            }
            #expect(try await browser.get("/").status == 200)
            let session = browser.cookies
            #expect(try await browser.post("/logout").location == "/login")
            #expect(browser.cookies["__Host-hub"] == nil)
            #expect(session["__Host-hub"] != nil)
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test(arguments: ["de", "en"])
    func `a wrong password and a wrong name look the same`(language: String) async throws {
        try await bench.addPerson()
        try await bench.run { browser in
            browser.speaks(language)
            let wrong = try await browser.logIn("falsch falsch falsch")
            let unknown = try await browser.post("/login", ["user": "niemand", "password": "x"])
            for reply in [wrong, unknown] {
                #expect(reply.status == 403)
                #expect(reply.body.contains("data-code=\"USR-WRONG\""))
                #expect(reply.cookies.isEmpty)
                #expect(reply.body.contains(language == "de" ? "Passwort" : "Password"))
            }
        }
    }

    @Test func `the fifth wrong password locks for a minute, also against the right one`() async throws {
        try await bench.addPerson()
        try await bench.run { [bench] browser in
            for number in 1...5 {
                let reply = try await browser.logIn("falsch \(number)")
                #expect(reply.status == 403)
                #expect(reply.body.contains(number < 5 ? "USR-WRONG" : "USR-LOCKED"))
            }
            #expect(try await browser.logIn().body.contains("USR-LOCKED"))
            bench.turn(61)
            #expect(try await browser.logIn().status == 303)
        }
    }

    @Test func `the one-time password leads to a password of one's own and nowhere else`() async throws {
        try await bench.addPerson(mustChange: true)
        try await bench.run { browser in
            #expect(try await browser.logIn().location == "/password")
            #expect(try await browser.get("/").location == "/password")
            #expect(try await browser.get("/enrol").location == "/password")
            try await browser.get("/password")
            let new = "sieben Wolken trinken Tee"
            let refusals: [([String: String], String)] = [
                (["old": PagesBench.password, "new": "kurz", "again": "kurz"], "USR-PASSWORD-SHORT"),
                (["old": PagesBench.password, "new": new, "again": "anders"], "WEB-PASSWORDS-DIFFER"),
                (["old": "falsch", "new": new, "again": new], "USR-OLD-PASSWORD"),
            ]
            for (fields, code) in refusals {
                #expect(try await browser.post("/password", fields).body.contains(code))
            }
            let fields = ["old": PagesBench.password, "new": new, "again": new]
            #expect(try await browser.post("/password", fields).location == "/")
            #expect(try await browser.get("/").status == 200)
            browser.forgetCookies()
            #expect(try await browser.logIn().status == 403)
            #expect(try await browser.logIn(new).location == "/")
        }
    }

    @Test func `the first person gets a password once`() async throws {
        let password = try #require(try await HubPages.addFirstPerson(store: bench.store, name: "anna", now: bench.now))
        #expect(password.count == 14)
        #expect(try await HubPages.addFirstPerson(store: bench.store, name: "anna", now: bench.now) == nil)
        try await bench.run { browser in
            let reply = try await browser.logIn(password)
            #expect(reply.location == "/password")
        }
    }

    @Test func `a link logs in once and for half an hour`() async throws {
        try await bench.addPerson(mustChange: true)
        try await bench.run { [bench] browser in
            func link() async throws -> String {
                try await HubPages.makeLink(store: bench.store, name: PagesBench.name, now: bench.now)
            }
            func use(_ path: String) async throws -> TestReply {
                browser.forgetCookies()
                let page = try await browser.get(path)
                // Looking does not use it up.
                try await browser.get(path)
                return try await browser.post(
                    "/login/link", ["token": page.value(of: "name=\"token\" value=\"") ?? ""])
            }
            let path = try await link()
            #expect(try await use(path).location == "/")
            #expect(try await browser.get("/").status == 200)
            #expect(try await use(path).status == 403)
            let late = try await link()
            bench.turn(HubPages.linkValid + 1)
            #expect(try await use(late).status == 403)
        }
        await #expect(throws: HubStoreError(.unknown)) {
            try await HubPages.makeLink(store: bench.store, name: "niemand", now: bench.now)
        }
    }

    @Test func `a session ends after half an hour of silence and after twelve hours`() async throws {
        try await bench.addPerson()
        try await bench.run { [bench] browser in
            _ = try await browser.logIn()
            bench.turn(1700)
            #expect(try await browser.get("/").status == 200)
            bench.turn(1700)
            #expect(try await browser.get("/").status == 200)
            bench.turn(1801)
            #expect(try await browser.get("/").status == 303)
            _ = try await browser.logIn()
            for _ in 0..<26 {
                bench.turn(1700)
                try await browser.get("/")
            }
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test func `a form of another site changes nothing`() async throws {
        try await bench.addPerson()
        try await bench.addBox()
        try await bench.run { browser in
            _ = try await browser.logIn()
            let page = "/box/\(PagesBench.device)"
            let fields = ["label": "fremd", "confirm": "a1b2"]
            for path in ["\(page)/rename", "\(page)/revoke", "/enrol"] {
                for token in ["", "falsch", String(repeating: "a", count: 22)] {
                    let reply = try await browser.post(path, fields, token: token)
                    #expect(reply.status == 403)
                    #expect(reply.body.contains("WEB-FORGED"))
                }
                let foreign = ["Origin": "https://evil.example"]
                #expect(try await browser.post(path, fields, headers: foreign).status == 403)
                #expect(try await browser.post(path, fields, headers: ["Sec-Fetch-Site": "cross-site"]).status == 403)
            }
        }
        let box = try #require(try await bench.store.box(device: PagesBench.device))
        #expect(box.label == "K-1042")
        #expect(box.revoked == nil)
        #expect(try await bench.store.codes().count == 1)
    }

    @Test func `a log-in form without its cookie is refused`() async throws {
        try await bench.addPerson()
        try await bench.run { browser in
            try await browser.get("/login")
            browser.forgetCookies()
            let fields = ["user": PagesBench.name, "password": PagesBench.password]
            #expect(try await browser.post("/login", fields).status == 403)
        }
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "/a b", ""])
    func `the language switch leads to our own pages only`(back: String) async throws {
        #expect(LogInPages.local(back) == "/")
        #expect(LogInPages.local("/box/x?after=1") == "/box/x?after=1")
    }
}
