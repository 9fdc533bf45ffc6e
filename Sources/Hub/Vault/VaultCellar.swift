import DatasafeCore
import FoundationEssentials
import HubStore
import Logging
import Spawn
import Threads
import Wire

/// The programs behind the gate: one REST server of restic for each box that is just using its store, on a socket of its own
/// and with nothing but that box's folder in its arguments. Append-only, except while a window is open for the box
/// (decision 0053); what was there before it is kept aside first.
actor VaultCellar {
    /// How long a program may take until it listens. It counts the bytes of its store first.
    private static let patience = Duration.seconds(120)

    private struct Cell {
        var number: Int
        var device: String
        var bytes: Int
        /// It may take away.
        var isOpen: Bool
        /// Connections that came and have not left.
        var connections = 0
        var lastUse = ContinuousClock.now
        var isReady = false
        var stop: @Sendable () -> Void
    }

    private struct Start: Sendable {
        var number: Int
        var device: String
        /// Of the window it is started in; nil = it only adds.
        var until: Instant?
        var program: Program
        var stopped: AsyncStream<Never>
    }

    /// After its window a program that is just being used may go on for so long, seconds.
    private static let grace: Int64 = 3600

    private let settings: VaultSettings
    private let log: Logger
    private let stores: VaultStores
    private let starts: AsyncStream<Start>
    private let starting: AsyncStream<Start>.Continuation
    /// By device.
    private var cells: [String: Cell] = [:]
    private var last = 0

    init(settings: VaultSettings, log: Logger) {
        self.settings = settings
        self.log = log
        stores = VaultStores(folder: settings.store)
        (starts, starting) = AsyncStream.makeStream()
    }

    /// Boxes whose program runs.
    var running: Set<String> { Set(cells.keys) }

    /// Keeps the programs until the task is cancelled; then all are killed. Call it once.
    func run() async throws {
        try makeFolder(settings.store)
        try makeFolder(settings.sockets)
        // Left by a vault that was killed.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: settings.sockets)) ?? []
        where name.hasSuffix(".pipe") { try? FileManager.default.removeItem(atPath: "\(settings.sockets)/\(name)") }
        await withDiscardingTaskGroup { group in
            for await start in starts { group.addTask { await self.keep(start) } }
            group.cancelAll()
        }
    }

    /// The socket for a box, once its program listens; nil when it does not. Each path that was given must be given back
    /// with `left`.
    func place(for grant: VaultGrant) async -> String? {
        guard let number = cells[grant.device]?.number ?? start(grant) else { return nil }
        let path = path(number)
        change(number) { $0.connections += 1 }
        let end = ContinuousClock.now.advanced(by: Self.patience)
        while let cell = cells[grant.device], cell.number == number, ContinuousClock.now < end, !Task.isCancelled {
            if cell.isReady { return path }
            if await WireDoor.answers(path) {
                change(number) { $0.isReady = true }
                return path
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
        left(path)
        return nil
    }

    /// A connection to a path has ended.
    func left(_ path: String) {
        guard let cell = cells.values.first(where: { self.path($0.number) == path }) else { return }
        change(cell.number) { cell in
            cell.connections -= 1
            cell.lastUse = .now
        }
    }

    /// Ends what nobody uses, and at once what is not booked any more. Another size, and a window that has been opened or has
    /// passed, count as soon as nobody is connected; a window that has passed an hour ago counts at once.
    func tidy(_ grants: [String: VaultGrant]) {
        let now = settings.now()
        for cell in cells.values {
            guard let grant = grants[cell.device] else {
                cell.stop()
                continue
            }
            let isIdle = cell.connections <= 0
            let isOld = ContinuousClock.now - cell.lastUse > settings.idle
            let isOther = grant.bytes != cell.bytes || grant.isOpen(at: now) != cell.isOpen
            let isOver = cell.isOpen && !grant.isOpen(at: now.adding(seconds: -Self.grace))
            if isOver || isIdle && (isOld || isOther) { cell.stop() }
        }
    }

    // MARK: One program

    private func path(_ number: Int) -> String { "\(settings.sockets)/\(number).pipe" }

    private func change(_ number: Int, _ body: (inout Cell) -> Void) {
        guard var cell = cells.values.first(where: { $0.number == number }) else { return }
        body(&cell)
        cells[cell.device] = cell
    }

    private func start(_ grant: VaultGrant) -> Int? {
        // The name of a folder comes from our own database, and is still looked at.
        guard grant.device.utf8.count == 36, grant.device.allSatisfy({ $0.isHexDigit || $0 == "-" }) else { return nil }
        let folder = "\(settings.store)/\(grant.device)"
        do { try makeFolder(folder) } catch {
            log.error("vault folder", metadata: ["box": "\(grant.device)", "error": "\(error)"])
            return nil
        }
        last += 1
        let (stopped, stop) = AsyncStream.makeStream(of: Never.self)
        let isOpen = grant.isOpen(at: settings.now())
        cells[grant.device] = Cell(
            number: last, device: grant.device, bytes: grant.bytes, isOpen: isOpen, stop: { stop.finish() })
        let program = Program(
            path: settings.engine,
            arguments: [
                "--listen", "unix:\(path(last))", "--path", folder, "--no-auth", "--max-size", "\(grant.bytes)",
            ], timeout: nil, outputLimit: .max)
        starting.yield(
            Start(
                number: last, device: grant.device, until: isOpen ? grant.until : nil, program: program,
                stopped: stopped))
        return last
    }

    /// Before a window counts, what is there is kept aside. Where that cannot be, there is no window.
    private func isKept(_ start: Start) async -> Bool {
        guard let until = start.until else { return false }
        let (stores, device) = (stores, start.device)
        do {
            try await offload { try stores.keep(device, until: until) }
            return true
        } catch {
            log.error("store not kept, no window", metadata: ["box": "\(device)", "error": "\(error)"])
            return false
        }
    }

    private func keep(_ start: Start) async {
        let log = log
        // Nobody else writes there: this box's program is not up yet.
        let folder = "\(settings.store)/\(start.device)"
        try? await offload { try Self.sweep(folder) }
        var program = start.program
        if !(await isKept(start)) { program.arguments.append("--append-only") }
        let started = program
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do throws(SpawnError) {
                    // What it says of requests is nobody's business.
                    let ended = try await Spawn.stream(started) { _ in }
                    log.error("vault engine ended", metadata: ["why": "\(ended.lastWords)"])
                } catch {
                    if error.code != .cancelled { log.error("vault engine", metadata: ["error": "\(error)"]) }
                }
            }
            group.addTask { for await _ in start.stopped {} }
            await group.next()
            group.cancelAll()
        }
        if let device = cells.first(where: { $0.value.number == start.number })?.key { cells[device] = nil }
        try? FileManager.default.removeItem(atPath: path(start.number))
    }

    /// Takes away what uploads left that were cut off: no part of a backup, but counted as stored for ever.
    private static func sweep(_ folder: String) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where name.contains(".rest-server-temp") { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
    }

    private func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
}
