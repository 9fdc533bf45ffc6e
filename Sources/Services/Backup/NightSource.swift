import BackupFormats
import DatasafeCore
import FoundationEssentials
import Spawn
import Threads

/// Where files of a night come from.
protocol NightSource: Sendable {
    /// Whether what is brought needs room of its own; a clone on the same file system does not.
    var needsRoom: Bool { get }

    /// Brings files, and folders with all in them, below `folder`, under the same paths. What the night does not have is
    /// left out. Throws `BackupFailure`.
    ///
    /// - Parameters:
    ///   - paths: relative to the data, `practice/practice.sqlite`.
    ///   - night: its whole id.
    ///   - report: how much of how much, in a unit of the source's own.
    func bring(
        _ paths: [String], of night: String, below folder: String,
        report: @escaping @Sendable (_ done: Int64, _ of: Int64) async -> Void
    ) async throws
}

/// Names in one command line.
private let mostNames = 1_000

/// The nights of an open backup disk.
struct DiskNights: NightSource {
    let engine: Engine
    let access: Engine.Access
    /// Path of the data in the repository.
    let source: String

    var needsRoom: Bool { true }

    func bring(
        _ paths: [String], of night: String, below folder: String,
        report: @escaping @Sendable (_ done: Int64, _ of: Int64) async -> Void
    ) async throws {
        let isOnePart = paths.count <= mostNames
        let source = source
        for start in stride(from: 0, to: paths.count, by: mostNames) {
            await report(Int64(start), Int64(paths.count))
            let part = paths[start..<min(start + mostNames, paths.count)].map { "\(source)/\($0)" }
            try await engine.restore(access, snapshot: night, includes: part, to: folder) { status in
                if isOnePart, status.bytes > 0 { await report(status.bytesRestored, status.bytes) }
            }
        }
        // The engine keeps the whole path.
        try await offload {
            for room in Files.names(in: "\(folder)\(source)") {
                try FileManager.default.moveItem(atPath: "\(folder)\(source)/\(room)", toPath: "\(folder)/\(room)")
            }
            if let top = source.split(separator: "/").first { Files.remove("\(folder)/\(top)") }
        }
    }
}

/// The snapshots in the box: nothing is copied, the file system clones.
struct SnapshotNights: NightSource {
    let folder: String

    var needsRoom: Bool { false }

    func bring(
        _ paths: [String], of night: String, below target: String,
        report: @escaping @Sendable (_ done: Int64, _ of: Int64) async -> Void
    ) async throws {
        let snapshot = "\(folder)/\(night)"
        guard SnapshotName(night) != nil, Files.isFolder(snapshot) else { throw BackupFailure(.night) }
        let folders = try await offload {
            let there = paths.filter { Files.exists("\(snapshot)/\($0)") }
            let folders = Dictionary(grouping: there) { Self.parent($0) }
            // Made by their names, so that each takes over the group of the one above it.
            for folder in folders.keys {
                try FileManager.default.createDirectory(
                    atPath: "\(target)/\(folder)", withIntermediateDirectories: true)
            }
            return folders
        }
        for (index, (folder, paths)) in folders.enumerated() {
            await report(Int64(index), Int64(folders.count))
            for start in stride(from: 0, to: paths.count, by: mostNames) {
                let names = paths[start..<min(start + mostNames, paths.count)].map { $0.dropFirst(folder.count + 1) }
                var program = Program(
                    path: "/usr/bin/cp",
                    arguments: ["--recursive", "--reflink=auto", "--target-directory", "\(target)/\(folder)", "--"]
                        + names.map(String.init), timeout: .seconds(3600))
                program.folder = "\(snapshot)/\(folder)"
                let ended = try await Spawn.run(program)
                guard ended.succeeded else {
                    let words = String(decoding: ended.stderr, as: UTF8.self)
                    let fault = EngineFault(exitCode: ended.exitCode ?? 1, words: words) ?? .other
                    throw BackupFailure(fault == .other ? .nightDamaged : fault.code, ended.lastWords)
                }
            }
        }
    }

    /// `practice/blobs` of `practice/blobs/ab`: every path lies in a folder of the data.
    private static func parent(_ path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
