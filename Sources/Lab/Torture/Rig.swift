package import FaultDisk
package import Guest
package import Story
package import SystemPackage

/// The box on disks that can be cut: one machine at a time, set up once, frozen before it saw its disks.
///
/// The system disk comes from the server as well: what the box remembers there is cut like everything else.
package actor Rig {
    package nonisolated let lab: Lab
    package nonisolated let day: Day
    package nonisolated let server: DiskServer
    package nonisolated let system: FaultDisk
    private let folder: FilePath
    private let memberBytes: Int
    /// Names of the data disks in the bays, also while the machine is off.
    private(set) var bays: [String]
    /// Bays of disks that are not in the one of their number.
    private var places: [String: Int] = [:]
    /// True once there is a state to go on from.
    private(set) var isFrozen = false
    private nonisolated let kept: KeptBox
    /// The frozen machine.
    private var frozen: FilePath
    /// What the pages of a kept box show, until a browser has seen it.
    private var certificate: Fingerprint?

    /// A new box of `plan.image` with empty disks in its bays, or the one that was left in `plan.folder`; switched off.
    ///
    /// `again`: the box that an earlier run kept, frozen. Throws `.harness` if there is none of this image.
    /// `backups`: backup disks of `backupBytes` that can be cut as well, empty and not plugged in.
    package static func open(
        _ plan: Lab.Plan, again: Bool = false, backups: [String] = [], backupBytes: Int = 0, voice: Voice
    ) async throws -> Rig {
        let kept = KeptBox(beside: plan.folder)
        if again { try kept.check(plan) }
        let folder = plan.folder.path.appending("torture")
        try Files.remove(folder)
        try Files.makeFolder(folder)
        let raw = folder.appending("system.raw")
        if plan.isContinued { try await DiskImages.makeRaw(raw, from: plan.folder.systemDisk) }
        let old = kept.isFrozen ? kept.frozenSystem : kept.image("system")
        let image = again ? old : plan.isContinued ? raw : plan.image.disk
        let system = try FaultDisk("system", copying: image, bytes: Lab.systemDiskBytes, in: folder)
        try Files.remove(raw)
        let sockets = FilePath("/tmp/datasafe-disks-\(UInt32.random(in: 0 ... .max))")
        try Files.makeFolder(sockets, isPrivate: true)
        let server = try await DiskServer.listen(at: sockets.appending("nbd").string, disks: [system])
        var plan = plan
        plan.isDirect = true
        plan.isForked = true
        plan.sources["system"] = .server(socket: server.path, export: "system")
        for number in 1...9 { plan.sources["data\(number)"] = .server(socket: server.path, export: "data\(number)") }
        for name in backups { plan.sources[name] = .server(socket: server.path, export: name) }
        let lab: Lab
        do {
            lab = try await Lab.open(plan)
        } catch {
            await server.close()
            // The first error is the one to tell.
            try? Files.remove(sockets)
            throw error
        }
        let rig = Rig(
            lab: lab, day: Day(lab: lab, voice: voice), server: server, system: system, folder: folder,
            memberBytes: plan.dataMiB << 20, bays: plan.dataDisks, kept: kept)
        do {
            for name in plan.dataDisks {
                try await rig.newDisk(
                    name, copying: again ? kept.image(name) : plan.isContinued ? lab.part(name).file : nil)
            }
            for name in backups { try await rig.newDisk(name, bytes: backupBytes) }
            if again { try await rig.takeKept() }
        } catch {
            await rig.close()
            throw error
        }
        return rig
    }

    private init(
        lab: Lab, day: Day, server: DiskServer, system: FaultDisk, folder: FilePath, memberBytes: Int, bays: [String],
        kept: KeptBox
    ) {
        self.kept = kept
        frozen = kept.frozen
        self.lab = lab
        self.day = day
        self.server = server
        self.system = system
        self.folder = folder
        self.memberBytes = memberBytes
        self.bays = bays
    }

    /// An empty disk called `name`, in place of one of that name; or one with the content of `image`.
    package func newDisk(_ name: String, copying image: FilePath? = nil, bytes: Int? = nil) async throws {
        if let old = try? server.disk(name) {
            await server.remove(name)
            old.close()
        }
        server.add(
            try image.map { try FaultDisk(name, copying: $0, in: folder) }
                ?? FaultDisk(name, bytes: bytes ?? memberBytes, in: folder))
    }

    /// The disks in the bays.
    var members: [FaultDisk] {
        get throws { try bays.map { try server.disk($0) } }
    }

    // MARK: The box of another run

    /// Keeps the box, switched off, for later runs: disks, sticks, hub and the certificate of its pages.
    package func keep(_ plan: Lab.Plan) async throws {
        try kept.clear()
        for disk in try [system] + members { try disk.save(to: kept.image(disk.name)) }
        try await kept.keep(lab, plan, fingerprint: day.reading?.fingerprint)
    }

    private func takeKept() async throws {
        try await kept.giveBack(to: lab)
        certificate = try kept.fingerprint()
        guard kept.isFrozen else { return }
        try system.mark()
        isFrozen = true
    }

    // MARK: Power

    /// Switches the machine on with what is in its bays; `words` for the box's system (`GuestPlan.credentials`).
    package func boot(_ words: [String: String] = [:]) async throws {
        await lab.guest.say(words)
        try await holdBays()
        try await lab.guest.powerOn()
    }

    /// Waits until the pages of a box that was switched on are there, its screen before them: a router that accepted for a
    /// box that is not up yet would keep a browser waiting for ever.
    package func waitForPages() async throws {
        try await day.readScreenAndOpenBrowser(limit: FirstDay.boot)
        certificate = nil
    }

    /// The first time the pages of a kept box are there.
    private func openBrowser() async throws {
        guard let certificate else { return }
        try await day.openBrowser(trusting: certificate, limit: FirstDay.boot)
        self.certificate = nil
    }

    /// The bays of the machine as they are noted here, while it is off.
    private func holdBays() async throws {
        let inside = await lab.guest.parts
        for name in inside where !bays.contains(name) { try await lab.guest.pull(name) }
        for name in bays where !inside.contains(name) { try await lab.guest.plug(part(name)) }
    }

    /// Starts the box without its disks and freezes it while it waits for them. What stood on the system disk then is what
    /// each `thaw` begins with.
    ///
    /// A box waits 90 s of its own time; on a slow machine it says by then that they are missing, and goes on looking.
    /// Both disks come while it stands still, so it never sees one alone.
    ///
    /// `isKept`: it is what a later run goes on from; only for the box that is kept.
    func freeze(isKept: Bool) async throws {
        try await freeze(to: isKept ? kept.frozen : folder.appending("frozen")) {
            try await day.waitForStatus("waiting for disks", limit: FirstDay.boot) { status -> Void? in
                status.at("progress", "step")?.text == "wait-disks" || status["code"]?.text == "MEM-MISSING" ? () : nil
            }
        }
        if isKept { try system.save(to: kept.frozenSystem) }
    }

    /// Starts a new box without disks and freezes it while it offers its set-up.
    /// Returns what its screen shows.
    func freezeNew() async throws -> ConsoleReading? {
        try await freeze(to: folder.appending("frozen")) {
            try await day.waitForPhase(.unsetUp, limit: FirstDay.boot)
            try await day.readCode()
        }
        // The digits may have come a moment after the rest.
        var screen = await day.reading
        screen?.code = try await day.readCode()
        return screen
    }

    private func freeze(to file: FilePath, whenReady: () async throws -> Void) async throws {
        let held = bays
        bays = []
        defer { bays = held }
        try await boot()
        try await waitForPages()
        try await whenReady()
        try await lab.guest.freeze(to: file)
        try await server.quiet()
        try system.mark()
        frozen = file
        isFrozen = true
    }

    /// Notes which disks are in the bays, while the machine is off; `places`: those in another bay than their own.
    func hold(_ names: [String], in places: [String: Int] = [:]) {
        bays = names
        self.places = places
    }

    private func part(_ name: String) throws -> Part {
        var part = try lab.part(name)
        if let place = places[name] { part.bay = place }
        return part
    }

    /// Goes on from the frozen state with the disks in their bays and `sticks` plugged in.
    func thaw(with sticks: [String] = ["key1"]) async throws {
        precondition(isFrozen)
        try system.rewind()
        for name in await lab.guest.parts { try await lab.guest.pull(name) }
        let parts = try (bays + sticks).map { try part($0) }
        try await lab.guest.powerOn(thawing: frozen, adding: parts)
        try await openBrowser()
    }

    /// Waits until the data are open. Throws `.stuck` with what the box says instead for half a minute; that disks are
    /// missing for two, because a box may have said so when it was frozen, and sees its disks only after the thaw.
    package func waitUntilOpen(limit: Duration) async throws {
        let failed = Watched<ContinuousClock.Instant?>(nil)
        do {
            try await day.waitForStatus("open", limit: limit) { status -> Void? in
                let phase = status["phase"]?.text
                if phase == "open" || phase == "open-degraded" { return () }
                let isBad = phase == "failed" || phase == "unset-up"
                failed.change { $0 = isBad ? $0 ?? .now : nil }
                let patience: Duration = status["code"]?.text == "MEM-MISSING" ? .seconds(120) : .seconds(30)
                if let since = failed.now, .now - since > patience {
                    throw TortureError(.stuck, "the box says \(phase ?? "") \(status["code"]?.text ?? "")")
                }
                return nil
            }
        } catch let error as GuestError {
            throw TortureError(.stuck, error.description)
        }
    }

    /// Presses the power button; returns when the box is off and the disks have everything it sent.
    package func powerOff() async throws {
        try await lab.guest.powerOff()
        try await server.quiet()
    }

    /// Pulls the mains plug of a machine whose disks are looked at no more, or stay as they are: their caches are kept.
    func cutPower() async throws {
        await lab.guest.cutPower()
        try await server.quiet()
    }

    /// Pulls the mains plug; each disk keeps what a cut leaves, also a backup disk that is plugged in.
    package func cut(_ random: SeededRandom) async throws -> [String: DiskCut] {
        var random = random
        try await cutPower()
        var cuts: [String: DiskCut] = [:]
        let inside = await lab.guest.parts.filter { $0.hasPrefix("disk") }.compactMap { try? server.disk($0) }
        for disk in try [system] + members + inside { cuts[disk.name] = try disk.cut(&random) }
        server.light()
        return cuts
    }

    /// Puts a disk into its bay while the machine is on.
    func insert(_ name: String) async throws {
        try await lab.guest.plug(lab.part(name))
        bays.append(name)
    }

    /// Pulls a disk out of its bay while the machine is on.
    func remove(_ name: String) async throws {
        try await lab.guest.pull(name)
        bays.removeAll { $0 == name }
    }

    /// Throws `.harness` if a file of this machine failed, or no FLUSH ever came through: then nothing was tried.
    package func check() throws {
        for disk in try [system] + members {
            let counters = disk.counters
            guard counters.hostFaults == 0 else {
                throw TortureError(.harness, "\(disk.name): this machine's disk failed")
            }
            guard counters.flushes > 0 else { throw TortureError(.harness, "\(disk.name) was never flushed") }
        }
    }

    /// Ends machine, browser and server.
    package func close() async {
        await day.end()
        await lab.close()
        await server.close()
        // What cannot be removed is found by the next run.
        try? Files.remove(folder)
        try? Files.remove(FilePath(server.path).removingLastComponent())
    }
}
