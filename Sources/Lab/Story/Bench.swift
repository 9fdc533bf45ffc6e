import Guest
public import SystemPackage

/// Measures one image on this machine, line by line, beside what a user would take instead.
///
/// Nothing is assumed: what could not be measured stands in the table with its reason.
public actor Bench {
    /// What is measured and where.
    public struct Plan: Sendable {
        /// Top of the repository.
        public var root: FilePath
        /// Folder of the image and the update's files.
        public var images: FilePath
        /// Folder of the programs.
        public var programs: FilePath
        /// This process.
        public var owner: Int32
        /// How much is carried.
        public var load = BenchLoad.full
        /// "tcg", or "kvm" where a person asked for it.
        public var accelerator = "tcg"

        /// A plan for the repository at `root` and what was built in it; see the properties.
        public init(root: FilePath, owner: Int32) {
            self.root = root
            self.owner = owner
            images = root.appending(".build-image/out")
            programs = root.appending(".build-image/programs")
        }
    }

    let plan: Plan
    let voice: Voice
    var record = BenchRecord()

    /// A bench after `plan`, told by `voice`.
    public init(_ plan: Plan, voice: Voice) {
        self.plan = plan
        self.voice = voice
    }

    /// Measures everything and returns the table; takes about half an hour without KVM.
    public func play() async -> BenchTable {
        measureSizes()
        do {
            let host = try HostSide(folder: plan.root.appending(".build-bench").appending("host"))
            defer { host.clear() }
            let cargo = try await loadCargo(host)
            await measureHost(host, cargo)
            await useHostBox(host, cargo)
            if plan.load.hasFirmwareLane {
                await attempt("firmware lane, new box", [.newPageFirmware]) {
                    try await self.withBox(isDirect: false) { day in
                        try await self.switchOn(day, .newPageFirmware)
                    }
                }
            }
            await attempt("direct lane", BenchItem.directLane) {
                try await self.withBox(isDirect: true) { day in try await self.useBox(day, cargo) }
            }
            if plan.load.hasFirmwareLane {
                await attempt("firmware lane, box set up", [.lockedPageFirmware]) {
                    // A box that never was set up would show another page, and take all the time there is to do so.
                    guard self.isSetUp else { throw StoryError(.missing, "the box was not set up before") }
                    try await self.withBox(isDirect: false, isContinued: true) { day in
                        try await self.switchOn(day, .lockedPageFirmware)
                    }
                }
            }
        } catch {
            record.miss(plan.load.items, reason(error))
            record.miss(beside: plan.load.items, reason(error))
        }
        let table = record.table(plan.load, isEmulated: plan.accelerator == "tcg")
        // Otherwise its records are what a person looks at next; the next bench begins anew anyway.
        if table.isWhole { try? Files.remove(plan.root.appending(".build-bench")) }
        return table
    }

    /// The box of the direct lane got as far as being set up.
    var isSetUp = false

    private func loadCargo(_ host: HostSide) async throws -> Cargo {
        voice.progress("files to carry")
        return Cargo(
            large: try host.largeFile(megabytes: plan.load.largeMB),
            small: try RealDocuments(count: plan.load.documents).documents)
    }

    /// Does one stretch of the bench. If it fails, the lines that are still empty get its reason.
    func attempt(_ what: String, _ items: [BenchItem], _ body: () async throws -> Void) async {
        let clock = ContinuousClock()
        let start = clock.now
        voice.progress(what)
        do {
            try Task.checkCancellation()
            try await body()
            voice.say("  ✓ \(what)  \((clock.now - start).seconds)")
        } catch {
            record.miss(items, "\(what): \(reason(error))")
            voice.say("  ✗ \(what)  \((clock.now - start).seconds): \(reason(error))")
        }
    }

    /// An error as it may stand in a document: without the place of this repository on this machine.
    func reason(_ error: any Error) -> String { "\(error)".replacing("\(plan.root)/", with: "") }

    private func measureHost(_ host: HostSide, _ cargo: Cargo) async {
        do {
            voice.progress("plain copies on this machine")
            let large = try host.copy([cargo.large])
            let small = try host.copy(cargo.small)
            for item in [BenchItem.uploadLarge, .hereUploadLarge] {
                record.note(beside: item, rate(cargo.large, large))
            }
            for item in [BenchItem.uploadSmall, .hereUploadSmall] {
                record.note(beside: item, rate(cargo.small, small))
            }
            record.note(beside: .hereUploadLargeProcessor, processorRate(cargo.large, large))
            record.note(beside: .hereUploadSmallProcessor, processorRate(cargo.small, small))
        } catch {
            record.miss(beside: [.uploadLarge, .uploadSmall] + BenchItem.hostUploads, reason(error))
        }
        do {
            voice.progress("plain restic on this machine")
            let restic = try await host.restic(of: host.source, into: "repository")
            record.note(beside: .nightBackup, restic.backup.took.inSeconds)
            record.note(beside: .nightWhole, (restic.backup + restic.check).took.inSeconds)
            for item in [BenchItem.nightBackup, .nightWhole] { record.remark(item, restic.version) }
        } catch {
            record.miss(beside: [.nightBackup, .nightWhole], reason(error))
        }
        voice.say("  ✓ beside it, on this machine")
    }

    private func measureSizes() {
        let sizes = BenchSizes(root: plan.root, images: plan.images, programs: plan.programs)
        still([.imageFile, .imageWritten, .update]) {
            let image = try ImageFiles(in: plan.images)
            let bytes = try BenchSizes.bytes(of: image.disk)
            record.note(.imageFile, megabytes(bytes.long))
            record.note(.imageWritten, megabytes(bytes.written))
            record.note(.update, megabytes(try sizes.update(image.version)))
            guard let kind = sizes.compression(image.version) else { return }
            for item in [BenchItem.imageWritten, .update] {
                record.remark(item, kind == "zstd" ? "zstd, as shipped" : "\(kind), not as shipped (zstd)")
            }
        }
        let programs: [(BenchItem, String)] = [
            (.programStorage, "datasafe-storage"), (.programBox, "datasafe"), (.programHub, "datasafe-hub"),
        ]
        for (item, name) in programs {
            still([item]) {
                record.note(item, megabytes(try BenchSizes.bytes(of: plan.programs.appending(name)).long))
            }
        }
        for (item, folder) in [(BenchItem.linesSources, "Sources"), (.linesTests, "Tests")] {
            still([item]) { record.note(item, Double(try sizes.lines(below: folder))) }
        }
    }

    private func still(_ items: [BenchItem], _ body: () throws -> Void) {
        do { try body() } catch { record.miss(items, reason(error)) }
    }
}
