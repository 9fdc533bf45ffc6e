import ArgumentParser
import HubStore
import Proc
import Vault

/// Gives the nights of a box that is no more to the one that replaces it; works beside a running hub and a running vault.
struct InheritVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inherit", abstract: "Give the store of a replaced box to the new one, and book it.",
        discussion: """
            Revoke the old box on its page first, and enrol the new one. Its practice opens the store with the backup key of \
            the old box; nobody else can.
            """)

    @OptionGroup var folder: HubFolder
    @Option(help: "Device id of the new box.") var device: String
    @Option(help: "Device id of the box it replaces, which was revoked.") var from: String
    @Option(help: "GB that the store may hold; as for the old box unless it is given.") var gigabytes: Int?
    @Option(help: "Folder of the stores; “vault” in the hub's folder unless it is given.") var store: String?

    func validate() throws {
        guard (1...1_000_000).contains(gigabytes ?? 1) else {
            throw ValidationError("--gigabytes is a number from 1 to 1000000.")
        }
        guard device != from else { throw ValidationError("--device and --from are the same box.") }
    }

    func run() async throws {
        _ = try folder.identity()
        let hub = try folder.store()
        defer { hub.close() }
        let bytes: Int
        do {
            bytes = try await hub.vaultLeft(by: from, to: device)
        } catch {
            guard error.code == .unknown else { throw error }
            throw ValidationError(
                "\(from) has to be a box that had room booked and was revoked, and \(device) one that is enrolled and has "
                    + "no room booked yet (“grant --none” takes it away).")
        }
        do {
            try VaultStores(folder: store ?? "\(folder.path)/vault").handOver(from: from, to: device)
        } catch VaultStores.Fault.nothing {
            throw ValidationError("Nothing is stored for \(from): book room with “grant” instead.")
        } catch VaultStores.Fault.taken {
            throw ValidationError("\(device) has nights of its own already; both stores stay as they are.")
        }
        // Now the box may come. Cut off before, the same call says that nothing is stored, and “grant” ends it.
        let room = gigabytes.map { $0 * 1_000_000_000 } ?? bytes
        try await hub.bookVault(device: device, bytes: room)
        say("\(device): \(room / 1_000_000_000) GB")
    }
}
