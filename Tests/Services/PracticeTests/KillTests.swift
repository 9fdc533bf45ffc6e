import Database
import DatasafeCore
import FoundationEssentials
import Glibc
import Logging
import Seal
import Staging
import Synchronization
import Testing
import Varlink

@testable import Practice

/// The real service as a process of its own, killed with SIGKILL in the middle of uploads, again and again. What was
/// acknowledged once is there and identical after each start.
///
/// A killed process is no power cut (the kernel keeps what it wrote); the order of syncs is proven on the booted box.
@Suite struct KillTests {
    static let rounds = 20

    struct Acknowledged: Sendable {
        var document: Int
        var version: Int
        var sha256: String
    }

    private final class Tally: Sendable {
        let acknowledged = Mutex<[Acknowledged]>([])
        let broken = Mutex(0)
    }

    @Test(.timeLimit(.minutes(10)))
    func `twenty kills during uploads lose nothing that was acknowledged`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kill-\(Token.uuid().prefix(8))").path
        let staging = "\(folder)/staging"
        for place in [staging, "\(folder)/practice"] {
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let tally = Tally()

        for round in 0...Self.rounds {
            try? FileManager.default.removeItem(atPath: "\(folder)/practice.socket")
            async let ended: Void = Self.serve(in: folder)
            let session = try await Self.logIn(folder, first: round == 0)
            try await Self.check(tally.acknowledged.withLock { $0 }, folder, session)
            if round < Self.rounds {
                await withTaskGroup(of: Void.self) { group in
                    for lane in 0..<8 {
                        group.addTask {
                            var number = 0
                            while let result = await Self.upload(folder, session, "\(round)-\(lane)-\(number % 5)") {
                                tally.acknowledged.withLock { $0.append(result) }
                                number += 1
                            }
                            tally.broken.withLock { $0 += 1 }
                        }
                    }
                    group.addTask {
                        try? await Task.sleep(for: .milliseconds(Int.random(in: 20...500)))
                        Self.killServer(folder)
                    }
                }
            } else {
                try await Task.sleep(for: .seconds(1))
                Self.killServer(folder)
            }
            _ = await ended
            // While the service runs nobody else opens its database.
            if round == Self.rounds { try await Self.checkWhole(folder) }
        }
        // The test has a subject only if both happened often: acknowledged ones, and uploads cut off.
        #expect(tally.acknowledged.withLock { $0.count } >= 100)
        #expect(tally.broken.withLock { $0 } == 8 * Self.rounds)
        print("acknowledged=\(tally.acknowledged.withLock { $0.count }) lost=0 kills=\(Self.rounds + 1)")
    }

    /// Runs the service in a process of its own until that is killed.
    private static func serve(in folder: String) async {
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
            try Data("\(getpid())".utf8).write(to: URL(filePath: "\(folder)/pid"))
            let practice = Practice(
                places: PracticePlaces(home: "\(folder)/practice", staging: "\(folder)/staging"), version: "0.0.0",
                runFolder: folder, socket: .path("\(folder)/practice.socket"),
                users: UserTable(services: [:], roots: [getuid()]),
                now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            try await practice.run()
        }
    }

    private static func killServer(_ folder: String) {
        guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/pid")),
            let pid = Int32(String(decoding: data, as: UTF8.self)), pid > 1
        else { return }
        kill(pid, SIGKILL)
    }

    private static func logIn(_ folder: String, first: Bool) async throws -> String {
        let client = DeedClient(folder: folder)
        let password = Secret(text: "Regenschirm Kartoffel")
        // Until the socket is there and answers.
        for _ in 0..<1000 {
            do {
                if first {
                    _ = try await client.ask(
                        PracticeDeeds.CreateFirstAdministrator(practice: "P", user: "chef", fullName: "Chef"),
                        secret: password)
                }
                return try await client.ask(PracticeDeeds.LogIn(user: "chef", client: "x"), secret: password).session
            } catch is VarlinkError {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        throw VarlinkError(code: .hungUp)
    }

    /// One upload; nil when the service is gone.
    private static func upload(_ folder: String, _ session: String, _ name: String) async -> Acknowledged? {
        do {
            let count = Int.random(in: 0...9) == 0 ? 1_500_000 : Int.random(in: 0...60_000)
            let seed = UInt8.random(in: 0...255)
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 13) ^ seed } + Token.randomBytes(8)
            let writer = try StagingFolder(path: "\(folder)/staging").make()
            try await writer.append(bytes)
            writer.finish()
            let row = try await DeedClient(folder: folder).ask(
                PracticeDeeds.FileDocument(
                    session: session, folder: nil, name: name, staged: writer.name.text, bytes: Int64(bytes.count))
            ).document
            let sha256 = ContentDigest.sha256(bytes).lowercaseHex
            #expect(row.sha256 == sha256)
            return Acknowledged(document: row.id, version: row.versions, sha256: sha256)
        } catch { return nil }
    }

    private static func check(_ all: [Acknowledged], _ folder: String, _ session: String) async throws {
        let client = DeedClient(folder: folder)
        let blobs = BlobFolder(path: "\(folder)/practice/blobs")
        for one in all {
            let opened = try await client.ask(
                PracticeDeeds.OpenDocument(session: session, document: one.document, version: one.version))
            #expect(opened.sha256 == one.sha256)
            var digest = ContentDigest()
            _ = try blobs.open(try #require(ContentAddress(one.sha256))).read { digest.add($0) }
            #expect(digest.finish().lowercaseHex == one.sha256)
        }
    }

    /// After everything: the chain is whole, every blob on the disk belongs to a document, and nothing lies about.
    private static func checkWhole(_ folder: String) async throws {
        let host = try DataHost(
            places: PracticePlaces(home: "\(folder)/practice", staging: "\(folder)/staging"),
            now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let (_, complete) = try await host.verifyAudit(after: .empty, lines: 10_000_000)
        #expect(complete)
        #expect(try await host.settle() == 0)
        let stored = Set((UInt8.min...UInt8.max).flatMap { host.blobs.addresses(fan: $0) })
        let counts = try await host.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM blob WHERE sha256 IN (SELECT sha256 FROM version)")
        }
        #expect(counts == stored.count)
        let faults = try DatabaseFile.faults(in: host.pool, quick: false)
        #expect(faults == [])
        try host.pool.close()
    }
}
