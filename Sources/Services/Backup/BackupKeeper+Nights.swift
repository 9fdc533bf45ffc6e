import BackupFormats
import DatasafeCore
import FoundationEssentials
import Logging
import Threads

/// A disk a person looks through: it stays open for a few minutes, because closing and checking it between two clicks
/// would cost more than the clicks.
struct Browsing {
    var number: Int
    var device: String
    var access: Engine.Access
    /// Newest first.
    var snapshots: [RepositorySnapshot]
    /// Nights whose database is staged, by snapshot id.
    var staged: [String: StagedName] = [:]
    var used: Instant
}

extension BackupKeeper {
    /// Seconds until a disk that nobody looks at is closed.
    private static let patience: Int64 = 300
    /// Entries of a folder that are shown.
    private static let mostEntries = 2_000
    /// Contents above which the whole store of that night is brought back instead of each by name.
    private static let mostNamed = 4_000

    /// The nights of a disk, newest first.
    func nights(on number: Int) async throws -> BackupDeeds.ListNights.Outcome {
        try await holding(Job.browse) {
            let browsing = try await browse(number)
            return BackupDeeds.ListNights.Outcome(
                nights: browsing.snapshots.map { Night(id: String($0.id.prefix(8)), at: $0.at) })
        }
    }

    /// Entries below one folder of one night; the practice service reads that night's database.
    func folder(_ deed: BackupDeeds.ListFolder) async throws -> BackupDeeds.ListFolder.Outcome {
        try await holding(Job.browse) {
            let browsing = try await browse(deed.disk)
            let name = try await stage(deed.night, browsing)
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
        return try await holding(Job.browse) {
            await report(DeedProgress(step: "prepare"))
            let browsing = try await browse(deed.disk)
            let name = try await stage(deed.night, browsing)
            let missing = try await missingBlobs(of: deed, in: name)
            try await bring(missing, of: try snapshot(deed.night, browsing), into: name, browsing, report)
            await report(DeedProgress(step: "take"))
            let deed = PracticeDeeds.TakeRestored(
                staged: name.text, kind: deed.kind, id: deed.id, user: deed.user)
            let taken = try await outsides.deeds.ask(deed, secret: nil, progress: report)
            await dropStaged()
            // What came back without all its contents is never called complete.
            guard taken.damaged == 0 else { throw Refusal(.nightDamaged, "\(browsing.number)") }
            return BackupDeeds.RestoreEntry.Outcome(documents: taken.documents, bytes: taken.bytes)
        }
    }

    // MARK: Open disk

    private func browse(_ number: Int) async throws -> Browsing {
        look()
        guard let target = targets[number], let device = disk(of: target) else {
            throw Refusal(.diskGone, "\(number)")
        }
        if var open = browsing, open.number == number, open.device == device.id {
            open.used = outsides.now()
            browsing = open
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
                number: number, device: device.id, access: access, snapshots: snapshots.sorted { $0.at > $1.at },
                used: outsides.now())
            browsing = open
            publish()
            return open
        } catch {
            await closeQuietly(number)
            throw Refusal(BackupFailure(error).code, "\(number)")
        }
    }

    /// Lets go of the disk a person looked through.
    func endBrowsing() async {
        guard let open = browsing else { return }
        await dropStaged()
        browsing = nil
        await closeQuietly(open.number)
    }

    /// Closes a disk that nobody looks at any more, or that is gone.
    func tidy() async {
        guard let open = browsing, job == nil else { return }
        let idle = outsides.now().seconds(since: open.used)
        if seen[open.device] == nil || idle > Self.patience || idle < 0 {
            job = Job.browse
            await endBrowsing()
            job = nil
        }
    }

    private func snapshot(_ night: String, _ open: Browsing) throws -> RepositorySnapshot {
        guard (8...64).contains(night.utf8.count), night.utf8.allSatisfy({ $0 != 0x2D }),
            let found = open.snapshots.first(where: { $0.id.hasPrefix(night) })
        else { throw Refusal(.night, "\(open.number)") }
        return found
    }

    // MARK: Staging

    /// Brings a night's database into staging, readable for the practice service.
    private func stage(_ night: String, _ open: Browsing) async throws -> StagedName {
        let snapshot = try snapshot(night, open)
        if let there = open.staged[snapshot.id] { return there }
        let name = StagedName()
        let (engine, source) = (engine, places.source)
        let folder = "\(places.staging)/\(name.text)"
        let includes = ["practice.sqlite", "practice.sqlite-wal"].map { "\(source)/practice/\($0)" }
        do {
            try await whileAttached(open.device) {
                try await engine.restore(open.access, snapshot: snapshot.id, includes: includes, to: folder)
            }
            try await offload {
                // The engine keeps the whole path; the practice service wants `practice` at the top.
                let practice = "\(folder)\(source)/practice"
                guard Files.exists("\(practice)/practice.sqlite") else { throw BackupFailure(.nightDamaged) }
                try FileManager.default.moveItem(atPath: practice, toPath: "\(folder)/practice")
                if let top = source.split(separator: "/").first { Files.remove("\(folder)/\(top)") }
                try Files.openToGroup(folder)
            }
        } catch {
            Files.remove(folder)
            throw Refusal(BackupFailure(error).code, "\(open.number)")
        }
        browsing?.staged[snapshot.id] = name
        return name
    }

    /// Contents of an entry that the living store lacks.
    private func missingBlobs(of deed: BackupDeeds.RestoreEntry, in name: StagedName) async throws -> [NightBlob] {
        var missing: [NightBlob] = []
        var after: String? = ""
        while let from = after {
            let page = try await outsides.deeds.ask(
                PracticeDeeds.ListNightBlobs(staged: name.text, kind: deed.kind, id: deed.id, after: from))
            missing += page.blobs.filter { !$0.stored }
            after = page.next
        }
        return missing
    }

    private func bring(
        _ blobs: [NightBlob], of snapshot: RepositorySnapshot, into name: StagedName, _ open: Browsing,
        _ report: @escaping Report
    ) async throws {
        guard !blobs.isEmpty else { return }
        let bytes = blobs.reduce(Int64(0)) { $0 + $1.bytes }
        let staging = places.staging
        let space = try await offload { Files.space(staging) }
        // The practice service copies what it takes; where it can clone, half of this is enough.
        if let space, space.free < 2 * bytes { throw Refusal(.noSpace) }
        let store = "\(places.source)/practice/blobs"
        let parts: [[String]] =
            blobs.count > Self.mostNamed
            ? [[store]]
            : stride(from: 0, to: blobs.count, by: 1_000).map { start in
                blobs[start..<min(start + 1_000, blobs.count)].map { "\(store)/\($0.sha256.prefix(2))/\($0.sha256)" }
            }
        // A folder of its own beside the night's: the group that may read it comes from the staging folder.
        let fresh = "\(staging)/\(StagedName().text)"
        let (engine, night) = (engine, "\(staging)/\(name.text)/practice/blobs")
        do {
            try await whileAttached(open.device) {
                for (index, part) in parts.enumerated() {
                    await report(
                        DeedProgress(
                            step: "restore", done: bytes * Int64(index) / Int64(parts.count), of: bytes))
                    try await engine.restore(open.access, snapshot: snapshot.id, includes: part, to: fresh) { status in
                        guard parts.count == 1, status.bytes > 0 else { return }
                        await report(DeedProgress(step: "restore", done: status.bytesRestored, of: status.bytes))
                    }
                }
            }
            try await offload {
                try Files.openToGroup("\(fresh)\(store)")
                Files.remove(night)
                try FileManager.default.moveItem(atPath: "\(fresh)\(store)", toPath: night)
                Files.remove(fresh)
            }
        } catch {
            Files.remove(fresh)
            throw Refusal(BackupFailure(error).code, "\(open.number)")
        }
    }

    /// Removes staged nights: their bytes are in the store now, or nobody wants them.
    private func dropStaged() async {
        let names = (browsing?.staged ?? [:]).values.map { "\(places.staging)/\($0.text)" }
        browsing?.staged = [:]
        try? await offload { names.forEach { Files.remove($0) } }
    }
}
