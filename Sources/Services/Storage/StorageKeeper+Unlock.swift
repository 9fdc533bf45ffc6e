import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Threads
import Udev

/// From a stick to open data (storage.md 3.4).
extension StorageKeeper {
    /// Looks at sticks that came, forgets those that went.
    func sticksChanged() async {
        let stays = Set(inventory.sticks.map(\.stay))
        handled = handled.filter { stays.contains($0.key) }
        sticksCame = sticksCame.filter { stays.contains($0.key) }
        let known = Set(inventory.sticks.filter { handled[$0.stay] != nil }.map(\.id))
        fact.sticks.removeAll { stick in !known.contains(stick.id) }
        if !fact.sticks.contains(where: { $0.role == "unlock" }) { fact.keyPluggedSince = nil }
        for stick in inventory.sticks where isNew(stick) {
            // A locked box that still looks for its disks handles the stick when they are there.
            if fact.state == .starting || isUnfolding(stick) { continue }
            handled[stick.stay] = stick.record != nil
            await arrived(stick)
        }
        publish()
        // Only now: as long as the stick is dealt with, its key is in memory.
        if isHeaderCopyDue {
            isHeaderCopyDue = false
            await turn.take { await self.keepHeaderCopy() }
        }
    }

    /// Not handled in this stay, or handled before it had a place for a key.
    private func isNew(_ stick: Inventory.Stick) -> Bool {
        guard let hadPlace = handled[stick.stay] else { return true }
        return !hadPlace && stick.record != nil
    }

    /// Its partition comes a moment after the stick: nobody is told meanwhile that this is no key.
    private func isUnfolding(_ stick: Inventory.Stick) -> Bool {
        guard stick.record == nil, handled[stick.stay] == nil else { return false }
        let wait = Duration.milliseconds(1500)
        guard let came = sticksCame[stick.stay] else {
            sticksCame[stick.stay] = .now
            Task {
                try await Task.sleep(for: wait)
                await self.refresh()
            }
            return true
        }
        return ContinuousClock.now - came < wait
    }

    private func arrived(_ stick: Inventory.Stick) async {
        let read = await KeyStick.read(stick)
        var described = StickFact(
            id: stick.id, model: Inventory.shown(stick.device["ID_MODEL"] ?? "?"), bytes: stick.device.bytes,
            role: "other")
        if let first = read.candidate.records.first {
            described.role = first.identity.role.word
            described.number = Int(first.identity.number)
        } else if read.candidate.findings.contains(.blank) || (stick.isEmpty && stick.isWithoutTable) {
            described.role = stick.isWithoutTable ? "empty" : "blank"
        }
        described.code = read.candidate.findings.first { $0 != .blank && $0 != .notAKey }?.rawValue
        if let key = read.candidate.records.first?.identity, let record, key.role == .backup, key.boxID != record.boxID
        {
            described.code = KeyRefusal.otherBox.rawValue
        }
        logger.notice(
            "stick",
            metadata: ["code": "\(described.code ?? "-")", "role": "\(described.role)", "stick": "\(stick.id)"])
        fact.sticks.removeAll { $0.id == stick.id }
        fact.sticks.append(described)
        publish()
        switch fact.state {
        case .locked: await turn.take { await self.unlock(with: read, from: stick) }
        case .unsetUp: await verify(read, from: stick)
        case .open, .openDegraded:
            verifyIssued(read, from: stick)
            if described.role == "unlock", fact.keyPluggedSince == nil { fact.keyPluggedSince = now() }
        case .starting, .unlocking, .failed: break
        }
    }

    private func unlock(with read: ReadStick, from stick: Inventory.Stick) async {
        guard fact.state == .locked, let record else { return }
        if lock.move?.stage == .moving {
            guard await unlockMoving(with: read, from: stick) else { return }
        }
        var clock = UnlockClock()
        setState(.unlocking)
        setStep("read-key")
        let header: LUKS2Header
        do {
            header = try await readHeader()
        } catch let refusal as Refusal {
            setState(.locked)
            refuse(refusal.code, refusal.subject)
            return
        } catch {
            setState(.locked)
            refuse(VolumeCode.headerDead)
            return
        }
        clock.lap("read")
        let plan = KeyPlan.plan(
            candidate: read.candidate, enrolled: header.enrolled,
            revoked: files.revoked().union(header.arrayToken?.revoked ?? []),
            boxID: record.boxID)
        switch plan {
        case .refuse(let code, let number):
            badTry(code, number: number, stick: stick)
        case .use(let chosen, let keyslots, let warnings):
            guard let key = read.keys[chosen.copy], let slot = keyslots.first else {
                badTry(.unknown, number: chosen.identity.number, stick: stick)
                return
            }
            await open(key, header, slot: slot, chosen: chosen, stick: stick, clock: &clock)
            if let warning = warnings.first, fact.openedAt != nil {
                refuse(warning, "\(chosen.identity.number)")
            }
        }
    }

    private func open(
        _ key: Secret, _ header: LUKS2Header, slot: Int, chosen: KeyCandidate.Record, stick: Inventory.Stick,
        clock: inout UnlockClock
    ) async {
        setStep("open-container")
        do {
            let (directory, isHealing) = (try directory(), headerIsHealing)
            try await offload {
                try directory.open(header, as: StorageKeeper.container, slot: slot, key: key, isHealing: isHealing)
            }
        } catch {
            let refusal = error as? Refusal ?? Refusal(VolumeCode.open)
            logger.notice("container not opened", metadata: ["code": "\(refusal.code)", "said": "\(refusal.subject)"])
            if refusal.code == KeyRefusal.noMatch.rawValue {
                badTry(.noMatch, number: chosen.identity.number, stick: stick)
            } else {
                setState(.locked)
                await tellOfHeader(refusal.code)
            }
            return
        }
        clock.lap("libcryptsetup")
        do {
            try await openVolume(&clock)
        } catch {
            logger.error("volume not mounted", metadata: ["error": "\(error)"])
            _ = try? await offload { try Mapping.close(StorageKeeper.container) }
            setState(.failed, reason: Refusal(VolumeCode.mount, at: now()))
            return
        }
        // That a change of the lock was given up at this start is said to whoever sees the open box.
        fact.refusal = lock.failure.map { Refusal(code: $0.code, subject: "", at: now()) }
        fact.unlockTimes = clock.laps
        if fact.sticks.contains(where: { $0.role == "unlock" }) { fact.keyPluggedSince = now() }
        ended(degraded: fact.array.map { $0.members.contains { $0.state != "insync" } } ?? false)
        isHeaderCopyDue = true
    }

    func ended(degraded: Bool) {
        fact.openedAt = now()
        setState(degraded ? .openDegraded : .open)
    }

    /// Mounts through PID 1 and starts what needs the data.
    func openVolume(_ clock: inout UnlockClock) async throws {
        setStep("mount")
        try await SystemUnits.settle()
        try await SystemUnits.start(["srv-data.mount", "srv-snapshots.mount", "srv-secrets.mount"])
        clock.lap("mount")
        setStep("services")
        try await SystemUnits.begin("datasafe-data.target")
        clock.lap("services")
    }

    func badTry(_ code: KeyRefusal, number: UInt8?, stick: Inventory.Stick) {
        if code.isEvent { badTries.append(now()) }
        if let index = fact.sticks.firstIndex(where: { $0.id == stick.id }) { fact.sticks[index].code = code.rawValue }
        setState(.locked)
        refuse(code, number.map { "\($0)" } ?? "")
    }
}

/// Milliseconds of each part of an unlock.
struct UnlockClock: Sendable {
    private(set) var laps: [String: Int] = [:]
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now

    /// Ends a part.
    mutating func lap(_ name: String) {
        let here = ContinuousClock.now
        laps[name] = UnlockClock.milliseconds(here - last)
        laps["all"] = UnlockClock.milliseconds(here - start)
        last = here
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)
    }
}
