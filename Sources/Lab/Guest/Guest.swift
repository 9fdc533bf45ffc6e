public import SystemPackage

/// One box in QEMU: power, sticks, disks, screen.
///
/// It asks and does only what a person standing in front of the box can: plug, pull, press the power button, look at
/// the screen. Everything else goes through the box's own pages.
public actor Guest {
    /// This machine's emulator; package qemu-system-x86.
    public static let program: FilePath = "/usr/bin/qemu-system-x86_64"

    /// What the machine says on its serial line.
    public nonisolated let console: SerialConsole
    /// One line `DS:<uptime>:<state>:<code>` for each change of state the box knows of.
    public nonisolated let states: SerialConsole
    /// Somebody else on the same network, if the plan has one.
    public nonisolated let stranger: LanStranger?
    private var plan: GuestPlan
    private var process: ChildProcess?
    private var monitor: QMPClient?
    private var plugged: [String: Part] = [:]
    private var bays: [Part]
    private var poweredAt: ContinuousClock.Instant?

    /// A box built after `plan`, switched off.
    public init(_ plan: GuestPlan) async throws {
        for needed in [plan.emulator, "/usr/bin/socat"] where !Files.exists(needed) {
            throw GuestError(.missing, needed.string, "install the packages first: Scripts/run does")
        }
        self.plan = plan
        bays = plan.dataDisks
        try Files.makeFolder(plan.sockets)
        try Files.makeFolder(plan.records)
        console = try await SerialConsole.listen(
            at: plan.serial, record: plan.records.appending("serial.log"))
        stranger = plan.hasStranger ? try await LanStranger.listen(at: plan.lan) : nil
        states = try await SerialConsole.listen(at: plan.states, record: plan.records.appending("states.log"))
    }

    /// True from power-on until QEMU is gone.
    public var isOn: Bool { process.map { $0.ending == nil } ?? false }
    /// QEMU's process id while it is on.
    public var pid: Int32? { isOn ? process?.pid : nil }
    /// Time since power-on; nil while off.
    public var upTime: Duration? { isOn ? poweredAt?.duration(to: .now) : nil }
    /// Names of the sticks and backup disks that are plugged in and of the disks in the bays, sorted.
    public var parts: [String] { (Array(plugged.keys) + bays.map(\.name)).sorted() }

    /// What QEMU has used. Throws `.power` if it is off.
    public func use() throws -> ProcessUse {
        guard let pid else { throw GuestError(.power, "box", "is off") }
        return try ProcessUse(of: pid)
    }

    /// Powers the box on; what is plugged in now is there from the start. Returns as soon as QEMU answers, long
    /// before the box does. Throws `.power` if it is on, `.ended` with QEMU's last words if it does not start.
    ///
    /// `frozen`: a state of `freeze(to:)` to go on from, with what was in then; `adding` goes in before it does.
    public func powerOn(thawing frozen: FilePath? = nil, adding: [Part] = []) async throws {
        guard !isOn else { throw GuestError(.power, "box", "is on already") }
        await clear()
        plan.dataDisks = bays
        plan.frozen = frozen
        try Files.remove(FilePath(plan.control))
        let log = plan.records.appending("qemu.log")
        try Files.remove(log)
        console.begin()
        states.begin()
        poweredAt = .now
        let process = try await ChildProcess.start(
            "qemu", program: plan.emulator, arguments: try plan.arguments(), log: log, grace: nil)
        self.process = process
        do {
            monitor = try await connect(process)
            if frozen != nil { try await thaw() }
            for part in plugged.values.sorted(by: { $0.name < $1.name }) { try await attach(part) }
            for part in adding { try await plug(part) }
            // A machine frozen while stopped comes back stopped.
            if frozen != nil { try await running().execute("cont") }
        } catch {
            await process.end()
            let words = (try? Files.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            throw GuestError(.ended, "qemu", words.isEmpty ? "\(error)" : words.trimmingBlanks())
        }
    }

    private func connect(_ process: ChildProcess) async throws -> QMPClient {
        try await waiting(for: "QEMU", limit: .seconds(30)) {
            if let ending = process.ending { throw GuestError(.ended, "qemu", ending) }
            guard Files.exists(FilePath(plan.control)) else { return nil }
            return try await QMPClient.connect(to: plan.control, limit: .seconds(20))
        }
    }

    private func thaw() async throws {
        let monitor = try running()
        try await waiting(for: "frozen state read", limit: .seconds(120), every: .milliseconds(20)) {
            try await monitor.execute("query-status")["status"]?.text == "inmigrate" ? nil : ()
        }
    }

    /// What the lab says to the box's system at its next starts (`GuestPlan.credentials`).
    public func say(_ words: [String: String]) { plan.credentials = words }

    /// What the box's clock says at its next starts, "2026-11-23T20:00:00" UTC; nil = what this machine's says.
    public func setClock(_ time: String?) { plan.clock = time }

    /// Presses the power button and waits until the box has switched itself off. Throws `.tooLate` (it stays on).
    public func powerOff(limit: Duration = .seconds(120)) async throws {
        guard isOn, let process, let monitor else { throw GuestError(.power, "box", "is off already") }
        try await monitor.execute("system_powerdown")
        try await process.ended(within: limit)
        await clear()
    }

    /// Pulls the mains plug: SIGKILL, nothing is written any more.
    public func cutPower() async {
        await process?.end()
        await clear()
    }

    /// Waits until the box switches itself off or QEMU ends. Throws `.tooLate`.
    public func waitUntilOff(limit: Duration) async throws {
        try await process?.ended(within: limit)
        await clear()
    }

    /// Presses reset: the box starts again with everything as it is plugged.
    public func reset() async throws {
        try await running().execute("system_reset")
    }

    private func clear() async {
        await monitor?.close()
        monitor = nil
        process = nil
    }

    private func running() throws -> QMPClient {
        guard isOn, let monitor else { throw GuestError(.power, "box", "is off") }
        return monitor
    }

    /// How often the machine has started anew since power-on, by itself or by the reset button.
    public func resets() throws -> Int { try running().count(of: "RESET") }

    /// Writes all of the box's memory into a file, as somebody with a probe would; the box stands still meanwhile.
    public func photographMemory(to file: FilePath) async throws {
        try await running().execute(
            "dump-guest-memory", ["paging": false, "protocol": .string("file:\(file.string)")])
    }

    /// Any QMP command, for what has no word here (fault injection, `query-status`).
    @discardableResult
    public func command(_ name: String, _ arguments: JSON = [:]) async throws -> JSON {
        try await running().execute(name, arguments)
    }

    /// Puts a part in: now, and again at each power-on until it is taken out.
    public func plug(_ part: Part) async throws {
        guard plugged[part.name] == nil, !bays.contains(where: { $0.name == part.name }) else {
            throw GuestError(.part, part.name, "is plugged in already")
        }
        if isOn { try await attach(part) }
        if part.kind == .dataDisk { bays.append(part) } else { plugged[part.name] = part }
    }

    private func attach(_ part: Part) async throws {
        let monitor = try running()
        try await monitor.execute("blockdev-add", part.blockNode)
        do {
            try await monitor.execute("device_add", part.device)
        } catch {
            // Leave nothing half plugged; the first error is the one to tell.
            _ = try? await monitor.execute("blockdev-del", ["node-name": .string(part.name)])
            throw error
        }
    }

    /// Takes a part out without asking the box, as a hand does. Returns when QEMU has let it go. Throws `.part`.
    public func pull(_ name: String) async throws {
        guard plugged[name] != nil || bays.contains(where: { $0.name == name }) else {
            throw GuestError(.part, name, "is not plugged in")
        }
        if isOn {
            let monitor = try running()
            let mark = monitor.eventCount
            try await monitor.execute("device_del", ["id": .string(name)])
            _ = try await monitor.event(after: mark, "\(name) gone", limit: .seconds(30)) {
                $0.name == "DEVICE_DELETED" && $0.data["device"]?.text == name
            }
            try await release(name, monitor)
        }
        plugged[name] = nil
        bays.removeAll { $0.name == name }
    }

    /// The device is gone before its last request is: the node may be in use for a moment longer.
    private func release(_ name: String, _ monitor: QMPClient) async throws {
        try await waiting(for: "image of \(name) closed", limit: .seconds(30), every: .milliseconds(100)) {
            do {
                try await monitor.execute("blockdev-del", ["node-name": .string(name)])
                return ()
            } catch let error as GuestError where error.code == .refused && error.cause.contains("in use") {
                return nil
            }
        }
    }

    /// Photographs the screen into `file` (PNG).
    public func photograph(to file: FilePath) async throws {
        try await running().execute("screendump", ["filename": .string(file.string), "format": "png"])
    }

    /// Stops the machine and writes its memory and devices (not its disks) to `file`; then it is off.
    ///
    /// `powerOn(thawing:)` goes on from there, with the same disks in the same state. Random numbers repeat: never for
    /// a box that makes real keys.
    public func freeze(to file: FilePath) async throws {
        let monitor = try running()
        try await monitor.execute("stop")
        try await monitor.execute("migrate", ["uri": .string("exec:cat > '\(file.string)'")])
        try await waiting(for: "frozen state", limit: .seconds(120), every: .milliseconds(200)) {
            switch try await monitor.execute("query-migrate")["status"]?.text {
            case "completed": ()
            case "failed": throw GuestError(.refused, "migrate", "failed")
            default: nil
            }
        }
        await cutPower()
    }

    /// Ends everything: QEMU if it runs, the serial line.
    public func close() async {
        await cutPower()
        await console.close()
        await states.close()
        await stranger?.close()
    }
}
