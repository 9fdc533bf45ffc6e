import RealBrowser
import Testing

/// Everything that needs a browser, one after the other in one Chromium: starting it costs seconds.
@Suite(.serialized, .oneChromium) enum BrowserTests {}

/// Starts Chromium before the first test of a suite and ends it after the last.
struct OneChromium: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let browser = try Chromium()
        try await Chromium.$current.withValue(browser) { try await function() }
    }
}

extension Trait where Self == OneChromium {
    static var oneChromium: Self { OneChromium() }
}

extension Chromium {
    @TaskLocal fileprivate static var current: Chromium?

    /// The browser of the running suite.
    static func running() throws -> Chromium {
        try #require(current, "a browser test belongs into BrowserTests")
    }
}
