public import Guest

/// What the story knows as it goes on: the lab, the browsers that are open, what was written down.
public actor Day {
    /// Box, hub and drawer.
    public nonisolated let lab: Lab
    /// Who tells it.
    public nonisolated let voice: Voice
    /// The name of the practice; on the data volume and nowhere else.
    public nonisolated let practice = "Zahnarztpraxis Dr. Beispiel"
    /// The browser at the front desk, once the certificate was compared with the screen.
    private var openBrowser: Browser?
    /// What stood on the screen of the new box.
    public private(set) var reading: ConsoleReading?
    /// The digits that stood on the screen of the new box, as long as it was not started anew.
    var code: String?
    /// What was looked at in one half of a step, for the other.
    var seen: [String] = []
    /// The documents of the day.
    private var collected: RealDocuments?
    /// Documents stored so far: name to id.
    var stored: [String: String] = [:]
    /// The folder they lie in.
    var folder = ""
    /// Parts of steps that could not be looked at, with the reason: with any of them the story is not true.
    public private(set) var leftOut: [String] = []

    /// A day in `lab`, told by `voice`.
    public init(lab: Lab, voice: Voice) {
        self.lab = lab
        self.voice = voice
    }

    /// Does something to the box that a hand would do.
    public func hand(_ verb: Verb) async throws {
        try await lab.perform(verb)
    }

    /// Says that something was not looked at.
    func leaveOut(_ what: String) -> String {
        leftOut.append(what)
        return "nicht nachgesehen / not looked at: \(what)"
    }

    /// Waits until the screen shows the fingerprint and opens a browser that accepts the certificate with this
    /// fingerprint and no other.
    @discardableResult
    public func readScreenAndOpenBrowser(limit: Duration) async throws -> ConsoleReading {
        let reading = try await lab.guest.console.wait(for: "fingerprint on the screen", limit: limit) {
            ConsoleReading(screen: $0.lines.suffix(200).map(\.text))
        }
        let certificate = try await Fingerprint.certificate(port: lab.ports.web, limit: limit)
        let shown = try Fingerprint(of: certificate)
        guard shown == reading.fingerprint else {
            throw StoryError(.certificate, "screen \(reading.fingerprint), page \(shown)")
        }
        self.reading = reading
        code = nil
        await openBrowser?.close()
        openBrowser = Browser(port: lab.ports.web, trusting: certificate)
        return reading
    }

    /// Opens a browser that accepts the certificate with this fingerprint and no other, where no screen can be read.
    package func openBrowser(trusting fingerprint: Fingerprint, limit: Duration) async throws {
        let certificate = try await Fingerprint.certificate(port: lab.ports.web, limit: limit)
        let shown = try Fingerprint(of: certificate)
        guard shown == fingerprint else { throw StoryError(.certificate, "known \(fingerprint), page \(shown)") }
        await openBrowser?.close()
        openBrowser = Browser(port: lab.ports.web, trusting: certificate)
    }

    /// Goes on at the screen of a new box that was read before: a machine that goes on from a picture shows it no more.
    package func recall(_ screen: ConsoleReading) async throws {
        try await openBrowser(trusting: screen.fingerprint, limit: FirstDay.boot)
        reading = screen
        code = screen.code
    }

    /// The browser at the front desk. Throws if no certificate was compared yet.
    public func browser() throws -> Browser {
        guard let openBrowser else { throw StoryError(.certificate, "no screen was read yet") }
        return openBrowser
    }

    /// Closes the browser.
    public func end() async {
        await openBrowser?.close()
        openBrowser = nil
    }

    /// All documents of the day: the first 200 and those for later.
    public func documents() throws -> [RealDocuments.Document] {
        if let collected { return collected.documents }
        let found = try RealDocuments(count: FirstDay.documents + FirstDay.more)
        collected = found
        return found.documents
    }

    /// A page that a person looks at. Throws if it answers anything but 200.
    func look(at path: String) async throws -> HTMLPage {
        try await browser().get(path).expecting(200).page
    }
}
