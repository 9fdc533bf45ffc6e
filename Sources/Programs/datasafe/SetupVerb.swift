import ArgumentParser
import Logging
import Proc
import ServiceLifecycle
import Setup
import UnixSignals

struct SetupVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Leads through the first day of a new box; ends with exit code 0 when it is over.")

    func run() async throws {
        let logger = Logger(label: "setup")
        let setup = Setup(.box(version: softwareVersion(), now: { wallTime() }, logger: logger))
        // Unlike the other verbs this one may end by itself.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: setup, successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }
}
