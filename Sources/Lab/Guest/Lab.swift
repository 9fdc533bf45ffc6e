public import SystemPackage

/// One box, one hub and the drawer beside them, owned by this process.
///
/// Made by `open`, ended by `close`; what it starts ends with it.
public actor Lab {
    /// Files of this run.
    public nonisolated let folder: RunFolder
    /// The box.
    public nonisolated let guest: Guest
    /// Sticks and disks.
    public nonisolated let drawer: Drawer
    /// Loopback ports.
    public nonisolated let ports: Ports
    /// Version of the image that is booted.
    public nonisolated let version: String
    /// Unix socket for verbs.
    public nonisolated let control: String
    private nonisolated let sockets: FilePath
    private nonisolated let sources: [String: ImageSource]
    private var hub: ChildProcess?
    private var vault: ChildProcess?
    private var hubProgram: HubProgram?
    private var owner: Int32
    private var busy = "box"
    private var photographs = 0

    /// What a lab is made of.
    public struct Plan: Sendable {
        /// Files of this run.
        public var folder: RunFolder
        /// The image to boot.
        public var image: ImageFiles
        /// True: kernel and initrd by QEMU; false: firmware and boot loader, as on real hardware.
        public var isDirect = false
        /// "tcg", or "kvm" where a person asked for it.
        public var accelerator = "tcg"
        /// The hub's program; nil = no hub.
        public var hubProgram: FilePath?
        /// Where the hub keeps its boxes, for one that outlives the lab; nil = in `folder`.
        public var hubFolder: FilePath?
        /// True: box, sticks, disks and hub as they were left; false: a new box, a new day.
        public var isContinued = false
        /// Disks in the bays at first power-on.
        public var dataDisks = ["data1", "data2"]
        /// Size of a data disk, MiB.
        public var dataMiB = 512
        /// True: a stranger's computer is on the box's network.
        public var hasStranger = false
        /// True: the box's journal goes to `journal.log` of the records; only in the direct lane.
        public var hasJournal = false
        /// Disks that do not come from the drawer's files: "system" or a part's name, and where from.
        public var sources: [String: ImageSource] = [:]
        /// True: the box is told when it goes on from a frozen state (`GuestPlan.isForked`).
        public var isForked = false
        /// This process.
        public var owner: Int32

        /// A plan for a new day with `image`; see the properties.
        public init(folder: RunFolder, image: ImageFiles, owner: Int32) {
            self.folder = folder
            self.image = image
            self.owner = owner
        }
    }

    /// Prepares everything and starts the hub; the box is still off. Throws `.power` if another box is up here.
    public static func open(_ plan: Plan) async throws -> Lab {
        if let state = plan.folder.state(), state.owner != plan.owner {
            throw GuestError(.power, "box", "one is up already (process \(state.owner)): Scripts/run end")
        }
        let isNew = !(plan.isContinued && Files.exists(plan.folder.systemDisk))
        if isNew { try plan.folder.clear() }
        for made in [plan.folder.records, plan.folder.pictures] { try Files.makeFolder(made) }
        if isNew { try await makeOverlay(plan) } else { try checkStamp(plan) }
        let ports = try await Ports.free()
        let drawer = try Drawer(folder: plan.folder.drawer, dataMiB: plan.dataMiB)
        // Not below the run folder: a socket's path may have at most 107 bytes.
        let sockets = FilePath("/tmp/datasafe-lab-\(UInt32.random(in: 0 ... .max))")
        try Files.makeFolder(sockets, isPrivate: true)
        var machine = GuestPlan(
            lane: try lane(plan), sockets: sockets, records: plan.folder.records)
        machine.accelerator = plan.accelerator
        if let emulator = plan.image.emulator { machine.emulator = emulator }
        machine.hasStranger = plan.hasStranger
        if plan.hasJournal { machine.journal = plan.folder.records.appending("journal.log") }
        machine.systemDisk = plan.sources["system"] ?? .file(plan.folder.systemDisk, format: "qcow2")
        machine.isForked = plan.isForked
        machine.ports = ports
        machine.dataDisks = try plan.dataDisks.map { try part($0, drawer, plan.sources) }
        let lab = Lab(
            plan, guest: try await Guest(machine), drawer: drawer, ports: ports, sockets: sockets)
        do {
            if let program = plan.hubProgram {
                try await lab.startHub(HubProgram(program: program, folder: plan.hubFolder ?? plan.folder.hub))
            }
            try await lab.save()
        } catch {
            await lab.close()
            throw error
        }
        return lab
    }

    private init(_ plan: Plan, guest: Guest, drawer: Drawer, ports: Ports, sockets: FilePath) {
        folder = plan.folder
        owner = plan.owner
        version = plan.image.version
        sources = plan.sources
        self.guest = guest
        self.drawer = drawer
        self.ports = ports
        self.sockets = sockets
        control = sockets.appending("control").string
    }

    /// The stick or disk called `name`, from where the plan says.
    public nonisolated func part(_ name: String) throws -> Part { try Self.part(name, drawer, sources) }

    private static func part(_ name: String, _ drawer: Drawer, _ sources: [String: ImageSource]) throws -> Part {
        var part = try drawer.part(name)
        part.source = sources[name]
        return part
    }

    /// The disk the image was put on, bytes: larger than the image, the box makes its state volume in the rest.
    public static let systemDiskBytes = 8 << 30

    private static func makeOverlay(_ plan: Plan) async throws {
        try await DiskImages.run([
            "create", "-q", "-f", "qcow2", "-F", "raw", "-b", plan.image.disk.string, plan.folder.systemDisk.string,
            "\(systemDiskBytes)",
        ])
        try Files.write(Array(try stamp(plan).utf8), to: plan.folder.stampFile)
    }

    /// What the overlay lies over: the disk image and when it was built.
    package static func stamp(_ plan: Plan) throws -> String {
        "\(plan.image.disk) \(try Files.changed(plan.image.disk))"
    }

    /// An overlay over another image than it was made for is a broken disk.
    private static func checkStamp(_ plan: Plan) throws {
        guard try Files.read(plan.folder.stampFile) == Array(try stamp(plan).utf8) else {
            throw GuestError(.file, "image", "was built anew since; start a new day, without --keep")
        }
    }

    private static func lane(_ plan: Plan) throws -> GuestPlan.Lane {
        if plan.isDirect {
            let unified = try UnifiedKernel(at: plan.image.kernel)
            let kernel = plan.folder.path.appending("kernel")
            let initrd = plan.folder.path.appending("initrd")
            try unified.extract(".linux", to: kernel)
            try unified.extract(".initrd", to: initrd)
            return .direct(kernel: kernel, initrd: initrd, commandLine: try unified.commandLine())
        }
        if !Files.exists(plan.folder.variables) {
            try Files.copy("/usr/share/OVMF/OVMF_VARS_4M.fd", to: plan.folder.variables)
        }
        return .uefi(code: "/usr/share/OVMF/OVMF_CODE_4M.fd", variables: plan.folder.variables)
    }

    /// A one-time ticket of the hub; nil without a hub.
    public func hubTicket() async throws -> String? { try await hubProgram?.ticket() }
    /// The path of a one-time link to the hub's pages; nil without a hub.
    public func hubLogin() async throws -> String? { try await hubProgram?.login() }

    /// Ends the hub for a while, as a line that is down.
    public func stopHub() async {
        await hub?.end()
        hub = nil
    }

    /// Starts the hub again if this lab has one and it is down.
    public func startHub() async throws {
        guard hub == nil, let hubProgram else { return }
        try await startHub(hubProgram)
    }

    private func startHub(_ program: HubProgram) async throws {
        hubProgram = program
        hub = try await program.start(port: ports.hub, records: folder.records)
    }

    /// Starts the vendor's vault beside the hub; `engine` is restic's REST server.
    public func startVault(engine: FilePath) async throws {
        guard let hubProgram else { throw GuestError(.missing, "vault", "this lab has no hub") }
        vault = try await hubProgram.startVault(engine: engine, port: ports.vault, records: folder.records)
    }

    /// Ends the vault, as a line that is down.
    public func stopVault() async {
        await vault?.end()
        vault = nil
    }

    /// A file server of the practice, off, with nothing on it. It ends with its owner, not with the lab.
    public nonisolated func fileServer(_ kind: FileServer.Kind) throws -> FileServer {
        try FileServer(
            kind, port: kind == .smb ? ports.smb : ports.nfs, folder: folder.path.appending("server"),
            records: folder.records)
    }

    /// Ids of the boxes the hub knows.
    public func hubBoxes() async throws -> [String] { try await hubProgram?.boxes() ?? [] }

    /// Gives the store of a box that was revoked to the one that takes its place.
    public func inheritVault(to device: String, from old: String) async throws {
        guard let hubProgram else { throw GuestError(.missing, "vault", "this lab has no hub") }
        try await hubProgram.inherit(to: device, from: old)
    }

    /// Books room in the vault for the box.
    public func bookVault(gigabytes: Int) async throws {
        guard let hubProgram else { throw GuestError(.missing, "vault", "this lab has no hub") }
        try await hubProgram.book(gigabytes: gigabytes)
    }

    /// Has the vault read the store of the box through.
    public func scrubVault() async throws {
        guard let hubProgram else { throw GuestError(.missing, "vault", "this lab has no hub") }
        try await hubProgram.scrub()
    }

    /// Why the hub ended, if it did.
    public var hubEnding: String? { hub?.ending }
    /// True if this lab has a hub.
    public var hasHub: Bool { hub != nil }

    /// Says in the state file who is using the box: "story", "box".
    public func setBusy(_ word: String) async throws {
        busy = word
        try await save()
    }

    /// The state as it is.
    public func state() async -> RunState {
        RunState(
            owner: owner, box: await guest.pid, hub: hub?.ending == nil ? hub?.pid : nil, control: control,
            ports: ports,
            version: version, parts: await guest.parts, busy: busy)
    }

    private func save() async throws {
        try folder.write(await state())
    }

    /// Does what a person asked for and says what happened in one sentence.
    public func act(_ verb: Verb) async throws -> String {
        guard busy == "box" || verb == .photograph || verb == .end else {
            throw GuestError(.power, "box", "the story is running, wait for its end")
        }
        return try await perform(verb)
    }

    /// The same for the owner itself, also while the story runs.
    @discardableResult
    public func perform(_ verb: Verb) async throws -> String {
        let said: String
        switch verb {
        case .plug(let name):
            try await guest.plug(part(name))
            said = "\(name) is in"
        case .unplug(let name), .pull(let name):
            try await guest.pull(name)
            said = "\(name) is out"
        case .powerOn:
            try await guest.powerOn()
            said = "the box starts: \(await state().webAddress)"
        case .powerOff:
            try await guest.powerOff()
            said = "the box is off"
        case .cut:
            await guest.cutPower()
            said = "the power is cut"
        case .photograph:
            photographs += 1
            let picture = folder.pictures.appending("screen-\(photographs).png")
            try await guest.photograph(to: picture)
            said = picture.string
        case .end:
            said = "box and hub end"
        }
        try await save()
        return said
    }

    /// Ends box and hub and forgets the state.
    public func close() async {
        await guest.close()
        await stopVault()
        await hub?.end()
        hub = nil
        // What cannot be removed is found stale by the next run.
        try? Files.remove(folder.stateFile)
        try? Files.remove(sockets)
    }
}
