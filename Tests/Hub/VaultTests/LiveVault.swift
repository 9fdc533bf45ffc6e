import DatasafeCore
import FoundationEssentials
import Glibc
import HubStore
import Logging
import NIOCore
import NIOPosix
import Seal
import ServiceLifecycle
import Spawn
import Synchronization
import Testing
import Wire

@testable import Vault

/// The programs of others that these tests need.
enum Engines {
    private static let environment = ProcessInfo.processInfo.environment
    static let server = environment["DATASAFE_VAULT_ENGINE"] ?? "/usr/bin/restic-rest-server"
    static let restic = environment["DATASAFE_RESTIC"] ?? "/usr/bin/restic"
    static let areThere = [server, restic].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
}

/// A vault on loopback with its real port, key, database and programs.
final class LiveVault: Sendable {
    static let now = Instant(seconds: 1_795_000_000)

    let folder: String
    let store: HubStore
    let sealed: SelfSigned
    let log: Logger
    /// Moved by tests.
    let time = Mutex(now)
    private let ports = Mutex(0)
    private let boxes = Mutex(0)

    var port: Int { ports.withLock { $0 } }
    var stores: String { "\(folder)/s" }

    init() throws {
        var template = Array("/tmp/vault-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        store = try HubStore(path: "\(folder)/hub.sqlite", hash: { Fingerprint(of: $0).bytes })
        sealed = try SelfSigned.server(key: SigningKey(), name: "hub", hosts: ["127.0.0.1"], now: Self.now)
        var log = Logger(label: "test")
        log.logLevel = .critical
        self.log = log
    }

    /// Runs the vault while `body` runs; the second time on the same port.
    func run(
        idle: Duration = .seconds(60), openEvery: Int? = nil, scrubEvery: Int? = nil,
        _ body: @escaping @Sendable (VaultCellar) async throws -> Void
    ) async throws {
        var settings = VaultSettings(store: stores, engine: Engines.server, port: port) {
            self.time.withLock { $0 }
        }
        (settings.openEvery, settings.scrubEvery, settings.scrubPause) = (openEvery, scrubEvery, 0)
        (settings.host, settings.idle, settings.look) = ("127.0.0.1", idle, .milliseconds(100))
        let cellar = VaultCellar(settings: settings, log: log)
        let (running, tell) = AsyncStream.makeStream(of: Int.self)
        let vault = try Vault(
            store: store, settings: settings,
            identity: WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate), log: log,
            onRunning: { tell.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await vault.serve(cellar) }
            var iterator = running.makeAsyncIterator()
            let port = try #require(await iterator.next())
            ports.withLock { $0 = port }
            defer { group.cancelAll() }
            try await body(cellar)
        }
    }

    /// An enrolled box, with so many bytes booked; with the pump that carries its backups while `body` runs.
    func box(
        bytes: Int? = 1 << 30, rate: @escaping @Sendable () -> Int? = { nil },
        _ body: @escaping @Sendable (VaultBox) async throws -> Void
    ) async throws {
        let number = boxes.withLock { count in
            count += 1
            return count
        }
        let sealed = try SelfSigned.device(key: SigningKey(), now: Self.now)
        try await store.addCode(hash: "c\(number)", label: "", now: Self.now, expires: Self.now.adding(seconds: 60))
        let key = sealed.key.publicKey
        let device = try #require(
            await store.enrol(
                codeHash: "c\(number)", key: key.fingerprint.hex, spki: key.der, device: Token.uuid(), now: Self.now))
        if let bytes { try await store.bookVault(device: device, bytes: bytes) }
        let box = VaultBox(vault: self, device: device, sealed: sealed, number: number)
        let pump = WirePump(
            door: .path(box.door), mayCome: { _ in true }, target: { try? box.target() }, rate: rate)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pump.run() }
            while !(await WireDoor.answers(box.door)) { try await Task.sleep(for: .milliseconds(10)) }
            defer { group.cancelAll() }
            var box = box
            box.pump = pump
            try await body(box)
        }
    }

    /// Every file below a folder with a fingerprint of its content; without the locks, which come and go.
    func files(below path: String) throws -> [String: String] {
        var found: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path)
        where !name.contains("locks/") && !name.hasPrefix(".") {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder), !isFolder else {
                continue
            }
            let bytes = try #require(FileManager.default.contents(atPath: "\(path)/\(name)"))
            found[name] = Fingerprint(of: Array(bytes)).hex
        }
        return found
    }

    /// Waits until something is true, half a minute at most: others may need the machine.
    static func until(_ condition: @Sendable () async throws -> Bool) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        while !(try await condition()) {
            try #require(ContinuousClock.now < end, "not in time")
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

/// One box at a vault.
struct VaultBox: Sendable {
    let vault: LiveVault
    let device: String
    let sealed: SelfSigned
    let number: Int
    var pump: WirePump?

    var door: String { "\(vault.folder)/d\(number)" }
    var source: String { "\(vault.folder)/source\(number)" }
    /// What the vault keeps for it.
    var kept: String { "\(vault.stores)/\(device)" }

    init(vault: LiveVault, device: String, sealed: SelfSigned, number: Int) {
        (self.vault, self.device, self.sealed, self.number) = (vault, device, sealed, number)
    }

    func target() throws -> WireTarget {
        let pinned = vault.sealed.key.publicKey.der
        return try WireTarget(
            address: WireAddress("https://127.0.0.1:\(vault.port)"),
            identity: WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate), trusts: { $0 == pinned })
    }

    /// What the probe says, or why it says nothing.
    func probe() async -> String {
        guard let target = try? target() else { return "no target" }
        do throws(WireError) {
            return try await WireProbe.ask(target) == .found ? "found" : "empty"
        } catch {
            return error.code.rawValue
        }
    }

    /// Whether it may take away now.
    func mayDelete() async throws -> Bool { try await WireProbe.mayDelete(target()) }

    /// Writes a file of noise into the source.
    func write(_ name: String, _ count: Int) throws {
        try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
        var random = SystemRandomNumberGenerator()
        let words = (0..<count / 8).map { _ in random.next() }
        let data = words.withUnsafeBytes { Data($0) }
        try data.write(to: URL(filePath: "\(source)/\(name)"))
    }

    @discardableResult
    func restic(_ arguments: String..., timeout: Duration = .seconds(120)) async throws -> Ended {
        try await Spawn.run(
            Program(
                path: Engines.restic,
                arguments: ["-r", "rest:http+unix://\(door):/repo/", "--no-cache"] + arguments,
                environment: ["RESTIC_PASSWORD": "secret", "GOMAXPROCS": "2"], timeout: timeout))
    }

    /// Restores the newest or a named night and compares it with what stands in the source now.
    func isWhole(_ night: String = "latest", files: [String: String]? = nil) async throws -> Bool {
        let target = "\(vault.folder)/restored-\(Token.uuid().prefix(8))"
        let ended = try await restic("restore", "\(night):\(source)", "--target", target)
        try #require(ended.succeeded, "\(ended.lastWords)")
        return try vault.files(below: target) == files ?? vault.files(below: source)
    }

    /// What cut-off uploads have left.
    func half() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: kept).filter { $0.contains("temp") }
    }

    /// The status of one raw request through the pump; nil when nothing is answered.
    func ask(_ method: String, _ path: String, body: String = "") async throws -> Int? {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: door) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let head =
                "\(method) \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.utf8.count)"
            var text = ""
            // A connection that is cut off is no answer.
            do {
                try await outbound.write(ByteBuffer(string: "\(head)\r\n\r\n\(body)"))
                for try await buffer in inbound {
                    text += String(buffer: buffer)
                    if text.contains("\r\n") { break }
                }
            } catch {}
            let words = text.split(separator: " ")
            return words.count > 1 ? Int(words[1]) : nil
        }
    }
}
