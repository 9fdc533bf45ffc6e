import Subprocess
public import SystemPackage

/// How the hub is started beside the box: everything the lab knows about its command line stands here.
public struct HubProgram: Sendable {
    /// The program.
    public var program: FilePath
    /// Its database and keys.
    public var folder: FilePath

    /// The hub `program` with its state in `folder`.
    public init(program: FilePath, folder: FilePath) {
        self.program = program
        self.folder = folder
    }

    /// Arguments for serving on loopback port `port`.
    func arguments(port: Int) -> [String] {
        [
            "serve", "--state", folder.string, "--address", "127.0.0.1", "--intake-port", "\(port)", "--public",
            "https://\(GuestPlan.hubAddress):\(GuestPlan.hubPort)",
        ]
    }

    /// A one-time ticket for one box, as the vendor puts it on the data sheet.
    func ticket() async throws -> String { try await lastLine("code") }

    /// The path of a link that logs the vendor's person in once.
    func login() async throws -> String { try await lastLine("login") }

    /// Books room in the vault for the only box of this hub.
    func book(gigabytes: Int) async throws {
        _ = try await said(["grant", "--device", try await onlyBox(), "--gigabytes", "\(gigabytes)"])
    }

    /// Has the store of the only box of this hub read through now.
    func scrub() async throws {
        _ = try await said(["scrub", "--device", try await onlyBox()])
    }

    private func onlyBox() async throws -> String {
        let boxes = try await boxes()
        guard boxes.count == 1, let device = boxes.first else {
            throw GuestError(.refused, "hub list", "\(boxes.count) boxes instead of one")
        }
        return device
    }

    /// Ids of the boxes it knows.
    func boxes() async throws -> [String] {
        try JSON(Array(try await said(["list", "--json"]).utf8)).elements.compactMap { $0["device"]?.text }
    }

    /// Gives the store of a revoked box to another.
    func inherit(to device: String, from old: String) async throws {
        _ = try await said(["inherit", "--device", device, "--from", old])
    }

    private func lastLine(_ verb: String) async throws -> String {
        guard let line = try await said([verb]).split(separator: "\n").last else {
            throw GuestError(.refused, "hub \(verb)", "it said nothing")
        }
        return String(line)
    }

    private func said(_ words: [String]) async throws -> String {
        let made = try await run(
            .path(program), arguments: Arguments(words + ["--state", folder.string]), output: .string(limit: 65_536),
            error: .string(limit: 4096))
        guard made.terminationStatus.isSuccess else {
            throw GuestError(.refused, "hub \(words[0])", made.standardError.trimmingBlanks())
        }
        return made.standardOutput
    }

    /// Starts the vault beside it, with restic's REST server `engine`; its messages go to vault.log in `records`.
    func startVault(engine: FilePath, port: Int, records: FilePath) async throws -> ChildProcess {
        try await ChildProcess.start(
            "vault", program: program,
            arguments: [
                "vault", "--state", folder.string, "--address", "127.0.0.1", "--port", "\(port)", "--engine",
                engine.string,
            ], log: records.appending("vault.log"), grace: .seconds(10))
    }

    /// Starts it; its messages go to hub.log in `records`.
    func start(port: Int, records: FilePath) async throws -> ChildProcess {
        guard Files.exists(program) else { throw GuestError(.missing, program.string, "build the hub first") }
        try Files.makeFolder(folder)
        return try await ChildProcess.start(
            "hub", program: program, arguments: arguments(port: port), log: records.appending("hub.log"),
            grace: .seconds(10))
    }
}
