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
        ["serve", "--data", folder.string, "--listen", "127.0.0.1:\(port)"]
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
