import Guest

/// The moment at which a box that starts begins to answer.
///
/// A try that begins too early hangs until the box's network is up and repeats its packets ever less often. So a new
/// one begins each half second, and the first that is answered counts.
enum FirstAnswer {
    /// Waits until a page at loopback port `port` is what `isIt` looks for. Returns when that was.
    ///
    /// The certificate is believed: whoever goes on to use the box compares it with the screen. Throws `.tooLate`.
    static func page(
        _ what: String, port: Int, path: String, limit: Duration, isIt: @Sendable (PageReply) -> Bool
    ) async throws -> ContinuousClock.Instant {
        let end = ContinuousClock.now.advanced(by: limit)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            let found = Watched<Found?>(nil)
            while found.now == nil {
                guard ContinuousClock.now < end else {
                    throw GuestError(.tooLate, what, "no answer within \(limit.seconds)")
                }
                try Task.checkCancellation()
                group.addTask {
                    // Not answered is what is waited for, not an error.
                    guard let certificate = try? await Fingerprint.certificate(port: port, limit: .zero) else { return }
                    let browser = Browser(port: port, trusting: certificate)
                    if found.now == nil { found.change { $0 = $0 ?? Found(browser: browser) } }
                    if found.now?.browser !== browser { await browser.close() }
                }
                _ = try? await found.wait(for: what, limit: .milliseconds(500)) { $0 }
            }
            guard let browser = found.now?.browser else { throw GuestError(.tooLate, what) }
            do {
                let moment = try await waiting(
                    for: what, limit: ContinuousClock.now.duration(to: end), every: .milliseconds(100)
                ) {
                    guard let reply = try? await browser.get(path), isIt(reply) else {
                        return ContinuousClock.Instant?.none
                    }
                    return ContinuousClock.now
                }
                await browser.close()
                return moment
            } catch {
                await browser.close()
                throw error
            }
        }
    }

    private struct Found: Sendable {
        var browser: Browser
    }
}
