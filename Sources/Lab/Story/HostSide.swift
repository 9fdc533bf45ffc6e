import Crypto
import Glibc
import Guest
import SystemPackage

/// What a user would take instead of the box, on this machine: plain copies, plain restic.
struct HostSide {
    /// Everything it writes lies here; emptied at the beginning.
    let folder: FilePath
    let engine: FilePath

    init(folder: FilePath, engine: FilePath = "/usr/bin/restic") throws {
        self.folder = folder
        self.engine = engine
        try Files.remove(folder)
        for made in [folder, source] { try Files.makeFolder(made) }
    }

    /// The files that are carried, once more with the names they get: what restic backs up.
    var source: FilePath { folder.appending("source") }
    private var log: FilePath { folder.appending("log") }

    /// A file of random bytes, so that nobody can press it smaller.
    func largeFile(megabytes: Int) throws -> RealDocuments.Document {
        let file = folder.appending("large.bin")
        var hash = SHA256()
        var random = SystemRandomNumberGenerator()
        let descriptor = try FileDescriptor.open(
            file, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite])
        try descriptor.closeAfter {
            for _ in 0..<megabytes {
                let words = (0..<125_000).map { _ in random.next() }
                try words.withUnsafeBytes { bytes in
                    hash.update(bufferPointer: bytes)
                    _ = try descriptor.writeAll(bytes)
                }
            }
            guard fsync(descriptor.rawValue) == 0 else { throw GuestError(.file, file.string, "not written") }
        }
        return RealDocuments.Document(
            file: file, name: "large.bin", bytes: megabytes * 1_000_000, sha256: Array(hash.finalize()))
    }

    /// Copies the files one after the other, each on the disk before the next: what an upload promises. Reading once
    /// before, so that neither side waits for the disk they come from.
    func copy(_ documents: [RealDocuments.Document]) throws -> Effort {
        for document in documents { _ = try Files.read(document.file) }
        return try Effort.ofThread {
            for document in documents { try copy(document.file, to: source.appending(document.name)) }
        }
    }

    private func copy(_ from: FilePath, to: FilePath) throws {
        let input = try FileDescriptor.open(from, .readOnly, options: [.closeOnExec])
        try input.closeAfter {
            let output = try FileDescriptor.open(
                to, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite])
            try output.closeAfter {
                var piece = [UInt8](repeating: 0, count: 1 << 20)
                while true {
                    let count = try piece.withUnsafeMutableBytes { try input.read(into: $0) }
                    guard count > 0 else { break }
                    _ = try output.writeAll(piece[..<count])
                }
                guard fsync(output.rawValue) == 0 else { throw GuestError(.file, to.string, "not written") }
            }
        }
    }

    /// Plain restic over a folder into a new repository.
    struct Restic {
        /// "restic 0.18.0".
        var version: String
        /// `restic backup`, the first.
        var backup: Effort
        /// `restic check --read-data` after it.
        var check: Effort
    }

    /// Backs a folder up as somebody without a box would, and reads everything back. `repository` is the name of a new one.
    func restic(of folder: FilePath, into repository: String) async throws -> Restic {
        let words = try await run(["version"], on: repository).said.split(separator: " ").prefix(2)
        _ = try await run(["init", "--quiet"], on: repository)
        let backup = try await run(["backup", "--quiet", folder.string], on: repository).effort
        let check = try await run(["check", "--quiet", "--read-data"], on: repository).effort
        return Restic(version: words.joined(separator: " "), backup: backup, check: check)
    }

    /// Runs restic on a repository of the bench. Throws `.missing` with its last line.
    func run(_ arguments: [String], on repository: String) async throws -> (effort: Effort, said: String) {
        guard Files.exists(engine) else { throw StoryError(.missing, "\(engine): package restic") }
        try Files.remove(log)
        var ending = ""
        let effort = try await Effort.ofOthers({ Effort.endedChildren() }) {
            let child = try await ChildProcess.start(
                "restic", program: engine, arguments: arguments,
                environment: [
                    "RESTIC_REPOSITORY": folder.appending(repository).string, "RESTIC_PASSWORD": "bench",
                    "RESTIC_CACHE_DIR": folder.appending("cache").string,
                ], log: log, grace: nil)
            ending = try await child.ended(within: .seconds(1800))
        }
        let said = String(decoding: (try? Files.read(log)) ?? [], as: UTF8.self)
        guard ending.contains("exited(0)") else {
            let last = said.split(separator: "\n").last.map(String.init) ?? ending
            throw StoryError(.missing, "restic \(arguments[0]): \(last)")
        }
        return (effort, said)
    }

    /// Throws away what it wrote.
    func clear() {
        // What cannot be removed is removed by the next bench.
        try? Files.remove(folder)
    }
}
