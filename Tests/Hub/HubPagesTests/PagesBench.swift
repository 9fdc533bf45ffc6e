import DatasafeCore
import Glibc
import HubStore
import Hummingbird
import HummingbirdTesting
import Logging
import Seal
import Synchronization
import Testing

@testable import HubPages

/// The pages on a store of their own, with a clock that the test turns and a router without a socket.
final class PagesBench: Sendable {
    // Wednesday, 18 November 2026, 12:06:40 in Berlin.
    static let noon = Instant(seconds: 1_795_000_000)
    static let name = "anna"
    static let password = "drei grüne Trompeten fliegen"
    static let device = "00000000-0000-4000-8000-00000000a1b2"

    let store: HubStore
    private let time = Mutex(PagesBench.noon)

    var now: Instant { time.withLock { $0 } }

    init() throws {
        var template = Array("/tmp/pages-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        store = try HubStore(path: "\(folder)/hub.sqlite", hash: { Fingerprint(of: $0).bytes })
    }

    func turn(_ seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }

    /// Runs the pages; `browser` begins without cookies.
    func run(_ body: @escaping @Sendable (TestBrowser) async throws -> Void) async throws {
        var log = Logger(label: "test")
        log.logLevel = .critical
        let router = Router(context: BasicRequestContext.self)
        HubPages(
            store: store, settings: HubPagesSettings(addresses: ["https://hub.example:8443"], version: "2026.11.1"),
            makeCode: { [store] label in
                let code = EnrolmentCode(random: Token.randomBytes(5), fingerprint: Array(0..<32))
                try await store.addCode(
                    hash: code.ticket, label: label, now: self.now, expires: self.now.adding(seconds: 86_400))
                return code
            }, log: log, now: { self.now }
        ).addRoutes(to: router)
        try await Application(router: router).test(.router) { client in try await body(TestBrowser(client)) }
    }

    /// Made once: it costs a quarter of a second.
    private static let hash = Result { try PasswordHash.make(Secret(text: password)) }

    func addPerson(mustChange: Bool = false) async throws {
        try await store.setUser(name: Self.name, password: Self.hash.get(), mustChange: mustChange, now: now)
    }

    /// Runs the pages with somebody logged in, without the work of a password.
    func runLoggedIn(_ body: @escaping @Sendable (TestBrowser) async throws -> Void) async throws {
        try await addPerson()
        let user = try #require(try await store.user(name: Self.name)).id
        try await run { browser in
            try await self.logIn(browser, user: user)
            try await body(browser)
        }
    }

    func logIn(_ browser: TestBrowser, user: Int64) async throws {
        let token = Token.random()
        try await store.addSession(hash: Token.hash(token), form: Token.random(bytes: 16), user: user, now: now)
        browser.takes(cookie: "__Host-hub", token)
        try await browser.get("/enrol")
    }

    /// A box that speaks for itself; its number.
    @discardableResult
    func addBox(label: String = "K-1042", device: String = PagesBench.device) async throws -> Int64 {
        try await store.addCode(hash: "c\(device)", label: label, now: now, expires: now.adding(seconds: 60))
        _ = try await store.enrol(codeHash: "c\(device)", key: "k\(device)", spki: [], device: device, now: now)
        return try #require(try await store.box(device: device)).id
    }

    func beat(
        _ box: Int64, seq: Int, device: String = PagesBench.device, phase: BeatPhase = .open, checks: [BeatCheck] = [],
        events: [BeatEvent] = []
    ) async throws {
        let beat = Heartbeat(
            kind: .full, software: "2026.11.1", phase: phase, device: device, boot: "aaaaaaaa", seq: seq, at: now,
            uptime: 7200, inventory: BeatInventory(disks: 2, members: 2, backups: 3), checks: checks, events: events)
        _ = try await store.take(
            BeatArrival(box: box, beat: beat, dropped: 0, digest: [UInt8(seq & 255)], arrived: now))
    }

    /// A mirror that lost a disk, as a box tells it.
    func lostDisk(_ box: Int64, seq: Int) async throws {
        try await beat(
            box, seq: seq, phase: .openDegraded,
            checks: [
                BeatCheck(id: "raid.members", state: 2, value: 1, since: now, reason: "RAID-NO-COPY"),
                BeatCheck(id: "fs.used:data", state: 0, value: 41.5, since: now, reason: ""),
                BeatCheck(id: "psu", state: -1, value: nil, since: now, reason: ""),
            ],
            events: [
                BeatEvent(
                    number: seq, kind: .raise, id: "raid.members", state: 2, value: 1, reason: "RAID-NO-COPY", at: now)
            ])
    }
}

/// A browser before the router: cookies and the token of the newest page.
final class TestBrowser: Sendable {
    private struct State: Sendable {
        var cookies: [String: String] = [:]
        var token = ""
        var language = "de"
    }

    private let client: any TestClientProtocol
    private let state = Mutex(State())

    init(_ client: any TestClientProtocol) { self.client = client }

    var token: String { state.withLock { $0.token } }
    func speaks(_ language: String) { state.withLock { $0.language = language } }
    func takes(cookie name: String, _ value: String) { state.withLock { $0.cookies[name] = value } }
    func forgetCookies() { state.withLock { $0.cookies = [:] } }
    var cookies: [String: String] { state.withLock { $0.cookies } }

    @discardableResult
    func get(_ path: String) async throws -> TestReply { try await send(.get, path, body: nil, [:]) }

    /// A form with the token of the newest page, or with another one.
    @discardableResult
    func post(
        _ path: String, _ fields: [String: String] = [:], token: String? = nil, headers: [String: String] = [:]
    ) async throws -> TestReply {
        var all = fields
        all["csrf"] = token ?? self.token
        let text = all.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
        return try await send(.post, path, body: text, headers)
    }

    func logIn(_ password: String = PagesBench.password) async throws -> TestReply {
        try await get("/login")
        let reply = try await post("/login", ["user": PagesBench.name, "password": password])
        if reply.status == 303 { try await get(reply.location) }
        return reply
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, body: String?, _ more: [String: String]
    ) async throws -> TestReply {
        let (cookies, language) = state.withLock { ($0.cookies, $0.language) }
        var headers: HTTPFields = [.acceptLanguage: language]
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        for (name, value) in more { headers[try #require(HTTPFields.Element.Name(name))] = value }
        let reply = try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { response in
            TestReply(
                status: response.status.code, location: response.headers[.location] ?? "",
                policy: HTTPFields.Element.Name("Content-Security-Policy").flatMap { response.headers[$0] } ?? "",
                cookies: response.headers[values: .setCookie], body: String(buffer: response.body))
        }
        state.withLock { state in
            for cookie in reply.cookies {
                let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
                let isOver = cookie.contains("Max-Age=0")
                state.cookies[String(pair[0])] = isOver || pair.count < 2 ? nil : String(pair[1])
            }
            if let token = reply.value(of: "name=\"csrf\" value=\"") { state.token = token }
        }
        return reply
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            return isPlain
                ? String(Unicode.Scalar(byte))
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}

struct TestReply: Sendable {
    var status: Int
    var location: String
    var policy: String
    var cookies: [String]
    var body: String

    /// What stands between `start` and the next quote.
    func value(of start: String) -> String? {
        guard let range = body.firstRange(of: start) else { return nil }
        return String(body[range.upperBound...].prefix { $0 != "\"" })
    }
}
