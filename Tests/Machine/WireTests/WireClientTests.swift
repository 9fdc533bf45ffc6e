import DatasafeCore
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Seal
import Synchronization
import Testing
import Wire

@Suite(.timeLimit(.minutes(2))) struct WireClientTests {
    let hub: SelfSigned
    let box: SelfSigned

    init() throws {
        let now = Instant(seconds: 1_795_000_000)
        hub = try SelfSigned.server(key: SigningKey(), name: "hub", hosts: ["127.0.0.1"], now: now)
        box = try SelfSigned.device(key: SigningKey(), now: now)
    }

    private func client(
        _ server: OneServer, trusts: (@Sendable ([UInt8]) -> Bool)? = nil,
        limits: WireLimits = WireLimits(milliseconds: 5000)
    ) throws -> WireClient {
        let pinned = hub.key.publicKey.der
        return try WireClient(
            address: WireAddress("https://127.0.0.1:\(server.port)"),
            identity: WireIdentity(keyPEM: box.key.pem, certificate: box.certificate), limits: limits,
            trusts: trusts ?? { $0 == pinned })
    }

    private func error(_ server: OneServer, _ client: WireClient) async throws -> WireError.Code? {
        var code: WireError.Code?
        do { _ = try await client.post("/v1/beat", body: [1]) } catch { code = error.code }
        await client.close()
        await server.stop()
        return code
    }

    @Test func `asks over one kept connection and shows its key`() async throws {
        let server = try await OneServer(hub, answer: .echo)
        let client = try client(server)
        for number in 0..<5 {
            let reply = try await client.post(
                "/v1/beat", headers: [("X-Number", "\(number)")], body: [1, 2, UInt8(number)])
            #expect(reply.status == 200)
            #expect(reply.body == [1, 2, UInt8(number)])
        }
        #expect(client.peerKey == hub.key.publicKey.der)
        #expect(server.seen.withLock { $0.connections } == 1)
        #expect(server.seen.withLock { $0.keys } == [box.key.publicKey.der])
        #expect(server.seen.withLock { $0.versions } == ["tlsv13"])
        await client.close()
        await server.stop()
    }

    @Test func `another key than the pinned one gets not one byte of a request`() async throws {
        let server = try await OneServer(hub, answer: .echo)
        #expect(try await error(server, client(server, trusts: { _ in false })) == .untrusted)
        #expect(server.seen.withLock { $0.requests } == 0)
    }

    @Test func `a server with only TLS 1.2 is refused`() async throws {
        let server = try await OneServer(hub, answer: .echo, maximum: .tlsv12)
        #expect(try await error(server, client(server)) == .broken)
        #expect(server.seen.withLock { $0.requests } == 0)
    }

    @Test func `an answer of 100 MB is cut off, announced or not`() async throws {
        for answer in [OneServer.Answer.flood(announced: true), .flood(announced: false)] {
            let server = try await OneServer(hub, answer: answer)
            #expect(try await error(server, client(server)) == .tooLarge)
            #expect(server.seen.withLock { $0.written } < 20 << 20)
        }
    }

    @Test func `a server that never answers, or rubbish, ends in time`() async throws {
        let silent = try await OneServer(hub, answer: .never)
        #expect(try await error(silent, client(silent, limits: WireLimits(milliseconds: 300))) == .timeout)
        let rubbish = try await OneServer(hub, answer: .rubbish)
        #expect(try await error(rubbish, client(rubbish)) == .broken)
        let hangUp = try await OneServer(hub, answer: .hangUp)
        #expect(try await error(hangUp, client(hangUp)) == .broken)
    }

    @Test func `a redirect is an answer, not an order`() async throws {
        let server = try await OneServer(hub, answer: .redirect)
        let client = try client(server)
        #expect(try await client.post("/v1/beat", body: []).status == 307)
        #expect(server.seen.withLock { $0.requests } == 1)
        await client.close()
        await server.stop()
    }

    @Test func `nobody there is unreachable`() async throws {
        let server = try await OneServer(hub, answer: .echo)
        let client = try client(server)
        await server.stop()
        #expect(try await error(server, client) == .unreachable)
        let unknown = try WireClient(
            address: WireAddress("https://nobody.invalid"), identity: nil, limits: WireLimits(milliseconds: 3000),
            trusts: { _ in true })
        await #expect(throws: WireError.self) { try await unknown.post("/", body: []) }
        await unknown.close()
    }

    @Test func `an identity that is none is refused`() {
        #expect(throws: WireError(.identity, "identity")) { try WireIdentity(keyPEM: "x", certificate: []) }
    }

    @Test(arguments: [("5", 5), ("0", 1), ("999999", 3600), ("x", nil)] as [(String, Int?)])
    func `reads when to come back`(text: String, seconds: Int?) {
        var reply = WireReply(status: 503, headers: [("retry-after", text)], body: [])
        #expect(reply.retryAfter == seconds)
        reply.headers = []
        #expect(reply.retryAfter == nil)
    }
}
