public import DatasafeCore
public import DatasafeTexts
public import Markup

// The parts pages are made of. Each has its word beside its colour, and the attributes tests and screen readers hold on to.
extension Visit {
    /// The level as a small sign: icon and word.
    public func badge(_ level: Level, _ word: String? = nil) -> HTML {
        """
        <span class="badge-level level-\(level.rawValue)" data-level="\(level.rawValue)">\(level.icon.html) \
        <span>\(word ?? self[level.word])</span></span>
        """
    }

    /// A framed message: a sentence, what to do, and if there is one its code; `way` = where that is done.
    public func notice(
        _ level: Level, _ sentence: String, _ action: String = "", code: String? = nil, way: HTML = .empty
    ) -> HTML {
        let role = level == .ok || level == .busy ? "status" : "alert"
        let codeLine: HTML = code.map { "<p class=\"code\">\(say(.code, ["code": $0]))</p>" } ?? .empty
        let actionLine: HTML = action.isEmpty ? .empty : "<p>\(action)</p>"
        return """
            <div class="notice level-\(level.rawValue)" role="\(role)"\(HTML.attribute("data-code", code)) \
            data-level="\(level.rawValue)">\(level.icon.html)<div>\
            <p class="sentence">\(sentence)</p>\(actionLine)\(way)\(codeLine)</div></div>
            """
    }

    /// The message of a refusal; `way` = where to do what it asks for.
    public func notice(_ refusal: Refusal, level: Level = .crit, way: HTML = .empty) -> HTML {
        let advice = advice(for: refusal)
        return notice(level, advice.sentence[language], advice.action[language], code: refusal.code, way: way)
    }

    /// Sentence and action of a refusal with what it is about put in.
    public func advice(for refusal: Refusal) -> Advice {
        AdviceBook.adviceOrPlain(for: refusal.code).about(refusal.subject)
    }

    /// The sentence of what was done before the redirect, if the query names one.
    public var note: HTML {
        guard let note = query("note").flatMap({ Note(rawValue: $0) }) else { return .empty }
        return notice(.ok, self[note.text])
    }

    /// How far something is: words, bar, time left.
    public func progress(_ progress: DeedProgress, title: String? = nil) -> HTML {
        let words = title ?? self[StepText.of(progress.step)]
        let known = progress.of > 0
        let done = known ? min(max(progress.done, 0), progress.of) : 0
        let percent = known ? Int(Double(done) / Double(progress.of) * 100) : nil
        let left = progress.secondsLeft.map {
            say(.timeLeft, ["span": wording.span(seconds: Int64($0), plain: true)])
        }
        let bar: HTML =
            percent.map { "<progress max=\"100\" value=\"\($0)\">\($0) %</progress>" } ?? "<progress></progress>"
        let figures = [percent.map { "\($0) %" }, left].compactMap { $0 }.joined(separator: ", ")
        return """
            <div class="progress-block" data-step="\(progress.step)"\
            \(HTML.attribute("data-percent", percent.map { String($0) }))>\
            <div class="progress-words"><span>\(words)</span><span>\(figures)</span></div>\(bar)</div>
            """
    }

    /// A form that changes something, with the token in it.
    public func form(
        _ action: String, id: String? = nil, css: String = "", attributes: HTML = .empty, _ content: HTML
    ) -> HTML {
        """
        <form method="post" action="\(action)"\(HTML.attribute("id", id))\
        \(HTML.attribute("class", css.isEmpty ? nil : css))\(attributes)>\
        <input type="hidden" name="csrf" value="\(csrf)">\(content)</form>
        """
    }

    /// A hidden field.
    public func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// A labelled field.
    public func field(_ field: Field) -> HTML {
        let hint: HTML =
            field.hint.map { "<div class=\"form-text\" id=\"\(field.id)-hint\">\(self[$0])</div>" } ?? .empty
        return """
            <div class="mb-3"><label class="form-label" for="\(field.id)">\(self[field.label])</label>\
            <input class="form-control" id="\(field.id)" name="\(field.name)" type="\(field.type)" \
            value="\(field.value)"\(HTML.attribute("aria-describedby", field.hint.map { _ in "\(field.id)-hint" }))\
            \(field.attributes)>\(hint)</div>
            """
    }

    /// A button that sends its form.
    public func button(
        _ text: Text, _ icon: Icon? = nil, style: String = "primary", id: String? = nil, attributes: HTML = .empty
    ) -> HTML {
        """
        <button type="submit" class="btn btn-\(style)"\(HTML.attribute("id", id))\(attributes)>\
        \(icon?.html)\(icon == nil ? .empty : " " as HTML)\(self[text])</button>
        """
    }

    /// A link that looks like a button.
    public func link(
        _ text: Text, _ icon: Icon? = nil, to path: String, style: String = "outline-primary", id: String? = nil
    ) -> HTML {
        """
        <a class="btn btn-\(style)" href="\(path)"\(HTML.attribute("id", id))>\
        \(icon?.html)\(icon == nil ? .empty : " " as HTML)\(self[text])</a>
        """
    }

    /// A card with a title.
    public func card(_ title: Text, _ icon: Icon? = nil, id: String, _ content: HTML) -> HTML {
        """
        <section class="card" id="\(id)" aria-labelledby="\(id)-title"><div class="card-body">\
        <h2 id="\(id)-title">\(icon?.html) \(self[title])</h2>\(content)</div></section>
        """
    }

    /// A role's name.
    public func roleName(_ role: String) -> String { Role(rawValue: role).map { self[$0.text] } ?? role }

    /// A friendly remark that is no state: what to have ready, where something will be.
    public func hint(_ icon: Icon, _ words: Text) -> HTML {
        "<div class=\"notice level-busy\">\(icon.html)<div><p>\(self[words])</p></div></div>"
    }
}
