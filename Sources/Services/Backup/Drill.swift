import Database
import DatasafeCore
import FoundationEssentials
import Logging
import Spawn
import Threads

/// The nightly drill: databases and random documents of this night are really brought back and compared with the snapshot
/// they were taken from. Reading packs back proves the packs; only this proves that a restore gives the right bytes.
struct Drill: Sendable {
    let engine: Engine
    let places: BackupPlaces
    let logger: Logger

    /// What was compared.
    struct Report: Sendable, Equatable {
        var files = 0
        var databases = 0
        var bytes: Int64 = 0
    }

    /// - Parameter withDatabases: false where bringing them back each night would take a practice's line.
    func run(_ access: Engine.Access, snapshot: String, withDatabases: Bool = true) async throws -> Report {
        let source = places.source
        let (all, documents) = try await offload { Drill.choose(source) }
        let databases = withDatabases ? all : []
        let chosen = databases + documents
        guard !chosen.isEmpty else { return Report() }
        let target = "\(places.scratch)/drill"
        try await offload {
            Files.remove(target)
            try Files.makePrivate(target)
        }
        do {
            try await engine.restore(access, snapshot: snapshot, includes: chosen, to: target)
            try await compare(chosen, with: target)
            for database in databases where database.hasSuffix(".sqlite") {
                try await offload { try Drill.open("\(target)\(database)") }
            }
        } catch {
            try? await offload { Files.remove(target) }
            throw error
        }
        let bytes = try await offload {
            defer { Files.remove(target) }
            return chosen.reduce(0) { $0 + (Files.bytes("\(target)\($1)") ?? 0) }
        }
        return Report(files: chosen.count, databases: databases.count { $0.hasSuffix(".sqlite") }, bytes: bytes)
    }

    /// Databases with their logs, and documents drawn by lot; absolute paths in the snapshot. Blocks.
    static func choose(_ source: String) -> (databases: [String], documents: [String]) {
        var databases: [String] = []
        for room in Files.names(in: source) where room != "staging" {
            for name in Files.names(in: "\(source)/\(room)")
            where name.hasSuffix(".sqlite") || name.hasSuffix(".sqlite-wal") {
                databases.append("\(source)/\(room)/\(name)")
            }
        }
        // Shelves by lot first, so that a practice with a million documents is not listed whole.
        var generator = SystemRandomNumberGenerator()
        let blobs = "\(source)/practice/blobs"
        var documents: [String] = []
        for shelf in Files.names(in: blobs).shuffled(using: &generator) {
            documents += Files.names(in: "\(blobs)/\(shelf)").map { "\(blobs)/\(shelf)/\($0)" }
                .filter { !Files.isFolder($0) }
            if documents.count > 8 * DrillChoice.documents { break }
        }
        return (databases, DrillChoice.choose(DrillChoice.documents, of: documents, using: &generator))
    }

    /// Every file that was asked for is there with the same SHA-256.
    private func compare(_ files: [String], with target: String) async throws {
        let living = try await hashes(files)
        let restored = try await hashes(files.map { "\(target)\($0)" })
        guard living.count == files.count, living == restored else {
            let wrong = zip(living, restored).count { $0 != $1 } + abs(living.count - restored.count)
            throw BackupFailure(.drill, "\(wrong) of \(files.count) files differ")
        }
    }

    /// SHA-256 of each file in order, hex.
    private func hashes(_ files: [String]) async throws -> [String] {
        let ended = try await Spawn.run(
            Program(path: "/usr/bin/sha256sum", arguments: ["--zero", "--"] + files, timeout: .seconds(3600)))
        guard ended.succeeded else { throw BackupFailure(.drill, ended.lastWords) }
        return ended.stdout.split(separator: 0).map { String(decoding: $0.prefix(64), as: UTF8.self) }
    }

    /// Opens a restored database with its log and lets SQLite check all of it.
    private static func open(_ path: String) throws {
        do {
            let queue = try DatabaseFile.openForeign(path: path, tables: [])
            let lines = try queue.read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check(3)") }
            guard lines == ["ok"] else { throw BackupFailure(.drill, lines.joined(separator: "; ")) }
        } catch let failure as BackupFailure {
            throw failure
        } catch {
            throw BackupFailure(.drill, "\(error)")
        }
    }
}
