import Guest
import NIOCore
import Testing

@testable import Story

@Suite("The first answer", .timeLimit(.minutes(1))) struct FirstAnswerTests {
    @Test func `a page that is there is seen at once, and it is the one that was looked for`() async throws {
        let server = try await TestServer()
        let start = ContinuousClock.now
        let moment = try await FirstAnswer.page("log-in", port: server.port, path: "/", limit: .seconds(20)) {
            $0.status == 200 && $0.path == "/login"
        }
        #expect(moment > start && moment - start < .seconds(10))
        try await server.channel.close()
    }

    @Test func `another page is none, nor is a closed door`() async throws {
        let server = try await TestServer()
        await #expect(throws: GuestError(.tooLate, "set-up")) {
            _ = try await FirstAnswer.page("set-up", port: server.port, path: "/", limit: .seconds(1)) { _ in false }
        }
        try await server.channel.close()
        await #expect(throws: GuestError(.tooLate, "set-up")) {
            _ = try await FirstAnswer.page("set-up", port: server.port, path: "/", limit: .seconds(1)) { _ in true }
        }
    }
}
