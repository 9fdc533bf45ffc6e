import DatasafeCore
import FoundationEssentials
import Logging
import PageFrame
import PagesDoubles
import RealBrowser
import Seal
import ServiceLifecycle
import Synchronization
import Web

/// The real web service on a free port of the loopback, in front of a scripted box.
struct BoxServer: Sendable {
    let box: ScriptedBox
    let port: Int
    /// Where uploads arrive.
    let staging: String

    var origin: String { "https://127.0.0.1:\(port)" }

    /// Runs the server while `body` does.
    static func with<Value: Sendable>(
        _ box: ScriptedBox, _ body: @Sendable (BoxServer) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.path + "/web-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var settings = WebSettings()
        settings.address = "127.0.0.1"
        settings.port = 0
        settings.redirectPort = nil
        settings.assets = TestPaths.assets
        settings.libraries = try TestPaths.libraries()
        settings.staging = folder
        settings.blobs = folder
        let seal = try SelfSigned.server(
            key: SigningKey(), name: "datasafe", hosts: ["127.0.0.1"], now: Instant(seconds: 1_790_000_000))
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let web = Web(
            frame: Frame(facts: box.facts, deeds: box.deeds, now: { ScriptedBox.now }, version: "0.0.0"),
            settings: settings,
            identity: TLSIdentity(
                certificate: seal.certificatePEM, key: seal.key.pem, fingerprint: seal.fingerprint.text),
            fact: nil, onPort: { continuation.yield($0) }, logger: .quiet)
        let group = ServiceGroup(configuration: .init(services: [web], logger: .quiet))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            guard let port = await iterator.next() else { throw Chromium.Failure(description: "no port") }
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(BoxServer(box: box, port: port, staging: folder)))
            } catch {
                result = .failure(error)
            }
            // Not gracefully: the browser keeps its connections open for as long as it may.
            tasks.cancelAll()
            return try result.get()
        }
    }
}

/// Where the repository's files are, seen from this test.
enum TestPaths {
    private static let root = #filePath.split(separator: "/").dropLast(5).map { "/\($0)" }.joined()

    static let assets = "\(root)/rootfs/usr/share/datasafe/web"

    /// The folder that holds bootstrap5, htmx and chart.js: the image's packages, put here by `Scripts/web-assets`, or the host's.
    static func libraries() throws -> String {
        let folders = ["\(root)/.build-assets/usr/share/javascript", "/usr/share/javascript"]
        for folder in folders where FileManager.default.fileExists(atPath: "\(folder)/chart.js/chart.min.js") {
            return folder
        }
        throw Chromium.Failure(description: "no chart.js: run Scripts/web-assets")
    }

    /// What a practice reads that replaces a disk.
    static let guide = "\(root)/docs/replace-a-disk.md"

    /// Pages kept byte for byte.
    static let golden = "\(root)/Tests/Pages/WebTests/Golden"

    /// Where the pictures go: `PAGE_PICTURES`, else a temporary folder.
    static let pictures = ProcessInfo.processInfo.environment["PAGE_PICTURES"] ?? ""
}

extension Logger {
    /// Says nothing but what is worth a failure.
    static let quiet: Logger = {
        var logger = Logger(label: "web")
        logger.logLevel = .critical
        return logger
    }()
}
