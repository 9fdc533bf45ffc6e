import FoundationEssentials
import Spawn
import Synchronization
import Testing

@testable import Backup

/// The online service of one box: Debian's own server, as the vendor runs it, at the end of a socket instead of a line.
final class TestVault: Sendable {
    /// The server of the image's Debian, which `Scripts/test` names, else the installed one.
    static let program =
        ProcessInfo.processInfo.environment["DATASAFE_VAULT_ENGINE"] ?? "/usr/bin/restic-rest-server"
    static var isHere: Bool { FileManager.default.isExecutableFile(atPath: program) }

    private let box: TestBox
    private let server = Mutex<Task<Void, Never>?>(nil)

    init(_ box: TestBox) async throws {
        self.box = box
        try await start()
    }

    var folder: String { "\(box.root)/vault" }

    /// - Parameters:
    ///   - bytes: all there may be.
    ///   - isOpen: the vendor lets the box take away.
    ///   - socket: where it listens, if not where the box comes.
    func start(bytes: Int64? = nil, isOpen: Bool = false, at socket: String? = nil) async throws {
        box.storage.state.withLock { $0.mayDelete = isOpen }
        let socket = socket ?? box.places.uplink
        Files.remove(socket)
        let arguments =
            ["--listen", "unix:\(socket)", "--path", folder, "--no-auth"] + (isOpen ? [] : ["--append-only"])
            + (bytes.map { ["--max-size", "\($0)"] } ?? [])
        let task = Task {
            _ = try? await Spawn.run(Program(path: Self.program, arguments: arguments, timeout: .seconds(1200)))
        }
        server.withLock { $0 = task }
        try await box.wait("the server") { Files.exists(socket) }
    }

    /// As a power cut ends it.
    func stop() async {
        let task = server.withLock { server in
            defer { server = nil }
            return server
        }
        task?.cancel()
        await task?.value
    }

    /// Files of a kind, whole paths.
    func files(_ kind: String) -> [String] {
        Files.names(in: "\(folder)/repo/\(kind)").flatMap { name in
            let path = "\(folder)/repo/\(kind)/\(name)"
            return Files.isFolder(path) ? Files.names(in: path).map { "\(path)/\($0)" } : [path]
        }
    }

    private func largest(_ kind: String) throws -> String {
        try #require(files(kind).max { (Files.bytes($0) ?? 0) < (Files.bytes($1) ?? 0) })
    }

    /// Takes a file away, on the server's disk.
    func lose(_ kind: String) throws { try FileManager.default.removeItem(atPath: largest(kind)) }

    /// Turns a bit of a pack over, on the server's disk.
    func harm() throws {
        let pack = try largest("data")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: pack)
        var content = try Data(contentsOf: URL(filePath: pack))
        content[content.count / 2] ^= 1
        try content.write(to: URL(filePath: pack))
    }
}
