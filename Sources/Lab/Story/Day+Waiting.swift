public import Guest

/// Waiting for what the box says about itself.
extension Day {
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
                if let progress = status["progress"], let step = progress["step"]?.text {
                    voice.progress("\(step) \(progress["percent"]?.whole.map { "\($0) %" } ?? "")")
                }
                return try find(status)
            }
        } catch let error as GuestError where error.code == .tooLate {
            throw GuestError(.tooLate, what, "\(error.cause); the box says \(last.now.prefix(600))")
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

    /// Waits until a page shows what `find` looks for; the page is loaded anew every second, as a person would.
    package func waitForPage<Found: Sendable>(
        _ path: String, _ what: String, limit: Duration, until find: @Sendable (HTMLPage) throws -> Found?
    ) async throws -> Found {
        let browser = try browser()
        let last = Watched("no answer")
        do {
            return try await waiting(for: "\(what) on \(path)", limit: limit, every: .seconds(1)) {
                guard let reply = try? await browser.get(path), reply.status == 200 else { return nil }
                let page = reply.page
                last.change { $0 = page.text }
                return try find(page)
            }
        } catch let error as GuestError where error.code == .tooLate {
            throw GuestError(.tooLate, error.what, "\(error.cause); the page says \(last.now.prefix(600))")
        }
    }

    /// Waits until the administrator can log in: open is more than a mounted disk, it needs the practice service.
    package func waitForLogIn(every: Duration = .seconds(1)) async throws {
        let last = Watched("")
        do {
            try await waiting(for: "log-in", limit: FirstDay.moment, every: every) { () -> Void? in
                do { return try await logIn(.administrator) } catch {
                    last.change { $0 = "\(error)" }
                    return nil
                }
            }
        } catch let error as GuestError where error.code == .tooLate {
            throw GuestError(.tooLate, error.what, "\(error.cause); \(last.now.prefix(600))")
        }
    }

    /// Waits until the deed `name` of storage or backup ended. Throws `.claim` with its code if it was refused.
    func waitForDeed(_ name: String, limit: Duration) async throws {
        try await waitForStatus("end of \(name)", limit: limit) { status -> Void? in
            guard let deed = status["deeds"]?.elements.last(where: { $0["name"]?.text == name }) else { return nil }
            if let progress = deed["progress"], let step = progress["step"]?.text {
                self.voice.progress("\(step) \(progress["percent"]?.whole.map { "\($0) %" } ?? "")")
            }
            if let code = deed["code"]?.text { throw StoryError(.claim, "\(name) was refused: \(code)") }
            return deed["outcome"]?.text == nil ? nil : ()
        }
    }
}
