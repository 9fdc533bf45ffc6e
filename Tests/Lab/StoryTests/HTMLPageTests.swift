import Testing

@testable import Story

@Suite("Reading pages") struct HTMLPageTests {
    let page = HTMLPage(
        """
        <!doctype html><html lang=de data-state="locked"><head><title>Nicht sichtbar</title>
        <style>p > a { color: red }</style><script>if (a < b) { alert("<p>") }</script></head>
        <body><!-- <form action="/falsch"> --><h1 id=titel>Bitte  Schl&uuml;ssel &amp; &#220;bung</h1>
        <div id="aussen"><div>innen <b>fett</b></div> danach</div>
        <form method=POST action="/setup/disks?x=1">
          <input type="hidden" name="csrf" value="a&quot;b"><input name=practice value='Dr. &lt;X&gt;'>
          <input type=checkbox name=disk value=d1 checked><input type=checkbox name=disk value=d2>
          <input type=radio name=level value=1><input type=radio name=level value=10 checked>
          <select name=role><option value=doctor>Arzt<option selected>assistant</select>
          <textarea name="note">eins
          zwei</textarea><input name=aus disabled value=1><button name=next value=ja>Weiter</button>
        </form><br/><p>1 < 2</p><p data-code=KEY-ROLE>Ende
        """)

    @Test("Text, attributes, nesting") func text() {
        #expect(page.value(of: "data-state") == "locked")
        #expect(page.value(of: "data-code") == "KEY-ROLE")
        #expect(page.element(id: "titel").map { page.text(in: $0) } == "Bitte Schl&uuml;ssel & Übung")
        #expect(page.element(id: "aussen").map { page.text(in: $0) } == "innen fett danach")
        #expect(page.text.contains("1 < 2"))
        #expect(!page.text.contains("alert") && !page.text.contains("sichtbar") && !page.text.contains("red"))
        #expect(page.first("p", saying: "Ende") != nil)
        #expect(page.forms.count == 1)
    }

    @Test("A form sends what a browser would send") func form() throws {
        let form = try page.form(to: "/setup/disks")
        #expect(form.method == "post")
        let sent = form.fields.map { "\($0.name)=\($0.value)" }
        #expect(sent == ["csrf=a\"b", "practice=Dr. <X>", "disk=d1", "level=10", "role=assistant", "note=eins zwei"])
        #expect(form.choices["disk"] == ["d1", "d2"])
        #expect(form.choices["role"] == ["doctor", "assistant"])
        let filled = try form.filled(["disk": ["d1", "d2"], "practice": ["Z"], "next": ["ja"]])
        #expect(filled.filter { $0.name == "disk" }.map(\.value) == ["d1", "d2"])
        #expect(filled.filter { $0.name == "practice" }.map(\.value) == ["Z"])
        #expect(filled.contains { $0.name == "csrf" && $0.value == "a\"b" })
        #expect(throws: StoryError.self) { try form.filled(["aus": ["2"]]) }
        #expect(throws: StoryError.self) { try page.form(to: "/falsch") }
    }

    @Test(
        "Broken pages end, whatever they hold",
        arguments: [
            "", "<", "<a", "<a b", "<a b=", "<a b='", "</", "<!--", "<form><input name=x", "<script>",
            "<p></b></p></p>", "&#x;&amp",
        ])
    func broken(text: String) {
        let page = HTMLPage(text)
        _ = (page.text, page.forms)
        #expect(page.tokens.count < 8)
    }
}
