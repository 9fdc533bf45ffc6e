import ArgumentParser
import Logging
import Monitor
import Proc

struct MonitorVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor", abstract: "Judges every check of the box and keeps the alarms.")

    func run() async throws {
        let logger = Logger(label: "monitor")
        let outsides = MonitorOutsides.box(version: softwareVersion(), now: { wallTime() }, logger: logger)
        try await serve(Monitor(outsides), logger: logger)
    }
}
