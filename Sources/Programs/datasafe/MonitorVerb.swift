import ArgumentParser
import DatasafeCore
import FactFiles
import Logging
import Monitor
import Proc
import Varlink

struct MonitorVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor", abstract: "Judges every check of the box and keeps the alarms.")

    func run() async throws {
        let logger = Logger(label: "monitor")
        let version = softwareVersion()
        let facts = FactFolder(now: { wallTime() })
        let figures = MachineFigures(volumes: [
            MachineFigures.Volume(name: "var", path: "/var"), MachineFigures.Volume(name: "data", path: "/srv/data"),
        ])
        let outsides = MonitorOutsides(
            facts: facts, changes: { facts.changes() }, writer: FactWriter(version: version, now: { wallTime() }),
            figures: { (figures.read(), figures.uptime()) }, deeds: DeedClient(),
            server: VarlinkServer(service: .monitor, version: version, logger: logger),
            database: "/var/lib/datasafe/monitor/monitor.sqlite", boot: bootID(), now: { wallTime() }, logger: logger)
        try await serve(Monitor(outsides), logger: logger)
    }
}
