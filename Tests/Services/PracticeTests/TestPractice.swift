import Database
import DatasafeCore
import FoundationEssentials
import Logging
import Seal
import Staging
import Synchronization
import Testing

@testable import Practice

/// A practice in a folder of its own, with a clock of its own and cheap passwords; the folder goes away with it.
final class TestPractice: Sendable {
    static let password = "Regenschirm Kartoffel"

    let folder: String
    let places: PracticePlaces
    let host: DataHost
    /// The folder stays when this ends.
    private let isKept: Bool

    init(
        folder: String? = nil, space: VolumeSpace = VolumeSpace(free: 1 << 40, total: 1 << 40), log: Bool = false,
        isReal: Bool = false, isKept: Bool = false
    ) throws {
        self.isKept = isKept
        self.folder = folder ?? FileManager.default.temporaryDirectory.appending(path: "practice-\(Token.uuid())").path
        places = PracticePlaces(home: "\(self.folder)/practice", staging: "\(self.folder)/staging")
        for place in [self.folder, places.home, places.staging] {
            try? FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        }
        let clock = Clock()
        shared = clock
        let counter = Counter()
        self.counter = counter
        let cheap = PasswordKeeping(
            make: { secret in "cheap:" + Token.hash(secret.withBytes { String(decoding: $0, as: UTF8.self) }) },
            verify: { secret, stored in
                counter.count.withLock { $0 += 1 }
                return stored == "cheap:" + Token.hash(secret.withBytes { String(decoding: $0, as: UTF8.self) })
            })
        var logger = Logger(label: "practice") { _ in SwiftLogNoOpLogHandler() }
        if log { logger = Logger(label: "practice") }
        let given: @Sendable () throws -> VolumeSpace = { space }
        host = try DataHost(
            places: places, passwords: cheap, space: isReal ? nil : given, now: { clock.moment.withLock { $0 } },
            logger: logger)
    }

    private let shared: Clock
    private let counter: Counter

    /// How many passwords were checked.
    var checks: Int { counter.count.withLock { $0 } }

    /// Moves the clock.
    func wait(_ seconds: Int64) { shared.moment.withLock { $0 = $0.adding(seconds: seconds) } }
    var now: Instant { shared.moment.withLock { $0 } }

    private final class Clock: Sendable {
        let moment = Mutex(Instant(seconds: 1_795_000_000))
    }

    private final class Counter: Sendable { let count = Mutex(0) }

    // MARK: People

    /// Founds the practice and logs its administrator in.
    func found() async throws -> String {
        _ = try await host.answer(
            PracticeDeeds.CreateFirstAdministrator(practice: "Praxis am Markt", user: "chef", fullName: "Dr. Eva Chef"),
            secret: Secret(text: Self.password))
        return try await logIn("chef")
    }

    func logIn(_ user: String, _ password: String = TestPractice.password, client: String = "10.0.0.5") async throws
        -> String
    {
        try await host.answer(PracticeDeeds.LogIn(user: user, client: client), secret: Secret(text: password)).session
    }

    /// Makes a user of a role and logs them in.
    func add(_ user: String, _ role: Role, by administrator: String) async throws -> String {
        _ = try await host.answer(
            PracticeDeeds.SaveUser(
                session: administrator, id: nil, user: user, fullName: "Frau \(user)", role: role.rawValue,
                active: true), secret: Secret(text: Self.password))
        return try await logIn(user)
    }

    // MARK: Documents

    /// What the web service does: bytes into staging.
    func stage(_ bytes: [UInt8]) throws -> String {
        let writer = try host.staging.make()
        try bytes.withUnsafeBytes { try writer.write($0) }
        writer.finish()
        return writer.name.text
    }

    func file(_ session: String, _ name: String, _ bytes: [UInt8], in folder: Int? = nil) async throws -> DocumentRow {
        try await host.answer(
            PracticeDeeds.FileDocument(
                session: session, folder: folder, name: name, staged: stage(bytes), bytes: Int64(bytes.count))
        ).document
    }

    func folder(_ session: String, _ name: String, in parent: Int? = nil) async throws -> Int {
        try await host.answer(PracticeDeeds.MakeFolder(session: session, parent: parent, name: name)).folder.id
    }

    func change(
        _ session: String, _ kind: String, _ id: Int, _ change: String, name: String? = nil, parent: Int? = nil
    ) async throws {
        _ = try await host.answer(
            PracticeDeeds.ChangeEntry(session: session, kind: kind, id: id, change: change, name: name, parent: parent))
    }

    func list(_ session: String, _ folder: Int? = nil, bin: Bool = false) async throws -> [String] {
        let page = try await host.answer(
            PracticeDeeds.ListFolder(session: session, folder: folder, bin: bin, offset: 0))
        return page.folders.map { "\($0.name)/" } + page.documents.map(\.name)
    }

    /// What the web service does to hand a document out: ask where it is, read it.
    func read(_ session: String, _ document: Int, version: Int? = nil) async throws -> [UInt8] {
        let opened = try await host.answer(
            PracticeDeeds.OpenDocument(session: session, document: document, version: version))
        let address = try #require(ContentAddress(opened.sha256))
        return try bytes(host.blobs.path(of: address))
    }

    func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    /// Every file below the blobs' fans.
    var blobs: Set<String> {
        Set((UInt8.min...UInt8.max).flatMap { host.blobs.addresses(fan: $0) }.map(\.hex))
    }

    // MARK: The log

    func audit(_ session: String, _ words: String = "") async throws -> [AuditRow] {
        try await host.answer(PracticeDeeds.ReadAudit(session: session, before: nil, words: words)).lines
    }

    /// Walks the whole chain.
    func auditFault() async -> AuditFault? {
        do {
            let (_, complete) = try await host.verifyAudit(after: .empty, lines: 1_000_000)
            #expect(complete)
            return nil
        } catch { return error as? AuditFault }
    }

    deinit {
        try? host.pool.close()
        if !isKept { try? FileManager.default.removeItem(atPath: folder) }
    }
}

/// The code somebody is refused with; `-` when nobody is.
func code(_ body: () async throws -> some Any) async -> String {
    do {
        _ = try await body()
        return "-"
    } catch { return (error as? Refusal)?.code ?? "\(error)" }
}
