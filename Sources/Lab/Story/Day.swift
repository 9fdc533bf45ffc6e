public import Guest

/// What the story knows as it goes on: the lab, the browsers that are open, what was written down.
public actor Day {
    /// Box, hub and drawer.
    public nonisolated let lab: Lab
    /// Who tells it.
    public nonisolated let voice: Voice
    /// The name of the practice.
    public nonisolated let practice = "Zahnarztpraxis Dr. Beispiel"
    /// The browser at the front desk, once the certificate was compared with the screen.
    private var openBrowser: Browser?
    /// What stood on the screen of the new box.
    public private(set) var reading: ConsoleReading?
    /// Notes of one step for a later one.
    public var notes: [String: JSON] = [:]
    /// The documents of the day.
    private var collected: RealDocuments?
    /// Documents stored so far: name to id.
    public var stored: [String: String] = [:]

    /// A day in `lab`, told by `voice`.
    public init(lab: Lab, voice: Voice) {
        self.lab = lab
        self.voice = voice
    }

    /// Does something to the box that a hand would do.
    public func hand(_ verb: Verb) async throws {
        try await lab.perform(verb)
    }

    /// Waits until the screen shows the fingerprint (and, on a new box, the code) and opens a browser that accepts the
    /// certificate with this fingerprint and no other.
    public func readScreenAndOpenBrowser(limit: Duration) async throws -> ConsoleReading {
        let reading = try await lab.guest.console.wait(for: "fingerprint on the screen", limit: limit) {
            ConsoleReading(screen: $0.screen.lines) ?? ConsoleReading(screen: $0.lines.suffix(60).map(\.text))
        }
        let certificate = try await Fingerprint.certificate(port: lab.ports.web, limit: limit)
        let shown = try Fingerprint(of: certificate)
        guard shown == reading.fingerprint else {
            throw StoryError(.certificate, "screen \(reading.fingerprint), page \(shown)")
        }
        self.reading = reading
        await openBrowser?.close()
        openBrowser = Browser(port: lab.ports.web, trusting: certificate)
        return reading
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

    /// The 200 documents.
    public func documents() throws -> RealDocuments {
        if let collected { return collected }
        let found = try RealDocuments()
        collected = found
        return found
    }

    /// The state page now.
    public func status() async throws -> JSON {
        try await browser().get(BoxRoutes.status).expecting(200).json()
    }

    /// Waits until `find` finds something on the state page; a page that does not answer is asked again.
    public func waitForStatus<Found: Sendable>(
        _ what: String, limit: Duration, until find: @Sendable (JSON) throws -> Found?
    ) async throws -> Found {
        let browser = try browser()
        let last = Watched("no answer")
        do {
            return try await waiting(for: what, limit: limit, every: .milliseconds(300)) {
                guard let reply = try? await browser.get(BoxRoutes.status), reply.status == 200,
                    let status = try? reply.json()
                else { return nil }
                last.change { $0 = reply.text }
                return try find(status)
            }
        } catch let error as GuestError where error.code == .tooLate {
            throw GuestError(.tooLate, what, "\(error.cause); the box says \(last.now.prefix(400))")
        }
    }

    /// Waits for one of these phases.
    @discardableResult
    public func waitForPhase(_ phases: BoxPhase..., limit: Duration) async throws -> BoxPhase {
        let words = phases.map(\.rawValue)
        return try await waitForStatus(words.joined(separator: " or "), limit: limit) { status in
            status["phase"]?.text.flatMap { word in phases.first { $0.rawValue == word } }
        }
    }

    /// Waits until the code (KEY-OTHER-BOX ...) appears anywhere in the state.
    public func waitForCode(_ code: String, limit: Duration) async throws {
        try await waitForStatus(code, limit: limit) { $0.allTexts.contains(code) ? () : nil }
    }

    /// Somebody sits down at the front desk and logs in.
    public func logIn(_ account: Account) async throws {
        let browser = try browser()
        await browser.forget()
        let reply = try await browser.submit(
            on: BoxRoutes.login, to: BoxRoutes.login, ["user": [account.user], "password": [account.password]])
        try claim(
            reply.status == 200 && !reply.path.hasPrefix(BoxRoutes.login),
            "log-in of \(account.user): \(reply.page.text.prefix(200))")
    }

    /// Stores one file in a folder and notes its id.
    public func store(_ document: RealDocuments.Document, in folder: String) async throws {
        let browser = try browser()
        let token = await browser.cookie(BoxRoutes.tokenCookie) ?? ""
        let reply = try await browser.put(
            BoxRoutes.upload(folder: folder, name: document.name), file: document.file,
            headers: [BoxRoutes.tokenHeader: token])
        try reply.expecting(200, 201)
        let answer = try reply.json()
        guard let id = answer["document"]?.whole ?? answer["id"]?.whole else {
            throw StoryError(.page, "upload answered \(reply.text.prefix(200))")
        }
        stored[document.name] = String(id)
    }

    /// Reads every stored document back and compares size and SHA-256. Returns how many; throws naming those that differ.
    public func compareAll(_ documents: [RealDocuments.Document]) async throws -> Int {
        let browser = try browser()
        var different: [String] = []
        for (index, document) in documents.enumerated() {
            voice.progress("zurückgelesen: \(index)/\(documents.count)")
            guard let id = stored[document.name] else {
                different.append(document.name)
                continue
            }
            let digest = try await browser.digest(BoxRoutes.document(id))
            if digest.sha256 != document.sha256 || digest.bytes != document.bytes { different.append(document.name) }
        }
        try claim(different.isEmpty, "\(different.count) of \(documents.count) differ: \(different.prefix(5))")
        return documents.count
    }
}
