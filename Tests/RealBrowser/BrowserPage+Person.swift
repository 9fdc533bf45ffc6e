import FoundationEssentials

/// What somebody does who knows neither ids nor addresses: looks for words, clicks what carries them, types where a label
/// says so.
extension BrowserPage {
    /// Waits until these words can be read on the page.
    package func see(_ words: String, limit: Duration = .seconds(30)) async throws {
        let literal = try Self.quoted(words)
        try await until("\(Self.readable).includes(\(literal))", limit: limit)
    }

    /// Waits until these words can be read no more.
    package func seeNoMore(_ words: String, limit: Duration = .seconds(30)) async throws {
        let literal = try Self.quoted(words)
        try await until("!\(Self.readable).includes(\(literal))", limit: limit)
    }

    /// Clicks the first link, button or line to unfold that carries exactly these words, where a mouse would.
    package func click(_ words: String) async throws {
        try await clickFirst(of: "a, button, summary", "it.innerText.replace(/\\s+/g, ' ').trim() === words", words)
    }

    /// Clicks the field under this label and types.
    package func fill(_ label: String, _ text: String) async throws {
        try await clickFirst(
            of: "input, textarea", "[...it.labels].some((l) => l.innerText.trim() === words)", label)
        try await type(text)
    }

    /// Rolls the page until these words are in the middle of the window; to its top without words.
    package func roll(to words: String?) async throws {
        guard let words else {
            try await value("scrollTo(0, 0)")
            return
        }
        let literal = try Self.quoted(words)
        // The innermost element that has them all.
        try await value(
            """
            (() => { const words = \(literal); \
            const all = [...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() \
            && e.innerText && e.innerText.replace(/\\s+/g, ' ').includes(words)); \
            all.at(-1)?.scrollIntoView({ block: 'center', behavior: 'instant' }) })()
            """)
    }

    /// Waits for an element that can be seen, brings it into the window and presses the mouse in its middle. What lies
    /// above it there gets the click, as with a person; that is an error here.
    private func clickFirst(of selector: String, _ test: String, _ words: String) async throws {
        let literal = try Self.quoted(words)
        let find = """
            (() => { const words = \(literal); \
            return [...document.querySelectorAll('\(selector)')].find((it) => it.checkVisibility() && \(test)) })()
            """
        try await until("!!\(find)")
        let place = try await value(
            """
            (() => { const it = \(find); it.scrollIntoView({ block: 'center', behavior: 'instant' }); \
            const box = it.getBoundingClientRect(); const x = box.x + box.width / 2, y = box.y + box.height / 2; \
            const top = document.elementFromPoint(x, y); return { x, y, free: it.contains(top) } })()
            """)
        guard place["free"] == true else { throw Chromium.Failure(description: "\(words): something lies above it") }
        for kind in ["mousePressed", "mouseReleased"] {
            try await call(
                "Input.dispatchMouseEvent",
                ["type": .text(kind), "x": place["x"], "y": place["y"], "button": "left", "clickCount": 1])
        }
    }

    private static let readable = "document.body.innerText.replace(/\\s+/g, ' ')"

    /// As a literal of JavaScript, which every literal of JSON is.
    private static func quoted(_ words: String) throws -> String {
        String(decoding: try JSONEncoder().encode(words), as: UTF8.self)
    }
}
