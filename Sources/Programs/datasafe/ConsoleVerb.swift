import ArgumentParser
import Console
import Logging
import Proc

struct ConsoleVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Shows the box's state on its screen and serial port.")

    @Option(help: "Screen that understands escape sequences; may be repeated.") var screen = ["/dev/tty1"]
    @Option(help: "Serial port for plain lines; may be repeated.") var line = ["/dev/ttyS0"]
    @Option(name: .customLong("states"), help: "Ports for DS: lines, the first that is there; may be repeated.")
    var states = ["/dev/virtio-ports/datasafe.console", "/dev/ttyS0"]

    func run() async throws {
        let logger = Logger(label: "console")
        let outsides = ConsoleOutsides.box(
            screens: screen, lines: line, states: states, version: softwareVersion(), now: { wallTime() },
            logger: logger)
        try await serve(Console(outsides), logger: logger)
    }
}
