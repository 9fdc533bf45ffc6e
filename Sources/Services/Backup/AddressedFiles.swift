import DatasafeCore
import FoundationEssentials
import Logging
import Spawn
import Threads

/// The keys and the snapshots of a repository: a few hundred bytes each, named by the SHA-256 of their content, and without
/// them a night is lost though all its data are there. Copies lie on the first partition.
///
/// Whoever reads one knows by its name whether it is whole, also the key that this box never uses.
struct AddressedFiles: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case keys
        case snapshots
    }

    let kind: Kind
    let repository: String
    /// Mount point of the first partition.
    let info: String
    let logger: Logger

    private var folder: String { "\(repository)/\(kind.rawValue)" }
    private var copies: String { "\(info)/repo-\(kind.rawValue)" }

    /// What was wrong.
    struct Mended: Sendable, Equatable {
        /// Put back from a copy.
        var whole: [String] = []
        /// Wrong, and so is the copy, or there is none.
        var lost: [String] = []
        var isClean: Bool { whole.isEmpty && lost.isEmpty }
    }

    /// Puts a copy in the place of every file that is not what its name says.
    ///
    /// - Parameter isMissed: a file that only the copies have is one that was lost. Keys never go; of the nights the engine
    ///   takes away what is too old.
    func mend(isMissed: Bool) async throws -> Mended {
        let (folder, copies) = (folder, copies)
        let names = try await offload {
            Set(Files.names(in: folder) + (isMissed ? Files.names(in: copies) : [])).filter(Self.isAddress).sorted()
        }
        let wrong = Set(names).subtracting(try await whole(names, in: folder)).sorted()
        guard !wrong.isEmpty else { return Mended() }
        let good = try await whole(wrong, in: copies)
        var mended = Mended()
        for name in wrong {
            guard good.contains(name) else {
                mended.lost.append(name)
                continue
            }
            try await offload {
                let content = try Data(contentsOf: URL(filePath: "\(copies)/\(name)"))
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                // The engine makes its files read-only.
                Files.remove("\(folder)/\(name)")
                try content.write(to: URL(filePath: "\(folder)/\(name)"))
            }
            mended.whole.append(name)
        }
        logger.error(
            "wrong bytes in small files",
            metadata: [
                "kind": "\(kind.rawValue)", "mended": "\(mended.whole.count)", "lost": "\(mended.lost.count)",
            ])
        return mended
    }

    /// Takes files away that nobody can read any more.
    func remove(_ names: [String]) async throws {
        let folder = folder
        try await offload { for name in names where Self.isAddress(name) { Files.remove("\(folder)/\(name)") } }
    }

    /// Makes the copies what the repository has now, of what is whole there. Blocks for the copying only.
    func keep() async throws {
        let (folder, copies) = (folder, copies)
        let names = try await offload { Files.names(in: folder).filter(Self.isAddress) }
        let good = try await whole(names, in: folder)
        let there = try await whole(names, in: copies)
        try await offload {
            try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: true)
            for name in good.subtracting(there) {
                try Data(contentsOf: URL(filePath: "\(folder)/\(name)")).write(to: URL(filePath: "\(copies)/\(name)"))
            }
            for name in Files.names(in: copies) where !names.contains(name) { Files.remove("\(copies)/\(name)") }
        }
    }

    /// Those of `names` whose content is what their name says; one that cannot be read is not.
    private func whole(_ names: [String], in folder: String) async throws -> Set<String> {
        let there = try await offload { names.filter { Files.exists("\(folder)/\($0)") } }
        guard !there.isEmpty else { return [] }
        var program = Program(
            path: "/usr/bin/sha256sum", arguments: ["--zero", "--"] + there, timeout: .seconds(600))
        program.folder = folder
        // It goes on after a file that it cannot read.
        let lines = try await Spawn.run(program).stdout.split(separator: 0)
        return Set(
            lines.compactMap { line in
                let words = String(decoding: line, as: UTF8.self)
                let name = String(words.dropFirst(66))
                return words.hasPrefix(name) && Self.isAddress(name) ? name : nil
            })
    }

    private static func isAddress(_ name: String) -> Bool {
        name.utf8.count == 64 && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
