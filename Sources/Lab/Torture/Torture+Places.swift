import FaultDisk
import Guest
import Story

/// Where a cut is to fall when it falls on purpose.
public enum CutPlace: String, Sendable, CaseIterable {
    /// While the disks of a new box are prepared.
    case setUp = "set-up"
    /// While a lost key is revoked.
    case revoke
    /// While a new key is issued.
    case issue
    /// While a new disk takes the place of one that is gone.
    case replace
    /// While the header is copied after an unlock.
    case header
}

/// Cuts in the middle of what changes keys, disks or headers: afterwards the box opens with at least one key, in the old
/// state or in the new one, and holds what it held.
extension Torture {
    /// All cuts of the plan at one place. `frozen` is a box that waits for its disks, or a new one.
    func cuts(at place: CutPlace) async throws {
        // A new box has new disks each time.
        let members = place == .setUp ? [] : try await rig.members
        for disk in members { try disk.mark() }
        let held = await rig.bays
        let kept = notebook
        for number in 0..<plan.cuts {
            for disk in members { try disk.rewind() }
            await rig.hold(held)
            notebook = kept
            cycle += 1
            var said = "given up"
            do {
                said = try await cut(at: place)
                count { $0.cuts += 1 }
            } catch {
                try await giveUp(error)
            }
            voice.say("cut \(number + 1) of \(plan.cuts) at \(place.rawValue): \(said)")
        }
        for disk in members { try disk.rewind() }
        await rig.hold(held)
        notebook = kept
    }

    private func cut(at place: CutPlace) async throws -> String {
        switch place {
        case .setUp: try await cutSetUp()
        case .header: try await cutHeader()
        case .replace: try await cutReplace()
        case .revoke: try await cutRevoke()
        case .issue: try await cutIssue()
        }
    }

    /// Notes why one try of many came to nothing and switches the machine off: the next begins with other disks. Throws
    /// what is no fault of the box.
    func giveUp(_ error: any Error) async throws {
        if error is CancellationError { throw error }
        if let error = error as? TortureError, error.code == .harness { throw error }
        note([.stuck("\(error)".prefix(700).description)])
        voice.say("  what was written down lies in \(try rig.lab.folder.keepRecords())")
        try await rig.cutPower()
        rig.server.light()
    }

    /// Cuts after a moment drawn up to `longest`, all disks; what was running is given up.
    func cutAfter(_ longest: Duration) async throws -> Duration {
        let moment = Duration.milliseconds(Int.random(in: 0...Int(longest / .milliseconds(1)), using: &random))
        try await Task.sleep(for: moment)
        _ = try await rig.cut(random.branch("cut \(cycle)"))
        return moment
    }

    private func cutHeader() async throws -> String {
        try await rig.thaw()
        try await rig.day.waitForStatus("unlocking", limit: FirstDay.boot) { status -> Void? in
            ["unlocking", "open"].contains(status["phase"]?.text) ? () : nil
        }
        // 16 MiB are written as soon as the data are open, as many zeros over the older copy: most cuts are made to fall
        // among them.
        let before = rig.system.counters.bytesWritten
        let writes = random.happens(0.8) ? Int.random(in: 1...(33 << 20), using: &random) : 0
        let start = ContinuousClock.now
        _ = try? await waiting(for: "writes to the state volume", limit: .seconds(40), every: .milliseconds(1)) {
            () -> Bool? in
            self.rig.system.counters.bytesWritten - before >= writes ? true : nil
        }
        let wait = ContinuousClock.now - start
        let written = rig.system.counters.bytesWritten - before
        let moment = try await cutAfter(writes == 0 ? .seconds(15) : .zero) + wait
        let clerk = try await comeBack(.booted([:], keepsSystem: true))
        try await look(clerk)
        try await rig.cutPower()
        return "\(moment.seconds) after the key was read, \(written / 1024) KiB written to the state volume;"
            + " opens, all there"
    }

    private func cutReplace() async throws -> String {
        let clerk = try await comeBack(.thawed)
        let gone = await rig.bays.last ?? ""
        try await rig.remove(gone)
        try await rig.day.waitForPhase(.openDegraded, limit: FirstDay.alarm)
        let fresh = try await freshName(but: gone)
        try await rig.newDisk(fresh)
        try await rig.insert(fresh)
        take(clerk)
        // Given up when the box goes dark under it.
        let replacing = Task { try? await replace(member: nil, by: fresh) }
        var moments = [try await cutAfter(.seconds(45))]
        replacing.cancel()
        await replacing.value
        var back = try await comeBack(.booted([:], keepsSystem: true))
        if random.happens(0.5) {
            cycle += 1
            moments.append(try await cutAfter(.seconds(20)))
            back = try await comeBack(.booted([:], keepsSystem: true))
        }
        try await look(back, isWhole: false)
        let isTaken = try await finishReplace(by: fresh)
        try await waitUntilWhole()
        try await look(back)
        try await rig.cutPower()
        return "after \(moments.map(\.seconds).joined(separator: " and again ")); "
            + (isTaken ? "it went on by itself" : "begun again") + ", whole, all there"
    }

    /// True if the box goes on with `disk` by itself; else a person does it again.
    private func finishReplace(by disk: String) async throws -> Bool {
        let goesOn: Void? = try? await rig.day.waitForStatus("going on", limit: .seconds(30)) { status -> Void? in
            guard let array = status["array"] else { return nil }
            return array["inSync"]?.whole == array["members"]?.whole || array["action"]?.text == "recover" ? () : nil
        }
        guard goesOn == nil else { return true }
        try await replace(member: nil, by: disk)
        return false
    }

    private func cutSetUp() async throws -> String {
        for name in await rig.bays { try await rig.newDisk(name) }
        for stick in ["key1", "key2", "backupkey"] { try Files.remove(rig.lab.part(stick).file) }
        try await rig.thaw(with: [])
        let day = rig.day
        guard let newBox else { throw TortureError(.harness, "no screen of the new box") }
        try await day.recall(newBox)
        // Given up when the box goes dark under it; what stops it before is no cut.
        let forming = Watched<Result<Void, any Error>?>(nil)
        let settingUp = Task {
            do {
                try await day.setUp { step in
                    if step == BoxRoutes.setupForm { forming.change { $0 = .success(()) } }
                }
            } catch {
                forming.change { $0 = $0 ?? .failure(error) }
            }
        }
        try await forming.wait(for: "disks being prepared", limit: .seconds(900)) { try $0?.get() }
        let moment = try await cutAfter(.seconds(40))
        settingUp.cancel()
        await settingUp.value
        try await rig.boot()
        try await rig.waitForPages()
        let phase = try await day.waitForPhase(.unsetUp, .settingUp, .locked, limit: FirstDay.boot)
        let end: String
        if phase == .locked {
            // The keys were proven before the disks were prepared: either opens.
            let key = random.happens(0.5) ? "key1" : "key2"
            try await rig.lab.guest.plug(rig.lab.part(key))
            // Open, and nobody can log in yet: then the wizard goes on.
            try await day.waitForPhase(.open, .openDegraded, .settingUp, limit: FirstDay.boot)
            try await day.hand(.unplug(key))
            end = try await day.goOnWithSetUp() ? "opens with its key, goes on and ends" : "opens with its key"
        } else {
            for stick in ["key1", "key2", "backupkey"] { try Files.remove(rig.lab.part(stick).file) }
            try await day.setUp()
            end = "begins again and ends"
        }
        _ = try await day.lookAtSetUp()
        try await rig.cutPower()
        return "\(moment.seconds) after it began; \(end)"
    }
}
