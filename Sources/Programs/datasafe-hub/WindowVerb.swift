import ArgumentParser
import DatasafeCore
import HubStore
import Proc

/// Lets one box thin out and heal its store for some hours; works beside a running hub and a running vault.
struct WindowVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "window", abstract: "Let one box thin out and heal its online backup for some hours.",
        discussion: """
            What is stored is kept aside first, and stays for 30 days whatever the box does. The box uses the window with its \
            next night.
            """)

    @OptionGroup var folder: HubFolder
    @Option(help: "Device id of the box, as “datasafe-hub list” shows it.") var device: String
    @Option(help: "For so many hours from now on, up to 168.") var hours: Int?
    @Flag(help: "Close it now.") var close = false

    func validate() throws {
        guard (hours != nil) != close else { throw ValidationError("Give either --hours or --close.") }
        guard (1...168).contains(hours ?? 1) else { throw ValidationError("--hours is a number from 1 to 168.") }
    }

    func run() async throws {
        _ = try folder.identity()
        let store = try folder.store()
        defer { store.close() }
        let until = wallTime().adding(seconds: Int64(hours ?? 0) * 3600)
        do {
            try await store.openVault(device: device, until: until)
        } catch {
            guard error.code == .unknown else { throw error }
            throw ValidationError("There is no box \(device), it was revoked, or no room is booked for it.")
        }
        say("\(device): \(until)")
    }
}
