public import DatasafeCore
import FactFiles
public import Logging
import Proc
public import Terminal

/// Everything outside the console that a test replaces.
public struct ConsoleOutsides: Sendable {
    public var facts: any FactSource
    public var changes: @Sendable () -> AsyncStream<ServiceName>
    /// Screens that understand escape sequences.
    public var screens: [TerminalDevice]
    /// Serial ports that get plain lines.
    public var lines: [TerminalDevice]
    /// Where `DS:` lines go: the first that is there.
    public var states: [TerminalDevice]
    /// Software version.
    public var version: String
    /// Seconds since the box started.
    public var uptime: @Sendable () -> Int
    public var now: @Sendable () -> Instant
    public var clock: any Clock<Duration>
    public var logger: Logger

    public init(
        facts: any FactSource, changes: @escaping @Sendable () -> AsyncStream<ServiceName>,
        screens: [TerminalDevice], lines: [TerminalDevice], states: [TerminalDevice], version: String,
        uptime: @escaping @Sendable () -> Int, now: @escaping @Sendable () -> Instant,
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.facts = facts
        self.changes = changes
        self.screens = screens
        self.lines = lines
        self.states = states
        self.version = version
        self.uptime = uptime
        self.now = now
        self.clock = clock
        self.logger = logger
    }

    /// The outsides of a real box; the devices by path.
    public static func box(
        screens: [String] = ["/dev/tty1"], lines: [String] = ["/dev/ttyS0"],
        states: [String] = ["/dev/virtio-ports/datasafe.console", "/dev/ttyS0"], version: String,
        now: @escaping @Sendable () -> Instant, logger: Logger
    ) -> ConsoleOutsides {
        let folder = FactFolder(now: now)
        let figures = MachineFigures(volumes: [])
        var devices: [String: TerminalDevice] = [:]
        // A port that serves two purposes is one device: its lines must not cut each other.
        func device(_ path: String) -> TerminalDevice {
            let device = devices[path] ?? TerminalDevice(path: path)
            devices[path] = device
            return device
        }
        return ConsoleOutsides(
            facts: folder, changes: { folder.changes() }, screens: screens.map(device), lines: lines.map(device),
            states: states.map(device), version: version, uptime: { figures.uptime() }, now: now, logger: logger)
    }
}
