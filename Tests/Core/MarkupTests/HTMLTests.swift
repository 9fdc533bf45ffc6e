import Markup
import Testing

@Suite struct HTMLTests {
    @Test(arguments: [
        ("Müller & Söhne", "Müller &amp; Söhne"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onmouseover=\"x", "&quot; onmouseover=&quot;x"),
        ("' onmouseover='x", "&#39; onmouseover=&#39;x"),
        ("a\u{0}b\u{8}c\u{7F}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
        ("befund\u{202E}fdp.exe", "befund\u{FFFD}fdp.exe"),
        ("zwei\nZeilen\t", "zwei\nZeilen\t"),
        ("&amp;", "&amp;amp;"),
        ("🦷 Röntgen – 4/4", "🦷 Röntgen – 4/4"),
        ("", ""),
    ])
    func `foreign text is escaped in an element and in an attribute`(text: String, expected: String) {
        let page: HTML = "<td title=\"\(text)\">\(text)</td>"
        #expect(page.markup == "<td title=\"\(expected)\">\(expected)</td>")
        #expect(HTML(text: text).markup == expected)
        #expect(HTML.attribute("title", text).markup == " title=\"\(expected)\"")
    }

    @Test func `markup in markup stays markup`() {
        let name = "<b>"
        let cell: HTML = "<td>\(name)</td>"
        let row: HTML = "<tr>\(cell)</tr>"
        #expect(row.markup == "<tr><td>&lt;b&gt;</td></tr>")
    }

    @Test func `lists, optionals and numbers`() {
        let items: [HTML] = ["<li>a</li>", "<li>b</li>"]
        let none: HTML? = nil
        let some: HTML? = "<i>i</i>"
        let page: HTML = "<ul>\(items)</ul>\(none)\(some)\(42)\(Int64(-7))"
        #expect(page.markup == "<ul><li>a</li><li>b</li></ul><i>i</i>42-7")
        #expect(items.joined(separator: ", ").markup == "<li>a</li>, <li>b</li>")
        #expect((items[0] + items[1]).markup == "<li>a</li><li>b</li>")
    }

    @Test func `a part of a text is escaped as well`() {
        let text = "a<b>"
        let page: HTML = "\(text.dropFirst())"
        #expect(page.markup == "&lt;b&gt;")
    }

    @Test func `raw and conditions`() {
        #expect(HTML.raw("<svg/>").markup == "<svg/>")
        let hint: HTML = "<p>x</p>"
        #expect(hint.when(true) == hint)
        #expect(hint.when(false).isEmpty)
        #expect(HTML.flag("checked", true).markup == " checked")
        #expect(HTML.flag("checked", false).isEmpty)
        #expect(HTML.attribute("value", nil).isEmpty)
    }

    @Test func `a string cannot become markup by a plain assignment`() {
        // The types say so: `let page: HTML = name` does not compile; a variable needs `HTML(text:)` or `raw`.
        let name = "<img src=x onerror=alert(1)>"
        #expect(!HTML(text: name).markup.contains("<"))
    }
}

@Suite struct PercentTextTests {
    @Test(arguments: [
        ("Röntgen 4/4", "R%C3%B6ntgen%204%2F4"), ("a-b._~Z9", "a-b._~Z9"), ("\"><script>", "%22%3E%3Cscript%3E"),
        ("100%", "100%25"), ("a+b&c=d", "a%2Bb%26c%3Dd"), ("", ""),
    ])
    func `encodes and decodes`(text: String, encoded: String) {
        #expect(PercentText.encoded(text) == encoded)
        #expect(PercentText.decoded(encoded) == text)
    }

    @Test(arguments: ["%", "%1", "%zz", "%ff", "%C3%28"])
    func `torn escapes and broken UTF-8 are refused`(text: String) {
        #expect(PercentText.decoded(text) == nil)
    }

    @Test func `plus is a space only in forms`() {
        #expect(PercentText.decoded("a+b", plus: true) == "a b")
        #expect(PercentText.decoded("a+b") == "a+b")
    }
}
