import Crypto
import Guest
import NIOCore
import NIOSSL
import SystemPackage
import Testing

@testable import Story

@Suite("The browser", .timeLimit(.minutes(1))) struct BrowserTests {
    @Test("Reads a form, sends it with token and cookie, stays logged in; up- and download") func works() async throws {
        let server = try await TestServer()
        let shown = try await Fingerprint.certificate(port: server.port, limit: .seconds(10))
        #expect(try Fingerprint(of: shown) == Fingerprint(of: server.certificate))
        let browser = Browser(port: server.port, trusting: shown)
        let login = try await browser.get("/").expecting(200)
        #expect(login.path == "/login")
        let inside = try await browser.submit(login.page.form(to: "/login"), ["user": ["Müller & Co"]])
        #expect(inside.status == 200 && inside.path == "/in" && inside.page.text == "drin")
        #expect(await browser.cookie("__Host-session") == "s1")
        let digest = try await browser.digest("/document")
        #expect(digest.bytes == 300_000)
        #expect(digest.sha256 == Array(SHA256.hash(data: [UInt8](repeating: 0x78, count: 300_000))))
        let file = FilePath("/tmp/datasafe-upload-\(UInt64.random(in: 0 ... .max))")
        try Files.write([UInt8](repeating: 1, count: 200_001), to: file)
        let stored = try await browser.put("/files/upload", file: file, headers: ["X-CSRF-Token": "t0ken"]).expecting(
            201)
        #expect(try stored.json() == ["bytes": 200_001, "token": "t0ken"])
        try Files.remove(file)
        await browser.forget()
        #expect(try await browser.get("/in").status == 403)
        #expect(try await browser.get("/nothing").status == 404)
        await #expect(throws: StoryError.self) { try await browser.get("/out") }
        await #expect(throws: StoryError.self) { try await browser.get("/circle") }
        await #expect(throws: StoryError.self) { try await browser.digest("/nothing") }
        await browser.close()
        try await server.channel.close()
    }

    @Test("Another certificate than the one on the screen is not accepted") func stranger() async throws {
        let server = try await TestServer()
        let other = try await TestServer()
        let browser = Browser(port: server.port, trusting: other.certificate, patience: .seconds(1))
        await #expect(throws: (any Error).self) { try await browser.get("/login") }
        await browser.close()
        try await server.channel.close()
        try await other.channel.close()
    }

    @Test("A port where nobody speaks TLS is too late, not for ever") func silence() async throws {
        let took = await ContinuousClock().measure {
            await #expect(throws: GuestError(.tooLate, "TLS on port 1")) {
                try await Fingerprint.certificate(port: 1, limit: .seconds(1))
            }
        }
        #expect(took < .seconds(10))
    }
}
