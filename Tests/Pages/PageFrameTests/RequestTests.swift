import DatasafeCore
import DatasafeTexts
import PageFrame
import Testing

@Suite struct FormFieldsTests {
    @Test func `fields as a browser sends them`() throws {
        let form = try #require(FormFields(text: "user=a.sch%C3%B6n&name=+zwei+Worte+&disk=d1&disk=d2&empty=&flag"))
        #expect(form["user"] == "a.schön")
        #expect(form["name"] == " zwei Worte ")
        #expect(form.text("name") == "zwei Worte")
        #expect(form.all("disk") == ["d1", "d2"])
        #expect(form["empty"] == "")
        #expect(form.isOn("flag") && !form.isOn("other"))
        #expect(form["missing"] == nil && form.text("missing") == "" && form.number("user") == nil)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%GG", "a=%FF%FE", "%=a"])
    func `what no browser sends is refused`(text: String) {
        #expect(FormFields(text: text) == nil)
    }

    @Test func `the number of fields is bounded`() {
        #expect(FormFields(text: (0..<200).map { "a=\($0)" }.joined(separator: "&")) != nil)
        #expect(FormFields(text: (0..<201).map { "a=\($0)" }.joined(separator: "&")) == nil)
        #expect(FormFields(text: "") != nil)
    }
}

@Suite struct CookieJarTests {
    @Test func `only our own cookies are read, the first of two counts`() {
        let jar = CookieJar(["__Host-session=abc; other=1", "__Host-session=def;__Host-csrf=1;session=x"])
        #expect(jar[.session] == "abc")
        #expect(jar[.csrf] == "1")
        #expect(jar[.setup] == nil)
        #expect(CookieJar(["__Host-session", "=", ";;"])[.session] == nil)
    }

    @Test(arguments: CookieJar.Name.allCases)
    func `a cookie is for this box, over TLS, not for scripts, not for other sites`(name: CookieJar.Name) {
        for cookie in [CookieJar.set(name, "v"), CookieJar.set(name, "v", days: 1), CookieJar.clear(name)] {
            #expect(cookie.hasPrefix("__Host-"))
            for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Domain"))
        }
        #expect(CookieJar.clear(name).contains("Max-Age=0"))
    }
}

@Suite struct LocalPathTests {
    @Test(arguments: ["/", "/files", "/files/folder/7?note=saved", "/files/search?q=a%20b"])
    func `a page of ours is kept`(path: String) { #expect(Visit.local(path) == path) }

    @Test(arguments: [
        nil, "", "files", "//evil.example", "https://evil.example", "/\\evil.example", "/a b", "/a\r\nSet-Cookie: x",
        "/ö", String(repeating: "/a", count: 300), "javascript:alert(1)",
    ])
    func `anything else leads to the start page`(path: String?) { #expect(Visit.local(path) == "/") }
}

@Suite struct LevelTests {
    @Test(arguments: Language.allCases)
    func `each level has its own word, icon and name`(language: Language) {
        #expect(Set(Level.allCases.map { $0.word[language] }).count == Level.allCases.count)
        #expect(Set(Level.allCases.map(\.icon)).count == Level.allCases.count)
    }

    @Test func `states of checks`() {
        #expect(Level(checkState: 0) == .ok && Level(checkState: 1) == .warn && Level(checkState: 2) == .crit)
        #expect(Level(checkState: 3) == .unknown && Level(checkState: -1) == nil && Level(checkState: 9) == nil)
    }
}
