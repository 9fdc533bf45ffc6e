import DatasafeCore
import Logging
public import ServiceLifecycle
import Terminal
import Threads

/// The screen of the box. Reads facts, opens no input device, takes no deed.
public struct Console: Service {
    private let outsides: ConsoleOutsides

    /// Seconds between two looks without a changed fact.
    private static let period = 5
    /// Looks after which a screen is painted whole: somebody else may have written over it.
    private static let screenWhole = 6
    /// Looks after which a serial port gets the whole picture again, ten minutes.
    private static let linesWhole = 120

    public init(_ outsides: ConsoleOutsides) { self.outsides = outsides }

    /// Runs until cancelled or shut down in order.
    public func run() async throws {
        let outsides = outsides
        let (looks, look) = AsyncStream<Bool>.makeStream(bufferingPolicy: .bufferingNewest(2))
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while !Task.isCancelled {
                        look.yield(true)
                        try? await outsides.clock.sleep(for: .seconds(Self.period))
                    }
                    look.finish()
                }
                group.addTask {
                    for await _ in outsides.changes() { look.yield(false) }
                    if !Task.isCancelled { outsides.logger.error("fact folder is not watched, polling only") }
                }
                group.addTask { await Self.show(outsides, looks) }
            }
        }
    }

    private static func show(_ outsides: ConsoleOutsides, _ looks: AsyncStream<Bool>) async {
        var screens = outsides.screens.map { ($0, TerminalPainter()) }
        var lines = outsides.lines.map { ($0, LinePainter()) }
        var told = ""
        var round = 0
        for await isRegular in looks {
            var sight = ConsoleSight(version: outsides.version, now: outsides.now(), uptime: outsides.uptime())
            sight.read(outsides.facts)
            let picture = ConsolePicture(sight)
            for index in screens.indices {
                let whole = isRegular && round % screenWhole == 0
                if whole, let size = await size(of: screens[index].0) {
                    screens[index].1.fit(columns: size.columns, rows: size.rows)
                }
                let bytes = screens[index].1.paint(picture, whole: whole)
                if await !put(bytes, on: screens[index].0) { screens[index].1.forget() }
            }
            for index in lines.indices {
                let whole = isRegular && round % linesWhole == 0
                let bytes = lines[index].1.paint(picture, whole: whole)
                if await !put(bytes, on: lines[index].0) { lines[index].1.forget() }
            }
            if let line = line(sight, after: &told), let device = outsides.states.first(where: \.isPresent) {
                _ = await put(Array(line.utf8), on: device)
            }
            if isRegular { round += 1 }
            // A burst of facts is one picture; nobody reads faster than this.
            try? await outsides.clock.sleep(for: .milliseconds(150))
        }
    }

    /// `DS:<uptime>:<state>:<code>` when state or code changed.
    private static func line(_ sight: ConsoleSight, after told: inout String) -> String? {
        let (state, code) = ConsoleState.of(sight)
        let now = "\(state.rawValue):\(code)"
        guard now != told else { return nil }
        told = now
        return "DS:\(sight.uptime):\(now)\r\n"
    }

    /// The size of a screen, with letters that are read from a step away: the firmware's 1280 by 800 dots would be 160
    /// characters in a row.
    private static func size(of device: TerminalDevice) async -> (columns: Int, rows: Int)? {
        try? await offload {
            guard let size = device.size else { return nil }
            let isRoomy = size.columns >= 2 * ConsolePicture.columns && size.rows >= 2 * ConsolePicture.height
            return isRoomy && device.enlarge() ? device.size : size
        }
    }

    /// A device may hang for a moment; never the pool of the tasks.
    private static func put(_ bytes: [UInt8], on device: TerminalDevice) async -> Bool {
        guard !bytes.isEmpty else { return true }
        return (try? await offload { device.write(bytes) }) ?? false
    }
}
