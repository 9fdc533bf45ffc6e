import BackupFormats
import DatasafeCore
import FoundationEssentials
import Logging
import Spawn
import Threads

/// restic, started for one verb at a time. Its exit codes and words end here: everything above knows `BackupCode` only.
///
/// Passwords reach it by descriptor, the environment holds nothing but the five settings below, and cancelling the task
/// kills it at once.
struct Engine: Sendable {
    /// A repository and what opens it.
    struct Access: Sendable {
        var repository: String
        var password: Secret

        /// Reads without a lock of its own; only where nothing is ever taken away.
        var isLockFree = false

        /// The folder is on a server in the network.
        var isShare = false

        /// Whether it is a folder here, and not at the other end of a line.
        var isFolder: Bool { repository.hasPrefix("/") }
    }

    let program: String
    /// Cache and temporary files.
    let scratch: String
    let logger: Logger

    /// Longer than any night; a verb that hangs otherwise is killed.
    private static let longest = Duration.seconds(20 * 3600)
    private static let mostOutput = 1 << 30
    private static let mostTries = 3

    func initialise(_ access: Access) async throws { _ = try await say(access, ["init"]) }

    /// Adds the backup key, so that plain restic opens the disk without this box.
    func addKey(_ key: Secret, to access: Access) async throws {
        _ = try await say(access, ["key", "add"], more: [Program.SecretOption("--new-password-file", key)])
    }

    /// The passwords of the repository.
    func keys(_ access: Access) async throws -> [RepositoryKey] {
        try RepositoryKey.list(try await say(access, ["key", "list", "--json"]).stdout)
    }

    /// Takes a password away; not the one it is opened with.
    func removeKey(_ id: String, of access: Access) async throws { _ = try await say(access, ["key", "remove", id]) }

    /// Opens the repository and reads its id.
    func repositoryID(_ access: Access) async throws -> String {
        try RepositoryConfig.id(try await say(access, ["cat", "config"]).stdout)
    }

    /// Removes the locks that a killed run left behind. All of them: the disk is at this box, or the store is this box's
    /// alone, and this service never starts two runs on one, so none can be alive that matters; by process numbers the
    /// engine cannot tell that after a restart.
    func unlock(_ access: Access) async throws {
        // Most often there are none, and starting the engine to see that takes longer than looking.
        let locks = try await offload { access.isFolder ? Files.names(in: "\(access.repository)/locks") : [] }
        if !locks.isEmpty || !access.isFolder { _ = try await say(access, ["unlock", "--remove-all"]) }
    }

    func snapshots(_ access: Access) async throws -> [RepositorySnapshot] {
        let ended = try await say(access, ["snapshots", "--json"], limit: RepositorySnapshot.longestList)
        return try RepositorySnapshot.list(ended.stdout)
    }

    /// Throws BAK-VERIFY where the repository lacks what its own last night is built from.
    ///
    /// - Parameters:
    ///   - at: moment of the snapshot of the data, which is the night's moment.
    ///   - again: reads every file, also those that have not changed.
    func backup(
        _ access: Access, source: String, host: String, tag: String, at: Instant, again: Bool = false,
        onStatus: @escaping @Sendable (BackupStatus) async -> Void
    ) async throws -> BackupSummary {
        let time = CivilTime(utcSeconds: at.seconds).rfc3339.dropLast().split(separator: "T").joined(separator: " ")
        let found = Found<BackupSummary>()
        var arguments = [
            "backup", "--json", "--host", host, "--tag", tag, "--time", time,
            // What is on its way in or out is no data of the practice yet.
            "--exclude", "\(source)/staging/*", source,
        ]
        if again { arguments.insert("--force", at: 1) }
        var tries = 0
        var ended: Ended
        repeat {
            tries += 1
            ended = try await follow(access, arguments) { line in
                switch try? BackupMessage(line: line) {
                case .status(let status): await onStatus(status)
                case .summary(let summary): await found.set(summary)
                default: break
                }
            }
            // Begun anew it gives the file another name. Each break of the line costs one try at most.
        } while tries < Self.mostTries && fault(of: ended, access) == .answerLost
        // 0.18 says errors on the other stream.
        let complaints = words(ended).split(whereSeparator: \.isNewline)
        let isLacking = complaints.contains { line in
            if case .error(_, isRepository: true) = try? BackupMessage(line: String(line)) { true } else { false }
        }
        if !ended.succeeded, isLacking {
            throw BackupFailure(.verify, "the repository lacks parts of its last night")
        }
        try judge(ended, access, verb: "backup")
        guard let summary = await found.value else { throw BackupFailure(.failed, "backup without summary") }
        return summary
    }

    /// Brings back what `includes` names (absolute paths as they were backed up; folders with all in them), below
    /// `target`. Throws BAK-NIGHT-DAMAGED when the engine could not bring back everything.
    func restore(
        _ access: Access, snapshot: String, includes: [String], to target: String,
        onStatus: @escaping @Sendable (RestoreStatus) async -> Void = { _ in }
    ) async throws {
        let arguments = ["restore", snapshot, "--json", "--target", target] + includes.flatMap { ["--include", $0] }
        let ended = try await follow(access, arguments) { line in
            if let status = RestoreStatus(line: line) { await onStatus(status) }
        }
        // 0.14 names files it could not write or read, and ends with 1 or even with 0.
        let complaint = words(ended).split(whereSeparator: \.isNewline).first { $0.hasPrefix("ignoring error") }
        if ended.succeeded, complaint == nil { return }
        let fault =
            EngineFault(exitCode: ended.exitCode ?? 1, words: words(ended), overLine: !access.isFolder) ?? .other
        let code: BackupCode = [.other, .damaged].contains(fault) ? .nightDamaged : fault.code
        throw BackupFailure(code, complaint.map(String.init) ?? ended.lastWords)
    }

    /// Makes everything written to the file system of `path` durable.
    func sync(_ path: String) async throws {
        let ended = try await Spawn.run(
            Program(path: "/usr/bin/sync", arguments: ["-f", path], timeout: .seconds(3600)))
        guard ended.succeeded else {
            throw BackupFailure(EngineFault(exitCode: 1, words: ended.lastWords)?.code ?? .failed, ended.lastWords)
        }
    }

    // MARK: Starting

    func say(
        _ access: Access, _ arguments: [String], more: [Program.SecretOption] = [], limit: Int = 4 << 20,
        folder: String = "/"
    ) async throws -> Ended {
        var program = program(access, arguments)
        program.folder = folder
        program.secrets += more
        program.outputLimit = limit
        let ended = try await Spawn.run(program)
        try judge(ended, access, verb: arguments[0])
        return ended
    }

    func follow(
        _ access: Access, _ arguments: [String], onLine: @escaping @Sendable (String) async -> Void
    ) async throws -> Ended {
        try await Spawn.stream(program(access, arguments), onLine: onLine)
    }

    private func program(_ access: Access, _ arguments: [String]) -> Program {
        var program = Program(
            path: program,
            arguments: ["--repo", access.repository, "--cache-dir", "\(scratch)/cache"]
                + (access.isLockFree ? ["--no-lock"] : []) + arguments,
            environment: [
                "RESTIC_PROGRESS_FPS": "1", "TMPDIR": "\(scratch)/tmp", "TZ": "UTC", "LC_ALL": "C",
                // Without it the engine asks for a home folder that the service does not have.
                "HOME": scratch,
            ],
            secrets: [Program.SecretOption("--password-file", access.password)], timeout: Engine.longest,
            outputLimit: Engine.mostOutput)
        // restic 0.18, "Preparing a new repository", Local: on SMB a signal of Go's scheduler interrupts calls for good.
        if access.isShare { program.environment["GODEBUG"] = "asyncpreemptoff=1" }
        program.hopeless =
            access.isShare ? EngineFault.hopelessOnShare : access.isFolder ? [] : EngineFault.hopeless
        return program
    }

    private func fault(of ended: Ended, _ access: Access) -> EngineFault? {
        EngineFault(exitCode: ended.exitCode ?? -1, words: words(ended), overLine: !access.isFolder)
    }

    func judge(_ ended: Ended, _ access: Access, verb: String) throws {
        guard let fault = fault(of: ended, access) else { return }
        logger.warning(
            "engine ended", metadata: ["verb": "\(verb)", "status": "\(ended.status)", "fault": "\(fault.rawValue)"])
        throw BackupFailure(fault.code, "\(verb): \(ended.lastWords)")
    }

    func words(_ ended: Ended) -> String { String(decoding: ended.stderr, as: UTF8.self) }
}

/// The newest value a stream of lines gave.
actor Found<Value: Sendable> {
    private(set) var value: Value?
    func set(_ value: Value) { self.value = value }
}

extension EngineFault {
    /// What people are told.
    var code: BackupCode {
        switch self {
        case .sourceUnreadable: .source
        case .noRepository: .noRepository
        case .wrongPassword: .password
        case .diskFull: .full
        case .quota: .quota
        case .lineBroken, .answerLost: .remoteBroken
        case .readOnly: .readOnly
        case .inputOutput: .inputOutput
        case .damaged: .verify
        case .locked, .other: .failed
        }
    }
}
