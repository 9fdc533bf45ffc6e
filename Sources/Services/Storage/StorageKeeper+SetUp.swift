import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Threads
import Udev

/// The keys of a set-up under way; they live in this process only and die with it: a cut set-up starts with new keys.
struct Forming: Sendable {
    var boxID: BoxID
    var disks: [DiskID]
    var keys: [String: FormingKey]

    struct FormingKey: Sendable {
        var identity: KeyIdentity
        var key: Secret
        var stick: String?
        var verified = false
    }

    /// `unlock-1`
    static func name(role: KeyRole, number: Int) -> String { "\(role.word)-\(number)" }
    static let wanted = ["unlock-1", "unlock-2", "backup-1"]

    /// 512 random bits from the kernel.
    static func newKey() -> Secret {
        var random = SystemRandomNumberGenerator()
        return Secret(count: 64) { buffer in
            for offset in stride(from: 0, to: 64, by: 8) {
                buffer.storeBytes(of: random.next() as UInt64, toByteOffset: offset, as: UInt64.self)
            }
        }
    }
}

/// First day: disks chosen, keys written and read again, disks formatted, both keys proven, open (storage.md 3.3).
extension StorageKeeper {
    func beginSetUp(_ deed: StorageDeeds.BeginSetUp) async throws {
        guard fact.state == .unsetUp, record == nil else { throw Refusal(SetupRefusal.done) }
        guard (2...4).contains(deed.disks.count), Set(deed.disks).count == deed.disks.count,
            deed.confirms.count == deed.disks.count
        else { throw Refusal(SetupRefusal.disks) }
        var chosen: [DiskID] = []
        for (name, confirm) in zip(deed.disks, deed.confirms) {
            guard let disk = inventory.disks.first(where: { $0.id.name == name }) else {
                throw Refusal(SetupRefusal.diskGone, subject: name)
            }
            guard disk.device.bytes >= 512 << 20 else {
                throw Refusal(MemberCode.tooSmall, subject: disk.serial)
            }
            if disk.content != "empty", !isHalfFormed(disk), confirm != String(disk.serial.suffix(4)) || confirm.isEmpty
            {
                throw Refusal(SetupRefusal.notEmpty, subject: disk.serial)
            }
            chosen.append(disk.id)
        }
        var random = SystemRandomNumberGenerator()
        let boxID = BoxID(raw: Bytes16(high: random.next(), low: random.next()))
        var keys: [String: Forming.FormingKey] = [:]
        for (role, number) in [(KeyRole.unlock, UInt8(1)), (.unlock, 2), (.backup, 1)] {
            keys[Forming.name(role: role, number: Int(number))] = Forming.FormingKey(
                identity: KeyIdentity(new: role, number: number, boxID: boxID, at: now()), key: Forming.newKey())
        }
        forming = Forming(boxID: boxID, disks: chosen, keys: keys)
        try files.write(SetUpJournal(stage: .disksChosen, boxID: boxID, disks: chosen))
        fact.setup = SetupProgress(stage: "keys-writing")
        publish()
    }

    /// Writes the record and waits until the stick was pulled, plugged again and read back.
    func writeKey(_ deed: StorageDeeds.WriteKey, report: @Sendable (DeedProgress) async -> Void) async throws {
        guard let role = KeyRole(word: deed.role), var forming,
            var key = forming.keys[Forming.name(role: role, number: deed.number)]
        else { throw Refusal(SetupRefusal.order) }
        let name = Forming.name(role: role, number: deed.number)
        guard let stick = inventory.sticks.first(where: { $0.id == deed.stick }) else {
            throw Refusal(SetupRefusal.stickGone, subject: deed.stick)
        }
        guard !forming.keys.contains(where: { $0.key != name && $0.value.stick == stick.id }) else {
            throw Refusal(SetupRefusal.stickUsed, subject: stick.id)
        }
        let isOurs = key.stick == stick.id
        if !stick.isEmpty, !isOurs, deed.confirm != String(stick.id.suffix(4)) || deed.confirm.isEmpty {
            let described = fact.sticks.first { $0.id == stick.id }
            guard described?.role == "blank" else { throw Refusal(SetupRefusal.stickNotEmpty, subject: stick.id) }
        }
        await report(DeedProgress(step: "write-key"))
        try await put(key.identity, key.key, on: stick)
        key.stick = stick.id
        key.verified = false
        forming.keys[name] = key
        self.forming = forming
        fact.setup = SetupProgress(stage: "keys-writing", verifiedKeys: verifiedKeys(), waitingFor: name)
        publish()
        await report(DeedProgress(step: "pull-and-plug"))
        // The person pulls and plugs: as long as it takes, at most an hour.
        for _ in 0..<3600 {
            if self.forming?.keys[name]?.verified == true { return }
            guard self.forming?.keys[name]?.stick == stick.id else { throw Refusal(SetupRefusal.order) }
            try await Task.sleep(for: .seconds(1))
        }
        throw Refusal(SetupRefusal.stickGone, subject: stick.id)
    }

    /// A stick was plugged during set-up: if it is one just written, this is its proof.
    func verify(_ read: ReadStick, from stick: Inventory.Stick) async {
        guard let forming, let name = fact.setup?.waitingFor, let key = forming.keys[name], key.stick == stick.id else {
            return
        }
        guard isProof(read, of: key.identity, key.key, stick) else { return }
        self.forming?.keys[name]?.verified = true
        fact.setup = SetupProgress(stage: "keys-writing", verifiedKeys: verifiedKeys())
        publish()
    }

    private func verifiedKeys() -> [String] {
        Forming.wanted.filter { forming?.keys[$0]?.verified == true }
    }

    /// Formats, builds and opens. What was formed halfway before a cut is this box's own and is formatted again.
    func formArray(report: @Sendable (DeedProgress) async -> Void) async throws {
        guard let forming, record == nil, fact.state == .unsetUp else { throw Refusal(SetupRefusal.order) }
        guard verifiedKeys() == Forming.wanted, let one = forming.keys["unlock-1"], let two = forming.keys["unlock-2"],
            let backup = forming.keys["backup-1"]
        else { throw Refusal(SetupRefusal.keysMissing) }
        fact.setup = SetupProgress(stage: "formatting", verifiedKeys: verifiedKeys())
        publish()
        try files.write(SetUpJournal(stage: .formatting, boxID: forming.boxID, disks: forming.disks))
        do {
            try await form(forming, one, two, backup, report)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            logger.error("set-up failed", metadata: ["error": "\(error)"])
            await takeApart()
            fact.setup = SetupProgress(stage: "keys-writing", verifiedKeys: verifiedKeys())
            publish()
            throw Refusal(SetupRefusal.form)
        }
        fact.setup = SetupProgress(stage: "done", verifiedKeys: verifiedKeys())
        publish()
    }

    private func form(
        _ forming: Forming, _ one: Forming.FormingKey, _ two: Forming.FormingKey, _ backup: Forming.FormingKey,
        _ report: @Sendable (DeedProgress) async -> Void
    ) async throws {
        let steps: Int64 = 6
        func step(_ name: String, _ done: Int64) async {
            setStep(name, done: done, of: steps)
            await report(DeedProgress(step: name, done: done, of: steps))
        }
        await step("format-disks", 0)
        var nodes: [String] = []
        var sizes: [Int64] = []
        for (index, id) in forming.disks.enumerated() {
            let (node, bytes) = try await formatMember(id, number: index + 1)
            nodes.append(node)
            sizes.append(bytes)
        }
        guard let geometry = ArrayGeometry(mappingBytes: sizes) else { throw Refusal(SetupRefusal.disks) }
        await step("create-array", 1)
        try await Mdadm.create(geometry: geometry, members: nodes, homeHost: forming.boxID.homeHost)
        ArraySysfs.keepRottenMembers()
        var members: [RecordedMember] = []
        var array: ArrayUUID?
        for (index, node) in nodes.enumerated() {
            let uuids = try await Mdadm.uuids(member: node)
            array = Bytes16(hex: uuids.array.filter { $0 != ":" }).map { ArrayUUID(raw: $0) }
            guard let disk = inventory.disks.first(where: { $0.id == forming.disks[index] }),
                let serial = serialHash(of: disk), let member = Bytes16(hex: uuids.member.filter { $0 != ":" })
            else { throw StorageError(.device, "new member") }
            members.append(
                RecordedMember(number: index + 1, member: MemberUUID(raw: member), serial: serial, state: .forming))
        }
        guard let array else { throw StorageError(.device, "new array") }
        let made = ArrayRecord(
            boxID: forming.boxID, array: array, level: geometry.level, memberCount: nodes.count, members: members,
            present: members.map(\.number))
        await step("create-container", 2)
        try await offload {
            try LUKSContainer.format(
                device: Mdadm.node, label: StorageKeeper.container, subsystem: forming.boxID.subsystem,
                keys: [one.key, two.key])
            for (index, key) in [one, two, backup].enumerated() {
                let identity = key.identity
                let enrolled = EnrolledKey(
                    keyID: identity.keyID, boxID: identity.boxID, role: identity.role, number: identity.number,
                    keyslots: identity.role == .unlock ? [index] : [])
                try LUKSContainer.setToken(device: Mdadm.node, index: index, json: LUKS2KeyToken(enrolled).json)
            }
            let token = LUKS2ArrayToken(boxID: forming.boxID, array: array, state: .forming, revoked: [])
            try LUKSContainer.setToken(device: Mdadm.node, index: 3, json: token.json)
        }
        await step("prove-keys", 3)
        fact.setup = SetupProgress(stage: "proving", verifiedKeys: Forming.wanted)
        try await offload {
            try LUKSContainer.prove(device: Mdadm.node, slot: 1, key: two.key)
            try LUKSContainer.open(device: Mdadm.node, name: StorageKeeper.container, slot: 0, key: one.key)
        }
        await step("create-volume", 4)
        try await SystemUnits.settle()
        let volume = "/dev/mapper/\(StorageKeeper.container)"
        try await Btrfs.make(device: volume)
        try await SystemUnits.trigger(volume)
        // PID 1 mounts the top, makes the subvolumes and takes the top away again.
        try await SystemUnits.start(["srv-volume.mount", "datasafe-volume-layout.service"])
        try await SystemUnits.stop(["srv-volume.mount"])
        await step("open", 5)
        try await offload {
            let token = LUKS2ArrayToken(boxID: forming.boxID, array: array, state: .ready, revoked: [])
            try LUKSContainer.setToken(device: Mdadm.node, index: 3, json: token.json)
        }
        let ready = made.next { for index in $0.members.indices { $0.members[index].state = .ready } }
        try files.write(ready)
        record = ready
        fact.box = ready.boxID.short
        try files.write(nil as SetUpJournal?)
        var clock = UnlockClock()
        try await openVolume(&clock)
        fact.openedAt = now()
        await refreshBays()
        updateArray()
        setState(.open)
        _ = try await readHeader()
        await keepHeaderCopy()
    }

    /// Formats the integrity layer of one disk and opens it; its first GiB is zeroed so that no old superblock shines
    /// through.
    func formatMember(_ id: DiskID, number: Int) async throws -> (node: String, bytes: Int64) {
        guard let disk = inventory.disks.first(where: { $0.id == id }) else {
            throw Refusal(SetupRefusal.diskGone, subject: id.name)
        }
        let node = disk.device.node
        let name = try await offload { () -> String in
            try RawDevice.wipe(node, at: 0, count: 1 << 20)
            try IntegrityDevice.format(disk: node)
            var name = "datasafe-i-\(number)"
            var count = 1
            while Mapping.isActive(name) {
                count += 1
                name = "datasafe-i-\(number)-\(count)"
            }
            try IntegrityDevice.activate(disk: node, name: name, mode: .normal)
            return name
        }
        mappings[id] = name
        let mapped = "/dev/mapper/\(name)"
        let bytes = try await offload { () -> Int64 in
            let bytes = try RawDevice.bytes(of: mapped)
            try RawDevice.wipe(mapped, at: 0, count: min(bytes, 64 << 20))
            return bytes
        }
        return (mapped, bytes)
    }

    /// After a failed forming: nothing of it stays open.
    func takeApart() async {
        try? await SystemUnits.stop(["srv-secrets.mount", "srv-snapshots.mount", "srv-data.mount"])
        _ = try? await offload { try Mapping.close(StorageKeeper.container) }
        try? await Mdadm.stop()
        for mapping in mappings.values { _ = try? await offload { try Mapping.close(mapping) } }
        mappings = [:]
        setState(.unsetUp)
    }

    /// Out of the memory as long as it was made by this run; after a restart off the stick that carries it. Throws KEY- codes
    /// and BAK-KEY-MISSING for that.
    func backupKeyForPaper() async throws -> Secret {
        if let key = forming?.keys["backup-1"]?.key { return key }
        return try await readBackupKey(strange: false)
    }

    func finishSetUp() {
        forming = nil
        fact.setup = nil
        fact.keyPluggedSince = fact.sticks.contains { $0.role == "unlock" } ? now() : nil
        publish()
    }
}
