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

    private func lastLine(_ verb: String) async throws -> String {
        let made = try await run(
            .path(program), arguments: Arguments([verb, "--state", folder.string]), output: .string(limit: 4096),
            error: .string(limit: 4096))
        guard made.terminationStatus.isSuccess, let line = made.standardOutput.split(separator: "\n").last else {
            throw GuestError(.refused, "hub \(verb)", made.standardError.trimmingBlanks())
        }
        return String(line)
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
