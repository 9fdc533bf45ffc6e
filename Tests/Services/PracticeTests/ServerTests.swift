import DatasafeCore
import FactFiles
import FoundationEssentials
import Glibc
import Logging
import Seal
import Staging
import Testing
import Varlink

@testable import Practice

/// The service as it runs, behind its real socket; who asks is told apart by an injected table of users.
@Suite struct ServerTests {
    let folder: String
    let places: PracticePlaces
    let client: DeedClient

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "server-\(Token.uuid().prefix(8))").path
        places = PracticePlaces(home: "\(folder)/practice", staging: "\(folder)/staging")
        for place in [places.home, places.staging] {
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        }
        client = DeedClient(folder: folder)
    }

    /// Runs the service while `body` runs. `asker` is who this test's own user counts as; nil = nobody we know.
    private func withService(as asker: ServiceName?, root: Bool = false, _ body: () async throws -> Void) async throws {
        let user = getuid()
        let socket = "\(folder)/\(ServiceName.practice.socketFile)"
        try? FileManager.default.removeItem(atPath: socket)
        let table = UserTable(services: asker.map { [user: $0] } ?? [:], roots: root ? [user] : [])
        let practice = Practice(
            places: places, version: "0.0.0", runFolder: folder,
            socket: .path(socket), users: table,
            now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await practice.run() }
            for _ in 0..<500 where !FileManager.default.fileExists(atPath: socket) {
                try await Task.sleep(for: .milliseconds(20))
            }
            try await body()
            group.cancelAll()
        }
    }

    @Test func `the first day over the socket, with real password hashes`() async throws {
        let password = Secret(text: "Regenschirm Kartoffel")
        try await withService(as: .setup) {
            _ = try await client.ask(
                PracticeDeeds.CreateFirstAdministrator(practice: "Praxis", user: "chef", fullName: "Eva Chef"),
                secret: password)
        }
        try await withService(as: .web) {
            let session = try await client.ask(
                PracticeDeeds.LogIn(user: "chef", client: "10.0.0.5"), secret: password
            ).session
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
            let writer = try StagingFolder(path: places.staging).make()
            try await writer.append(bytes)
            writer.finish()
            let row = try await client.ask(
                PracticeDeeds.FileDocument(
                    session: session, folder: nil, name: "Bild.png", staged: writer.name.text,
                    bytes: Int64(bytes.count))
            ).document
            let opened = try await client.ask(
                PracticeDeeds.OpenDocument(session: session, document: row.id, version: nil))
            let path = BlobFolder(path: places.blobs).path(of: try #require(ContentAddress(opened.sha256)))
            #expect(try Array(Data(contentsOf: URL(filePath: path))) == bytes)
            let refused = await code {
                try await client.ask(
                    PracticeDeeds.LogIn(user: "chef", client: "10.0.0.5"), secret: Secret(text: "falsch"))
            }
            #expect(refused == "USR-WRONG")
            let log = try await client.ask(PracticeDeeds.ReadAudit(session: session, before: nil, words: "")).lines
            #expect(log.map(\.action).contains("document.open"))
            let fact = FactFolder(
                path: folder, now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) })
            #expect(fact.read(PracticeFact.self).fact?.storeWorks == true)
        }
    }

    @Test func `who may not ask is not answered`() async throws {
        let found = PracticeDeeds.CreateFirstAdministrator(practice: "Praxis", user: "chef", fullName: "Eva Chef")
        let logIn = PracticeDeeds.LogIn(user: "chef", client: "x")
        let read = PracticeDeeds.ReadNight(staged: StagedName().text, folder: nil, offset: 0)
        let secret = Secret(text: "Regenschirm Kartoffel")
        func asked(_ body: () async throws -> some Any) async -> String {
            do {
                _ = try await body()
                return "done"
            } catch let error as VarlinkError { return error.code.rawValue } catch { return "answered" }
        }
        // Whoever may ask gets an answer, be it a refusal.
        let table: [(ServiceName?, [String])] = [
            (nil, ["notAllowed", "notAllowed", "notAllowed"]),
            (.monitor, ["notAllowed", "notAllowed", "notAllowed"]),
            (.web, ["notAllowed", "answered", "notAllowed"]),
            (.backup, ["notAllowed", "notAllowed", "answered"]),
        ]
        for (asker, expected) in table {
            try await withService(as: asker) {
                let got = [
                    await asked { try await client.ask(found, secret: secret) },
                    await asked { try await client.ask(logIn, secret: secret) },
                    await asked { try await client.ask(read) },
                ]
                #expect(got == expected, "\(asker?.rawValue ?? "nobody")")
            }
        }
    }
}
