import CLinux
import DatasafeCore
import FoundationEssentials
import Glibc
import Spawn
import Testing
import Threads

@testable import Shares

@Suite struct ShareDoorTests {
    let address: ShareAddress
    let export: ShareAddress

    init() throws {
        address = try #require(ShareAddress(typed: "//nas/Sicherung/Datasafe"))
        export = try #require(ShareAddress(typed: "nfs://nas:12049/export"))
    }

    /// A listening socket of packets, as systemd makes it.
    private func listen(at path: String) throws -> Int32 {
        let listener = socket(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0 && Glibc.listen(listener, 4) == 0)
        return listener
    }

    /// Asks a door behind which `opening` stands.
    private func ask(
        user: ShareUser? = ShareUser(typed: #"PRAXIS\backup"#), password: String? = "ge,heim ü\\",
        opening: @escaping @Sendable (ShareRequest, String?) throws(ShareError) -> Int32
    ) async throws -> OpenShare {
        let path = "/tmp/door-\(UInt32.random(in: 0 ... .max))"
        let listener = try listen(at: path)
        defer {
            close(listener)
            unlink(path)
        }
        let answering = Task {
            try await offload {
                _ = ShareDoor.answerOne(listening: listener) { request, password, owner throws(ShareError) in
                    guard owner.user == getuid() else { throw ShareError(code: EPERM, what: "owner") }
                    return try opening(request, password?.withBytes { String(decoding: $0, as: UTF8.self) })
                }
            }
        }
        let secret = password.map { Secret(text: $0) }
        let opened: Result<OpenShare, any Error>
        do {
            opened = .success(try await ShareDoor.open(address, user: user, password: secret, door: path))
        } catch {
            opened = .failure(error)
        }
        try await answering.value
        return try opened.get()
    }

    @Test func `what is opened is seen by who asked and by what it starts, and closed with it`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "share-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("da".utf8).write(to: folder.appending(path: "datei"))
        let wanted = ShareRequest(address: address, user: ShareUser(typed: #"PRAXIS\backup"#))
        let path = folder.path()
        var share: OpenShare? = try await ask { request, password throws(ShareError) in
            guard request == wanted, password == "ge,heim ü\\" else { throw ShareError(code: EINVAL, what: "request") }
            return Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        let root = try #require(share?.root)
        #expect(try Data(contentsOf: URL(filePath: "\(root)/datei")) == Data("da".utf8))
        let cat = try await Spawn.run(Program(path: "/bin/cat", arguments: ["\(root)/datei"]))
        #expect(cat.text == "da")
        share = nil
        for _ in 0..<200 where access(root, F_OK) == 0 { try await Task.sleep(for: .milliseconds(20)) }
        #expect(access(root, F_OK) != 0)
    }

    @Test func `why it could not be opened comes back`() async throws {
        await #expect(throws: ShareError(code: EACCES, what: "share")) {
            _ = try await ask { _, _ throws(ShareError) in throw ShareError(code: EACCES, what: "connect") }
        }
        await #expect(throws: ShareError(code: ENXIO, isResolved: false, what: "share")) {
            _ = try await ask(user: nil, password: nil) { request, password throws(ShareError) in
                guard request.user == nil, password == nil else { throw ShareError(code: EINVAL, what: "request") }
                throw ShareError(code: ENXIO, isResolved: false, what: "resolve")
            }
        }
        // Nobody behind the door.
        await #expect(throws: ShareError(code: ENOENT, what: "door")) {
            _ = try await ShareDoor.open(address, user: nil, password: nil, door: "/nowhere/share.door")
        }
    }

    @Test func `a packet that is none opens nothing`() throws {
        let good = try ShareRequest(address: address, user: nil).packet(Secret(text: "x"))
        #expect(good.withUnsafeBytes { ShareRequest.read($0) }?.request.address == address)
        var bad: [[UInt8]] = [[], [0], [0, 0], [255, 255], Array(good.prefix(20)), [0, 4] + Array("{}[]".utf8)]
        bad.append(good + [0])
        bad.append(good + [UInt8](repeating: 65, count: ShareUser.longestPassword))
        var outside = ShareRequest(address: address, user: nil)
        outside.address.path = "../.."
        bad.append(try outside.packet(nil))
        outside.address = address
        outside.address.host = "nas/x,ip=1"
        bad.append(try outside.packet(nil))
        var user = try #require(ShareUser(typed: "u"))
        user.name = "u\nv"
        bad.append(try ShareRequest(address: address, user: user).packet(nil))
        for packet in bad { #expect(packet.withUnsafeBytes { ShareRequest.read($0) } == nil, "\(packet.prefix(80))") }
    }

    @Test func `the kernel is told no password among its options`() {
        let request = ShareRequest(address: address, user: ShareUser(typed: #"PRAXIS\backup"#))
        let options = ShareMount.options(request, host: "10.0.0.7", version: "", owner: (883, 883))
        let words = Dictionary(options.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
        #expect(words["source"] == "//nas/Sicherung/Datasafe" && words["ip"] == "10.0.0.7")
        #expect(words["user"] == "backup" && words["domain"] == "PRAXIS" && words["uid"] == "883")
        #expect(!options.contains { $0.key.hasPrefix("pass") })
        let nfs = ShareRequest(address: export, user: nil)
        let six = ShareMount.options(nfs, host: "fd00::7", version: "4.2", owner: (883, 883))
        let more = Dictionary(six.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
        #expect(more["source"] == "[fd00::7]:/export" && more["proto"] == "tcp6" && more["port"] == "12049")
        #expect(more["vers"] == "4.2" && more.keys.contains("soft") && !more.keys.contains("uid"))
    }

    @Test func `names and addresses`() {
        #expect(ShareMount.addresses(of: "127.0.0.1") == ["127.0.0.1"])
        #expect(ShareMount.addresses(of: "::1") == ["::1"])
        #expect(ShareMount.addresses(of: "no-such-server.invalid").isEmpty)
    }
}
