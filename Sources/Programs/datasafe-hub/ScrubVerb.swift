import ArgumentParser
import HubStore
import Proc

/// Has the store of one box read through now, not next week; works beside a running hub and a running vault.
struct ScrubVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scrub", abstract: "Read one box's online backup through now, instead of next week.",
        discussion: """
            For when a disk of the vault is in doubt. The vault begins within seconds; what came of it stands in its log and, if \
            something is wrong, on the box's page. A vault that was started with --scrub-every 0 reads nothing.
            """)

    @OptionGroup var folder: HubFolder
    @Option(help: "Device id of the box, as “datasafe-hub list” shows it.") var device: String

    func run() async throws {
        _ = try folder.identity()
        let store = try folder.store()
        defer { store.close() }
        do {
            try await store.scrubVault(device: device)
        } catch {
            guard error.code == .unknown else { throw error }
            throw ValidationError("There is no box \(device): “datasafe-hub list” shows those there are.")
        }
        say("\(device): wird gleich gelesen, siehe das Log des Tresors / is read within seconds, see the vault's log")
    }
}
