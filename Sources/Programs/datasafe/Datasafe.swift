import ArgumentParser
import DatasafeCore
import Logging
import Proc
import ServiceLifecycle
import UnixSignals

/// The rest of the box in one file: one verb, one unit, one user, one sandbox each.
@main struct Datasafe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "datasafe", abstract: "The services of a Datasafe box.", version: softwareVersion(),
        subcommands: [
            WebVerb.self, PracticeVerb.self, BackupVerb.self, MonitorVerb.self, BeatVerb.self, ConsoleVerb.self,
            SetupVerb.self, StatusVerb.self, DiskVerb.self, ShareVerb.self,
        ])
}

/// Runs one service until PID 1 says stop.
func serve(_ service: any Service, logger: Logger) async throws {
    let group = ServiceGroup(services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    try await group.run()
}
