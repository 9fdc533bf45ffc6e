import Guest
import SystemPackage

/// What a user would take instead for the same two nights: plain restic into a repository of its own, and `btrfs send`.
struct PlainNights {
    let host: HostSide
    /// Where the night is taken from, the same path in both nights.
    let snapshot: FilePath
    /// The data it was taken of, and a folder of the same file system.
    let data: FilePath
    let folder: FilePath

    private static let repository = "plain"
    private var before: FilePath { folder.appending("send-1") }
    private var after: FilePath { folder.appending("send-2") }

    /// After the first night of ours.
    func first() async throws {
        _ = try await host.run(["init", "--quiet"], on: Self.repository)
        _ = try await host.run(["backup", "--quiet", snapshot.string], on: Self.repository)
        try await clear()
        try await take(before)
    }

    /// After the second: what `backup` took, and what the rest of a night.
    func second() async throws -> (backup: Effort, upkeep: Effort) {
        let backup = try await host.run(["backup", "--quiet", snapshot.string], on: Self.repository).effort
        let check = try await host.run(["check", "--quiet", "--read-data"], on: Self.repository).effort
        let forget = try await host.run(
            ["forget", "--quiet", "--keep-last", "3", "--prune", "--max-unused", "10%"], on: Self.repository
        ).effort
        return (backup, check + forget)
    }

    /// What changed, sent to nobody.
    func send() async throws -> Effort {
        try await take(after)
        let effort = try await Effort.ofOthers({ Effort.endedChildren() }) {
            try await Self.btrfs(["send", "-q", "-p", before.string, "-f", "/dev/null", after.string], in: folder)
        }
        try await clear()
        return effort
    }

    private func take(_ target: FilePath) async throws {
        try await Self.btrfs(["subvolume", "snapshot", "-r", data.string, target.string], in: folder)
    }

    private func clear() async throws {
        for old in [before, after] where Files.exists(old) {
            try await Self.btrfs(["subvolume", "delete", old.string], in: folder)
        }
    }

    /// Runs btrfs; what it says goes to a file in `folder`. Throws `.missing`.
    static func btrfs(_ arguments: [String], in folder: FilePath) async throws {
        let log = folder.appending("btrfs.log")
        let child = try await ChildProcess.start(
            "btrfs", program: "/usr/bin/btrfs", arguments: arguments, log: log, grace: nil)
        let ending = try await child.ended(within: .seconds(600))
        guard ending.contains("exited(0)") else {
            let said = String(decoding: (try? Files.read(log)) ?? [], as: UTF8.self)
            throw StoryError(.missing, "btrfs \(arguments[0]): \(said.split(separator: "\n").last ?? "")")
        }
    }
}
