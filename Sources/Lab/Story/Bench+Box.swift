import Guest
import SystemPackage

/// The lines that need a box.
extension Bench {
    /// A box of the bench's own, never the one a person keeps in the run folder.
    func withBox(
        isDirect: Bool, isContinued: Bool = false, _ body: (Day) async throws -> Void
    ) async throws {
        let folder = plan.root.appending(".build-bench")
        try Files.makeFolder(folder)
        var box = Lab.Plan(
            folder: try RunFolder(root: folder), image: try ImageFiles(in: plan.images), owner: plan.owner)
        box.isDirect = isDirect
        box.isContinued = isContinued
        box.accelerator = plan.accelerator
        box.dataMiB = 768
        let hub = plan.programs.appending("datasafe-hub")
        box.hubProgram = Files.exists(hub) ? hub : nil
        let lab = try await Lab.open(box)
        let day = Day(lab: lab, voice: voice)
        do {
            try await body(day)
        } catch {
            await day.end()
            await lab.close()
            throw error
        }
        await day.end()
        await lab.close()
    }

    /// From the power button to the page a person sees first: set-up, or "locked".
    func switchOn(_ day: Day, _ item: BenchItem) async throws {
        let isNew = item == .newPageDirect || item == .newPageFirmware
        voice.progress("power on")
        let start = ContinuousClock.now
        try await day.hand(.powerOn)
        let moment = try await FirstAnswer.page(
            isNew ? "set-up page" : "locked page", port: day.lab.ports.web, path: BoxRoutes.start, limit: FirstDay.boot
        ) { reply in
            guard reply.status == 200 else { return false }
            return isNew
                ? reply.path == BoxRoutes.setup && reply.page.element(id: "setup")?["data-step"] == "code"
                : reply.page.element(id: "state")?["data-state"] == BoxPhase.locked.rawValue
        }
        record.note(item, (moment - start).inSeconds)
        // Only now the certificate is compared with the screen: the figure is that of the page.
        try await day.readScreenAndOpenBrowser(limit: FirstDay.boot)
    }

    /// A whole life of a box: new, set up, locked, opened, used, backed up.
    func useBox(_ day: Day, _ cargo: Cargo) async throws {
        await attempt("new box", [.newPageDirect]) { try await self.switchOn(day, .newPageDirect) }
        // Compared again: set-up goes on even if that page came too late.
        try await day.readScreenAndOpenBrowser(limit: FirstDay.boot)
        voice.progress("set-up")
        try await day.setUp()
        _ = try await day.lookAtSetUp()
        try await day.hand(.powerOff)
        isSetUp = true
        voice.say("  ✓ set up")
        try await switchOn(day, .lockedPageDirect)
        await attempt("memory while locked", [.memoryLocked]) { try await self.readMemory(day, .memoryLocked) }
        try await useKey(day)
        await attempt("memory while open", [.memoryOpen]) { try await self.readMemory(day, .memoryOpen) }
        await attempt("uploads", [.uploadLarge, .uploadSmall]) { try await self.upload(day, cargo) }
        await attempt("first night", [.nightBackup, .nightWhole]) { try await self.backUp(day) }
        try await day.hand(.powerOff)
    }

    private func readMemory(_ day: Day, _ item: BenchItem) async throws {
        voice.progress("idle")
        try await Task.sleep(for: plan.load.idle)
        let bytes = try await day.waitForStatus("memory of all services", limit: FirstDay.moment) {
            StatusReading($0).servicesBytes
        }
        record.note(item, megabytes(Int(bytes)))
    }

    private func useKey(_ day: Day) async throws {
        voice.progress("key in")
        let start = ContinuousClock.now
        try await day.hand(.plug("key1"))
        try await day.waitForPhase(.open, .openDegraded, limit: FirstDay.keyToData)
        record.note(.keyToOpen, (ContinuousClock.now - start).inSeconds)
        try await day.waitForLogIn(every: .milliseconds(250))
        record.note(.keyToLogIn, (ContinuousClock.now - start).inSeconds)
        let reading = StatusReading(try await day.status())
        for item in BenchItem.unlockParts {
            guard let part = item.unlockPart else { continue }
            do { record.note(item, Double(try reading.unlock(part))) } catch { record.miss([item], reason(error)) }
        }
        try await day.hand(.unplug("key1"))
        voice.say("  ✓ key in, data open")
    }

    private func upload(_ day: Day, _ cargo: Cargo) async throws {
        let carried = try await carry(cargo, to: try await day.desk())
        record.note(.uploadLarge, rate(cargo.large, carried.large))
        record.note(.uploadSmall, rate(cargo.small, carried.small))
        record.remark(.uploadSmall, sizeInWords(cargo.small))
    }

    /// The first night follows the initialising of the disk at once; its steps are watched on the status page.
    private func backUp(_ day: Day) async throws {
        try await day.beginFirstNight()
        let watch = Watched(NightWatch(disk: 1))
        let start = ContinuousClock.now
        let limit = FirstDay.forming + FirstDay.backup
        let night = try await day.waitForStatus("first night", limit: limit) { status in
            let seen = try watch.now.following(status, at: ContinuousClock.now - start)
            watch.change { $0 = seen }
            return try seen.figures()
        }
        record.note(.nightBackup, night.backup.inSeconds)
        record.note(.nightWhole, night.whole.inSeconds)
        record.remark(.nightWhole, watch.now.words)
        for part in ["backupkey", "disk1"] { try await day.hand(.unplug(part)) }
    }
}
