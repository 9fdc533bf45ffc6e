import DatasafeCore
import DatasafeTexts
import Markup

/// Pieces of which the pages are made.
extension HubVisit {
    /// A message: what is so, what to do.
    func notice(_ level: HubLevel, _ sentence: String, _ action: String = "", code: String = "", more: HTML = .empty)
        -> HTML
    {
        let actionLine: HTML = action.isEmpty ? .empty : "<p>\(action)</p>"
        let codeLine: HTML = code.isEmpty ? .empty : "<p class=\"code\">\(say(.code, ["code": code]))</p>"
        return """
            <div class="notice level-\(level.rawValue)" role="\(level == .crit ? "alert" : "status")"\
            \(HTML.attribute("data-code", code.isEmpty ? nil : code))>\(level.icon.html)<div>\
            <p class="sentence">\(sentence)</p>\(actionLine)\(codeLine)\(more)</div></div>
            """
    }

    /// The message of a refusal.
    func notice(_ code: some Advised) -> HTML {
        notice(.crit, self[code.sentence], self[code.action], code: code.code)
    }

    /// Colour, icon and word together.
    func badge(_ level: HubLevel, _ words: String? = nil, icon: HubIcon? = nil) -> HTML {
        """
        <span class="badge-level level-\(level.rawValue)">\((icon ?? level.icon).html) \(words ?? self[level.word])</span>
        """
    }

    /// A form that changes something, with its token.
    func form(_ action: String, id: String? = nil, css: String? = nil, _ content: HTML) -> HTML {
        """
        <form method="post" action="\(action)"\(HTML.attribute("id", id))\(HTML.attribute("class", css))>\
        <input type="hidden" name="csrf" value="\(csrf)">\(content)</form>
        """
    }

    func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// A labelled field; `attributes` are literals of ours.
    func field(
        _ name: String, _ label: Text, type: String = "text", value: String = "", hint: Text? = nil, _ attributes: HTML
    )
        -> HTML
    {
        let words: HTML = hint.map { "<div class=\"form-text\" id=\"\(name)-hint\">\(self[$0])</div>" } ?? .empty
        return """
            <div class="field"><label for="\(name)">\(self[label])</label>\
            <input id="\(name)" name="\(name)" type="\(type)" value="\(value)"\
            \(HTML.attribute("aria-describedby", hint.map { _ in "\(name)-hint" }))\(attributes)>\(words)</div>
            """
    }

    func button(_ text: Text, css: String = "btn btn-primary") -> HTML {
        "<button type=\"submit\" class=\"\(css)\">\(self[text])</button>"
    }

    func card(_ title: Text, id: String, _ content: HTML) -> HTML {
        """
        <section class="card" id="\(id)" aria-labelledby="\(id)-title"><h2 id="\(id)-title">\(self[title])</h2>\
        \(content)</section>
        """
    }

    /// A table that becomes a list on a phone.
    func table(_ columns: [Text], _ rows: [HTML], css: String = "") -> HTML {
        let heads = columns.map { "<th scope=\"col\">\(self[$0])</th>" as HTML }
        return """
            <table class="list \(css)"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}
