import Guest
import HostBox
import SystemPackage

/// The lines of the box's own services on this machine: both sides run on the same processor and the same disk.
extension Bench {
    /// Uploads, reads back and backs up once more, without a box.
    func useHostBox(_ host: HostSide, _ cargo: Cargo) async {
        await attempt("services on this machine", BenchItem.hostLane) {
            try await self.withHostBox { box in
                let browser = try await self.openBrowser(box)
                do {
                    await self.attempt("uploads on this machine", BenchItem.hostUploads) {
                        try await self.upload(to: box, browser, cargo)
                    }
                    try await self.backUp(box, browser, host)
                } catch {
                    await browser.close()
                    throw error
                }
                await browser.close()
            }
        }
    }

    private func withHostBox(_ body: (HostBox) async throws -> Void) async throws {
        let box = try await HostBox.open(
            HostBox.Plan(
                program: plan.programs.appending("datasafe"),
                folder: plan.root.appending(".build-bench").appending("host-box"),
                share: plan.root.appending("rootfs/usr/share/datasafe")))
        do {
            try await body(box)
        } catch {
            await box.end()
            throw error
        }
        await box.end()
    }

    /// A browser that accepts the certificate web says it has, and an administrator to log in.
    private func openBrowser(_ box: HostBox) async throws -> Browser {
        let account = Account.administrator
        try await box.createAdministrator(
            user: account.user, name: account.name, password: account.password, practice: "Bench",
            limit: FirstDay.moment)
        let said = try await box.fingerprint(limit: FirstDay.moment)
        let certificate = try await Fingerprint.certificate(port: box.port, limit: FirstDay.moment)
        let shown = try Fingerprint(of: certificate)
        guard shown == Fingerprint(in: said) else {
            throw StoryError(.certificate, "fact \(said), page \(shown)")
        }
        return Browser(port: box.port, trusting: certificate)
    }

    private func upload(to box: HostBox, _ browser: Browser, _ cargo: Cargo) async throws {
        let carried = try await carry(cargo, to: FrontDesk(browser: browser, voice: voice)) {
            try await box.processor(of: .web, .practice)
        }
        record.note(.hereUploadLarge, rate(cargo.large, carried.large))
        record.note(.hereUploadLargeProcessor, processorRate(cargo.large, carried.large))
        record.note(.hereUploadSmall, rate(cargo.small, carried.small))
        record.note(.hereUploadSmallProcessor, processorRate(cargo.small, carried.small))
        record.remark(.hereUploadSmall, sizeInWords(cargo.small))
    }

    /// The first night, watched as on the box, then plain restic over what it was taken from.
    private func backUp(_ box: HostBox, _ browser: Browser, _ host: HostSide) async throws {
        // The status page is for everybody: nobody has to be looked up for it.
        await browser.forget()
        try await box.start(.backup)
        async let initialised: Void = box.initialiseDisk(limit: FirstDay.moment)
        var watch = NightWatch(disk: 1)
        var before: Duration?
        let start = ContinuousClock.now
        voice.progress("first night on this machine")
        let night = try await waiting(
            for: "first night", limit: FirstDay.forming + FirstDay.backup, every: .milliseconds(100)
        ) { () -> (backup: Duration, whole: Duration)? in
            try await box.check()
            let status = try await browser.get(BoxRoutes.status).expecting(200).json()
            watch = try watch.following(status, at: ContinuousClock.now - start)
            if before == nil, StatusReading(status).running != nil { before = try await box.processor(of: .backup) }
            return try watch.figures()
        }
        let used = try await box.processor(of: .backup) - (before ?? .zero)
        try await initialised
        record.note(.hereNightBackup, night.backup.inSeconds)
        record.note(.hereNightWhole, night.whole.inSeconds)
        record.note(.hereNightProcessor, used.inSeconds)
        record.remark(.hereNightWhole, watch.words)
        voice.say("  ✓ first night on this machine")
        try await setResticBeside(box, host)
    }

    private func setResticBeside(_ box: HostBox, _ host: HostSide) async throws {
        voice.progress("plain restic of the same snapshot")
        do {
            let restic = try await host.restic(of: box.snapshot, into: "snapshot-repository")
            record.note(beside: .hereNightBackup, restic.backup.took.inSeconds)
            record.note(beside: .hereNightWhole, (restic.backup + restic.check).took.inSeconds)
            record.note(beside: .hereNightProcessor, (restic.backup + restic.check).processor.inSeconds)
            for item in BenchItem.hostNight { record.remark(item, restic.version) }
        } catch {
            record.miss(beside: BenchItem.hostNight, reason(error))
        }
    }
}
