import ArgumentParser
import Console
import DatasafeCore
import FactFiles
import Logging
import Proc
import Terminal

struct ConsoleVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Shows the box's state on its screen and serial port.")

    func run() async throws {
        let logger = Logger(label: "console")
        let facts = FactFolder(now: { wallTime() })
        let figures = MachineFigures(volumes: [])
        let outsides = ConsoleOutsides(
            facts: facts, changes: { facts.changes() }, screens: [TerminalDevice(path: "/dev/tty1")],
            lines: [TerminalDevice(path: "/dev/ttyS0")],
            states: [TerminalDevice(path: "/dev/virtio-ports/datasafe.state"), TerminalDevice(path: "/dev/ttyS0")],
            version: softwareVersion(), uptime: { figures.uptime() }, now: { wallTime() }, logger: logger)
        try await serve(Console(outsides), logger: logger)
    }
}
