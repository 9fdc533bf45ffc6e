import DatasafeCore
import FoundationEssentials
import Hummingbird
import NIOCore
import PageFrame
import PagesDoubles
import ServiceLifecycle
import Testing

@testable import Web

/// What the server does with connections no browser would make. Plain HTTP, the same channel as under TLS.
@Suite struct LimitTests {
    private static let cookies =
        "Cookie: __Host-session=\(ScriptedBox.session); __Host-csrf=\(PageClient.token)\r\n"
        + "X-CSRF-Token: \(PageClient.token)\r\nAccept: application/json\r\n"

    /// Runs the pages on a free port; connections idle for half a second are closed.
    private func server(
        _ box: ScriptedBox = ScriptedBox(), _ body: @escaping @Sendable (Int, String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/limits-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var settings = WebSettings()
        settings.staging = folder
        let frame = Frame(facts: box.facts, deeds: box.deeds, now: { ScriptedBox.now }, version: "0.0.0")
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: WebPages.router(frame: frame, settings: settings),
            server: .http1(configuration: Web.channel(idle: .milliseconds(500))),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in continuation.yield(channel.localAddress?.port ?? 0) }, logger: .quiet)
        let group = ServiceGroup(configuration: .init(services: [application], logger: .quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            do {
                try await body(port, folder)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
        }
    }

    private func upload(_ port: Int, length: String, body: String, more: String = "") async throws -> String {
        let connection = try RawConnection(port: port)
        connection.send(
            "PUT /files/upload?name=a.pdf HTTP/1.1\r\nHost: box\r\n\(Self.cookies)\(length)Connection: close\r\n\r\n\(body)"
        )
        connection.finish()
        return try await connection.rest().text
    }

    @Test func `an upload that arrives whole is filed`() async throws {
        let box = ScriptedBox()
        try await server(box) { port, _ in
            let answer = try await upload(port, length: "Content-Length: 3\r\n", body: "abc")
            #expect(answer.hasPrefix("HTTP/1.1 201"))
            #expect(box.deeds.asked(PracticeDeeds.FileDocument.self).map(\.bytes) == [3])
        }
    }

    /// A connection that is cut looks like the end of the body: only the length tells.
    @Test(arguments: ["Content-Length: 4\r\n", "Content-Length: 1000000\r\n", "Transfer-Encoding: chunked\r\n"])
    func `an upload that is cut is not filed and leaves nothing`(length: String) async throws {
        let box = ScriptedBox()
        try await server(box) { port, folder in
            let body = length.hasPrefix("Transfer") ? "3\r\nabc\r\n" : "abc"
            let answer = try await upload(port, length: length, body: body)
            #expect(!answer.contains("201 Created"))
            try await Task.sleep(for: .milliseconds(200))
            #expect(box.deeds.asked(PracticeDeeds.FileDocument.self).isEmpty)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: [
        ("Content-Length: 69793218560\r\n", "413", "WEB-TOO-BIG"),
        ("Transfer-Encoding: chunked\r\n", "422", "WEB-FORM"),
    ])
    func `an upload that cannot be right is refused before its bytes`(
        length: String, status: String, code: String
    ) async throws {
        let box = ScriptedBox()
        try await server(box) { port, folder in
            let answer = try await upload(port, length: length, body: "3\r\nabc\r\n0\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 \(status)") && answer.contains(code), "\(answer.prefix(200))")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: [
        "", "GET", "GET / HTTP/1.1\r\nHost: box\r\n", "GET / HTTP/1.1\r\nHost: box\r\nX: y",
        "PUT /files/upload?name=a HTTP/1.1\r\nHost: box\r\nContent-Length: 10\r\n\r\nabc",
        "POST /login HTTP/1.1\r\nHost: box\r\nContent-Length: 10\r\n\r\nabc",
    ])
    func `who says nothing more is hung up on`(said: String) async throws {
        try await server { port, _ in
            let connection = try RawConnection(port: port)
            connection.send(said)
            let start = ContinuousClock.now
            #expect(try await connection.rest().isClosed)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test(arguments: [
        "\u{16}\u{3}\u{1}\u{2}\u{0}", "HELO box\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: box\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: box\r\n\(String(repeating: "A: b\r\n", count: 200))\r\n",
        "GET / HTTP/1.1\r\nHost: box\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
    ])
    func `what is no request is refused and the connection closed`(said: String) async throws {
        try await server { port, _ in
            let connection = try RawConnection(port: port)
            connection.send(said)
            let (text, isClosed) = try await connection.rest()
            #expect(isClosed && !text.contains("200 OK"), "\(text.prefix(100))")
        }
    }

    @Test(arguments: [
        "/%00", "/files/folder/99999999999999999999", "/files/document/-1", "/files/document/1?version=x",
        "/backup/nights/%2e%2e", "/files/search?q=%ff", "/?note=%3Cscript%3E", "/login?next=%2F%2Fevil.example",
        "/audit?before=x", "/fragment/state?was=%F0%9F", "//", "/files//folder", "/language/de?back=%0d%0aX:1",
    ])
    func `odd addresses are pages, never crashes`(path: String) async throws {
        try await server { port, _ in
            let connection = try RawConnection(port: port)
            connection.send("GET \(path) HTTP/1.1\r\nHost: box\r\n\(Self.cookies)Connection: close\r\n\r\n")
            let (text, isClosed) = try await connection.rest()
            #expect(isClosed && text.hasPrefix("HTTP/1.1 ") && !text.hasPrefix("HTTP/1.1 5"), "\(text.prefix(100))")
            #expect(!text.contains("\r\nX:1") && !text.contains("<script>"))
        }
    }
}
