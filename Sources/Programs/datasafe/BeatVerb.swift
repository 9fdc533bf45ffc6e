import ArgumentParser
import Beat
import DatasafeCore
import FactFiles
import Logging
import Proc

struct BeatVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "beat", abstract: "Tells the hub how the box is; health figures only.")

    /// The unit's StateDirectory.
    private static let stateFolder = "/var/lib/datasafe/beat"

    func run() async throws {
        let logger = Logger(label: "beat")
        let version = softwareVersion()
        let facts = FactFolder(now: { wallTime() })
        let writer = FactWriter<BeatFact>(version: version, now: { wallTime() })
        let outsides = BeatOutsides(
            state: Self.stateFolder, software: version, boot: bootID(), facts: facts, hub: WireHub(),
            now: { wallTime() }, uptime: { MachineFigures(volumes: []).uptime() })
        try await serve(
            Beat(
                outsides: outsides, uplink: .activated, changes: { facts.changes() }, write: { try writer.write($0) },
                log: logger),
            logger: logger)
    }
}
