import BackupFormats
import DatasafeCore
import Logging
import Spawn
import Threads

/// What keeps a repository whole and small.
extension Engine {
    /// Reads packs back and compares every byte with its hash.
    func check(_ access: Access, share: VerifyShare) async throws -> CheckReport {
        let part = share == .everything ? "--read-data" : "--read-data-subset=\(share.number)/\(share.of)"
        let found = Found<CheckReport>()
        let ended = try await follow(access, ["check", "--json", part]) { line in
            var report = await found.value ?? CheckReport()
            report.take(line: line)
            await found.set(report)
        }
        var report = await found.value ?? CheckReport()
        for line in words(ended).split(whereSeparator: \.isNewline) { report.take(line: String(line)) }
        switch EngineFault(exitCode: ended.exitCode, words: words(ended), overLine: !access.isFolder) {
        case nil: return report
        case .damaged, .other:
            // It found something; what it names is in the report.
            report.errors = max(1, report.errors)
            // Ids and counts, no name: the engine does not know what is in a pack.
            logger.error("check complains", metadata: ["words": "\(words(ended).suffix(2_000))"])
            return report
        case .some(let fault): throw BackupFailure(fault.code, ended.lastWords)
        }
    }

    func forget(_ access: Access, host: String, _ retention: Retention) async throws {
        _ = try await say(
            access,
            [
                "forget", "--host", host, "--group-by", "host", "--keep-last", "\(retention.last)", "--keep-daily",
                "\(retention.daily)", "--keep-weekly", "\(retention.weekly)", "--keep-monthly",
                "\(retention.monthly)", "--keep-yearly", "\(retention.yearly)", "--prune", "--max-unused", "10%",
            ], limit: RepositorySnapshot.longestList)
    }

    /// Takes the night out of the list that `night` stands for as well: the same moment, as it was before it was healed.
    func forgetTwins(_ access: Access, of night: RepositorySnapshot, among nights: [RepositorySnapshot]) async throws {
        let twins = nights.filter { $0.id != night.id && $0.at == night.at && $0.host == night.host }.map(\.id)
        guard !twins.isEmpty else { return }
        _ = try await say(access, ["forget"] + twins)
    }

    /// Takes broken packs out and keeps what is whole in them. The engine puts copies of them aside, which are of no use:
    /// what they held comes back from the living data. First the index learns what is there at all: a pack that is not would
    /// end the rest. Throws when the engine cannot (0.14 has no such verb).
    func repair(_ access: Access, packs: [String]) async throws {
        let folder = "\(scratch)/heal"
        try await offload {
            Files.remove(folder)
            try Files.makePrivate(folder)
        }
        defer { Files.remove(folder) }
        _ = try await say(access, ["repair", "index"])
        // As many names as fit into one command line.
        for start in stride(from: 0, to: packs.count, by: 1_000) {
            let names = Array(packs[start..<min(start + 1_000, packs.count)])
            _ = try await say(access, ["repair", "packs"] + names, folder: folder)
        }
    }

    /// Takes out of each night what the repository no longer has, and nights of which nothing is left. Returns the paths that
    /// are gone, files and whole folders, at most 1,000: content addresses and names of our own, never a patient's.
    func dropMissing(_ access: Access) async throws -> [String] {
        let said = try await say(access, ["repair", "snapshots", "--forget", "--verbose"], limit: 64 << 20).text
        return Array(
            said.split(whereSeparator: \.isNewline).filter { $0.contains("file \"") || $0.contains("dir \"") }
                .prefix(1_000).map(String.init))
    }
}
