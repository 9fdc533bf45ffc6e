import ArgumentParser
import DatasafeCore
import FoundationEssentials
import HubStore
import Proc
import Seal

/// The folder of one hub: database, key and certificate.
struct HubFolder: ParsableArguments {
    @Option(name: .customLong("state"), help: "Folder of database and keys; it is made when it is missing.")
    var path = HubFolder.usual

    /// What systemd gives, else the system's place for root and the person's own for everybody else.
    static let usual: String = {
        let environment = ProcessInfo.processInfo.environment
        if let given = environment["STATE_DIRECTORY"], !given.isEmpty { return given }
        if environment["USER"] == "root" || environment["HOME"] == "/root" { return "/var/lib/datasafe-hub" }
        return "\(environment["HOME"] ?? ".")/.local/state/datasafe-hub"
    }()

    /// Makes the folder, readable for nobody else.
    func make() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw ValidationError("The folder \(path) cannot be made: choose another with --state.")
        }
    }

    /// The database.
    func store() throws -> HubStore {
        try HubStore(path: "\(path)/hub.sqlite", hash: { Fingerprint(of: $0).bytes })
    }

    /// Key and certificate; made when `hosts` are given and there are none.
    func identity(makingFor hosts: [String]) throws -> SelfSigned {
        let now = wallTime()
        return try SealFolder(path: path).loadOrMake { key throws(SealError) in
            try .server(key: key, name: "datasafe-hub", hosts: hosts, now: now)
        }
    }

    /// Waits until a hub was started there, so many seconds at most.
    func waitForHub(_ seconds: Int) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        while try SealFolder(path: path).load() == nil, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    /// Key and certificate of a hub that was started before.
    func identity() throws -> SelfSigned {
        guard let sealed = try SealFolder(path: path).load() else {
            throw ValidationError(
                "There is no hub in \(path) yet: start it once with “datasafe-hub serve”, or name its folder with --state."
            )
        }
        return sealed
    }
}
