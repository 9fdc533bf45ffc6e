import BackupFormats
import DatasafeCore
import FoundationEssentials
import Logging
import Threads

/// What goes on beside each other: whoever looks at a snapshot in the box need not wait for a night onto a disk.
enum Lane: Hashable, Sendable {
    case disks
    case here
    /// A run to a target that is no disk, which may take days.
    case remote(TargetID)
    /// Looking at its nights, meanwhile.
    case look(TargetID)
}

/// A place a person looks through: a disk stays open for a few minutes, because closing and checking it between two clicks
/// would cost more than the clicks.
struct Browsing: Sendable {
    var place: NightPlace
    /// The disk's device.
    var device: String?
    /// Keeps the share open.
    var share: (any HeldShare)?
    var source: any NightSource
    /// Newest first, with their whole ids.
    var nights: [Night]
    /// Nights whose database is staged, by id.
    var staged: [String: StagedName] = [:]
    var used: Instant
}

extension NightPlace {
    var lane: Lane {
        switch self {
        case .here: .here
        case .target(.disk): .disks
        case .target(let remote): remote.lookLane
        }
    }
}

extension TargetID {
    /// Where people look through its nights. On a share nights are taken away as well: nobody looks while it is written to.
    var lookLane: Lane { self == .share ? .remote(self) : .look(self) }
}

extension BackupKeeper {
    /// Seconds until a place that nobody looks at is closed.
    private static let patience: Int64 = 300
    /// Entries of a folder that are shown.
    private static let mostEntries = 2_000
    /// Contents above which the whole store of that night is brought back instead of each by name.
    private static let mostNamed = 4_000

    /// The nights in a place, newest first.
    func nights(in place: NightPlace) async throws -> BackupDeeds.ListNights.Outcome {
        try await holding(Job.browse, in: place.lane) {
            let browsing = try await browse(place)
            // A snapshot's name is short enough, and two of them may begin alike.
            return BackupDeeds.ListNights.Outcome(
                nights: browsing.nights.map { place == .here ? $0 : $0.shortened })
        }
    }

    /// Entries below one folder of one night; the practice service reads that night's database.
    func folder(_ deed: BackupDeeds.ListFolder) async throws -> BackupDeeds.ListFolder.Outcome {
        try await holding(Job.browse, in: deed.place.lane) {
            let browsing = try await browse(deed.place)
            let name = try await stage(try night(deed.night, browsing), browsing)
            var entries: [NightEntry] = []
            var offset: Int? = 0
            while let from = offset, entries.count < Self.mostEntries {
                let page = try await outsides.deeds.ask(
                    PracticeDeeds.ReadNight(staged: name.text, folder: deed.folder, offset: from))
                entries += page.entries
                offset = page.next
            }
            return BackupDeeds.ListFolder.Outcome(entries: entries)
        }
    }

    /// Brings an entry back: exactly the contents that the living store lacks, then the practice service files them.
    func restore(
        _ deed: BackupDeeds.RestoreEntry, _ report: @escaping Report
    ) async throws -> BackupDeeds.RestoreEntry.Outcome {
        guard ["folder", "document", "everything"].contains(deed.kind) else { throw Refusal(.failed, deed.kind) }
        return try await holding(Job.browse, in: deed.place.lane) {
            await report(DeedProgress(step: "prepare"))
            let browsing = try await browse(deed.place)
            let night = try night(deed.night, browsing)
            let name = try await stage(night, browsing)
            let missing = try await missingBlobs(of: deed.kind, deed.id, in: name)
            try await bring(missing, of: night, into: name, browsing, report)
            await report(DeedProgress(step: "take"))
            let take = PracticeDeeds.TakeRestored(
                staged: name.text, kind: deed.kind, id: deed.id, user: deed.user)
            let taken = try await outsides.deeds.ask(take, secret: nil, progress: report)
            await dropStaged(deed.place.lane)
            // What came back without all its contents is never called complete.
            guard taken.damaged == 0 else { throw Refusal(.nightDamaged, browsing.place.text) }
            return BackupDeeds.RestoreEntry.Outcome(documents: taken.documents, bytes: taken.bytes)
        }
    }

    // MARK: Open place

    func browse(_ place: NightPlace) async throws -> Browsing {
        switch place {
        case .target(.disk(let number)): try await browse(number)
        case .target(let remote): try await browse(remote)
        case .here: try await browseHere()
        }
    }

    /// Snapshots come and go by the hour: the list is read each time.
    private func browseHere() async throws -> Browsing {
        let folder = places.snapshots
        let nights = try await snapshotsHere()
        var open =
            looks[.here]
            ?? Browsing(
                place: .here, source: SnapshotNights(folder: folder), nights: [], used: outsides.now())
        open.nights = nights
        open.used = outsides.now()
        looks[.here] = open
        return open
    }

    private func browse(_ number: Int) async throws -> Browsing {
        look()
        guard let target = targets[number], let device = disk(of: target) else {
            throw Refusal(.diskGone, "\(number)")
        }
        if var open = looks[.disks], open.place == .disk(number), open.device == device.id {
            open.used = outsides.now()
            looks[.disks] = open
            return open
        }
        await endBrowsing()
        let access = try access(to: target)
        let (engine, deeds) = (engine, outsides.deeds)
        do {
            let snapshots = try await whileAttached(device.id) {
                _ = try await deeds.ask(StorageDeeds.OpenBackupDisk(number: number))
                try await engine.unlock(access)
                return try await engine.snapshots(access)
            }
            let open = Browsing(
                place: .disk(number), device: device.id,
                source: DiskNights(engine: engine, access: access, source: places.source),
                nights: [Night](snapshots), used: outsides.now())
            looks[.disks] = open
            publish()
            await keep(open.nights, of: .disk(number))
            return open
        } catch {
            await closeQuietly(number)
            throw Refusal(BackupFailure(error).code, "\(number)")
        }
    }

    /// Lets go of the disk a person looked through.
    func endBrowsing() async { await endLook(.disks) }

    func endLook(_ lane: Lane) async {
        guard let open = looks[lane] else { return }
        await dropStaged(lane)
        looks[lane] = nil
        if case .target(.disk(let number)) = open.place { await closeQuietly(number) }
    }

    /// Closes a place that nobody looks at any more, or that is gone.
    func tidy() async {
        for (lane, open) in looks where jobs[lane] == nil {
            let idle = outsides.now().seconds(since: open.used)
            let isGone = open.device.map { seen[$0] == nil } ?? false
            guard isGone || idle > Self.patience || idle < 0 else { continue }
            jobs[lane] = Job.browse
            await endLook(lane)
            jobs[lane] = nil
        }
    }

    func night(_ id: String, _ open: Browsing) throws -> String {
        let found = open.nights.first { night in
            open.place == .here ? night.id == id : (8...64).contains(id.utf8.count) && night.id.hasPrefix(id)
        }
        guard let found else { throw Refusal(.night, open.place.text) }
        return found.id
    }

    /// Runs `body` as long as the place is there.
    private func whileThere<Outcome: Sendable>(
        _ open: Browsing, _ body: @escaping @Sendable () async throws -> Outcome
    ) async throws -> Outcome {
        guard let device = open.device else { return try await body() }
        return try await whileAttached(device, body)
    }

    // MARK: Staging

    /// Brings a night's database into staging, readable for the practice service.
    func stage(_ night: String, _ open: Browsing) async throws -> StagedName {
        if let there = open.staged[night] { return there }
        let name = StagedName()
        let folder = "\(places.staging)/\(name.text)"
        let source = open.source
        do {
            try await whileThere(open) {
                let files = ["practice/practice.sqlite", "practice/practice.sqlite-wal"]
                try await source.bring(files, of: night, below: folder) { _, _ in }
            }
            try await offload {
                guard Files.exists("\(folder)/practice/practice.sqlite") else { throw BackupFailure(.nightDamaged) }
                try Files.openToGroup(folder)
            }
        } catch {
            Files.remove(folder)
            throw Refusal(BackupFailure(error).code, open.place.text)
        }
        looks[open.place.lane]?.staged[night] = name
        return name
    }

    /// Contents of an entry that the living store lacks.
    func missingBlobs(of kind: String, _ id: Int, in name: StagedName) async throws -> [NightBlob] {
        var missing: [NightBlob] = []
        var after: String? = ""
        while let from = after {
            let page = try await outsides.deeds.ask(
                PracticeDeeds.ListNightBlobs(staged: name.text, kind: kind, id: id, after: from))
            missing += page.blobs.filter { !$0.stored }
            after = page.next
        }
        return missing
    }

    func bring(
        _ blobs: [NightBlob], of night: String, into name: StagedName, _ open: Browsing, _ report: @escaping Report
    ) async throws {
        guard !blobs.isEmpty else { return }
        let bytes = blobs.reduce(Int64(0)) { $0 + $1.bytes }
        let staging = places.staging
        let space = try await offload { Files.space(staging) }
        // The practice service copies what it takes; where it can clone, half of this is enough.
        if open.source.needsRoom, let space, space.free < 2 * bytes { throw Refusal(.noSpace) }
        let store = "practice/blobs"
        let paths =
            blobs.count > Self.mostNamed ? [store] : blobs.map { "\(store)/\($0.sha256.prefix(2))/\($0.sha256)" }
        // A folder of its own beside the night's: the group that may read it comes from the staging folder.
        let fresh = "\(staging)/\(StagedName().text)"
        let (source, target) = (open.source, "\(staging)/\(name.text)/\(store)")
        do {
            try await whileThere(open) {
                try await source.bring(paths, of: night, below: fresh) { done, of in
                    let part = of > 0 ? Double(done) / Double(of) : 0
                    await report(DeedProgress(step: "restore", done: Int64(Double(bytes) * part), of: bytes))
                }
            }
            try await offload {
                Files.remove(target)
                // Not there: the night has none of them, which whoever takes them says.
                if Files.exists("\(fresh)/\(store)") {
                    try Files.openToGroup("\(fresh)/\(store)")
                    try FileManager.default.moveItem(atPath: "\(fresh)/\(store)", toPath: target)
                }
                Files.remove(fresh)
            }
        } catch {
            Files.remove(fresh)
            throw Refusal(BackupFailure(error).code, open.place.text)
        }
    }

    /// Removes staged nights: their bytes are in the store now, or nobody wants them.
    func dropStaged(_ lane: Lane) async {
        let names = (looks[lane]?.staged ?? [:]).values.map { "\(places.staging)/\($0.text)" }
        looks[lane]?.staged = [:]
        try? await offload { names.forEach { Files.remove($0) } }
    }
}
