import ArgumentParser
import DatasafeCore
import Logging
import Proc
import ServiceLifecycle
import Storage
import UnixSignals
import Varlink

/// Disks, keys, array and container: root, no IP socket, no shell.
@main struct DatasafeStorage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "datasafe-storage", abstract: "Owns the disks, the keys and the array of a Datasafe box.",
        version: softwareVersion())

    @Option(help: "Folder where it remembers.") var state = "/var/lib/datasafe/storage"
    @Option(name: .customLong("run"), help: "Folder of the facts and sockets.") var folder = ServiceName.runFolder

    func run() async throws {
        let logger = Logger(label: "storage")
        let storage = Storage(
            stateFolder: state, factFolder: folder, version: softwareVersion(), logger: logger, now: { wallTime() })
        let group = ServiceGroup(
            services: [storage], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
    }
}
