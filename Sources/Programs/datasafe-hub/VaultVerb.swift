import ArgumentParser
import DatasafeCore
import FoundationEssentials
import HubStore
import Logging
import Proc
import Seal
import ServiceLifecycle
import UnixSignals
import Vault
import Wire

/// Keeps the online backups of the boxes for which it is booked; runs beside the hub, from the same folder.
struct VaultVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: "Take the online backups of booked boxes until it is stopped.")

    @OptionGroup var folder: HubFolder
    @Option(help: "Address to listen on.") var address = "0.0.0.0"
    @Option(help: "Port for the boxes; 0 = any free one.") var port = VaultAddress.port
    @Option(help: "Folder of the stores, one folder for each box; “vault” in the hub's folder unless it is given.")
    var store: String?
    @Option(help: "restic's REST server.") var engine = "/usr/bin/restic-rest-server"
    @Option(help: "Days after which each box may thin out and heal its store for a day; 0 = only by hand (“window”).")
    var openEvery = 28
    @Option(help: "Days after which each store is read through; 0 = never.") var scrubEvery = 7
    @Option(help: "Seconds to wait for a hub that starts for the first time beside it.") var wait = 0

    func validate() throws {
        guard engine.hasPrefix("/") else { throw ValidationError("--engine needs the whole path.") }
        guard (0...3650).contains(openEvery) else {
            throw ValidationError("--open-every is a number of days up to 3650.")
        }
        guard (0...365).contains(scrubEvery) else {
            throw ValidationError("--scrub-every is a number of days up to 365.")
        }
        guard (0...600).contains(wait) else { throw ValidationError("--wait is a number of seconds up to 600.") }
        guard (0...65_535).contains(port) else { throw ValidationError("A port is a number up to 65535.") }
    }

    func run() async throws {
        guard FileManager.default.isExecutableFile(atPath: engine) else {
            throw ValidationError(
                "There is no \(engine): install the Debian package restic-rest-server, or name it with --engine.")
        }
        let log = Logger(label: "vault")
        try await folder.waitForHub(wait)
        let sealed = try folder.identity()
        let hub = try folder.store()
        defer { hub.close() }
        let place = store ?? "\(folder.path)/vault"
        var settings = VaultSettings(store: place, sockets: Self.sockets, engine: engine, port: port) { wallTime() }
        settings.host = address
        settings.openEvery = openEvery == 0 ? nil : openEvery
        settings.scrubEvery = scrubEvery == 0 ? nil : scrubEvery
        let vault = Vault(
            store: hub, settings: settings,
            identity: try WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate), log: log,
            onRunning: { port in
                say("Tresor läuft, Port \(port), Daten in \(place). / The vault is running, port \(port).")
            })
        var configuration = ServiceGroupConfiguration(
            services: [vault], gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// What systemd gives; else beside the stores.
    private static var sockets: String? {
        let given = ProcessInfo.processInfo.environment["RUNTIME_DIRECTORY"] ?? ""
        return given.isEmpty ? nil : given
    }
}

/// Books room in the vault for one box; works beside a running hub and a running vault.
struct GrantVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Book room in the vault for one box, change how much, or take it away.")

    @OptionGroup var folder: HubFolder
    @Option(help: "Device id of the box, as “datasafe-hub list” shows it.") var device: String
    @Option(help: "GB that its store may hold.") var gigabytes: Int?
    @Flag(help: "Take the booking away; what is stored stays.") var none = false

    func validate() throws {
        guard (gigabytes != nil) != none else { throw ValidationError("Give either --gigabytes or --none.") }
        guard (1...1_000_000).contains(gigabytes ?? 1) else {
            throw ValidationError("--gigabytes is a number from 1 to 1000000.")
        }
    }

    func run() async throws {
        _ = try folder.identity()
        let store = try folder.store()
        defer { store.close() }
        do {
            try await store.bookVault(device: device, bytes: gigabytes.map { $0 * 1_000_000_000 })
        } catch {
            guard error.code == .unknown else { throw error }
            throw ValidationError("There is no box \(device), or it was revoked.")
        }
        say(gigabytes.map { "\(device): \($0) GB" } ?? "\(device): -")
    }
}
