import Crypto
import Guest
import HostBox
public import SystemPackage

/// A night's backup by the product's own service, beside plain restic of the very same snapshot and beside `btrfs send`, the
/// least that any backup of a snapshot can take. On this machine, without a box: both sides have the same processor.
public actor NightBench {
    /// What is backed up, and with what.
    public struct Plan: Sendable {
        /// On btrfs; emptied.
        public var folder: FilePath
        /// The program `datasafe`, `rootfs/usr/share/datasafe`, restic.
        public var program: FilePath
        public var share: FilePath
        public var engine: FilePath
        /// Documents in the practice; each is a table of its own.
        public var files: [Int]
        /// Size of the database of which a hundredth changes, MB.
        public var databaseMB: Int

        /// See the properties.
        public init(
            folder: FilePath, program: FilePath, share: FilePath, engine: FilePath, files: [Int], databaseMB: Int
        ) {
            self.folder = folder
            self.program = program
            self.share = share
            self.engine = engine
            self.files = files
            self.databaseMB = databaseMB
        }
    }

    /// Documents that are new in the second night.
    private static let new = 100
    private static let longest = Duration.seconds(3600)

    private let plan: Plan
    private let voice: Voice

    public init(_ plan: Plan, voice: Voice) {
        self.plan = plan
        self.voice = voice
    }

    /// All figures; one that could not be measured says why.
    public func play() async -> BenchTable {
        var rows: [BenchRow] = []
        for files in plan.files { rows += await measure("\(files) files, \(Self.new) new", files: files, megabytes: 0) }
        if plan.databaseMB > 0 {
            rows += await measure(
                "database of \(plan.databaseMB) MB, 1 % of its rows changed", files: 100, megabytes: plan.databaseMB)
        }
        return BenchTable(rows: rows)
    }

    private func measure(_ what: String, files: Int, megabytes: Int) async -> [BenchRow] {
        let id = megabytes == 0 ? "night-\(files)" : "night-database"
        do {
            let night = try await night(what, files: files, megabytes: megabytes)
            return rows(id, what, night, files: files, megabytes: megabytes)
        } catch {
            return [
                BenchRow(
                    id: id, name: what, unit: "s", ours: .missed("\(error)"), instead: nil, remark: "")
            ]
        }
    }

    // MARK: One size

    private struct Night {
        var ours: NightUse
        /// `backup`, then `check --read-data` and `forget --prune`.
        var backup: Effort
        var upkeep: Effort
        var send: Effort
    }

    private func night(_ what: String, files: Int, megabytes: Int) async throws -> Night {
        var hostPlan = HostBox.Plan(
            program: plan.program, folder: plan.folder.appending("box"), share: plan.share)
        hostPlan.engine = plan.engine
        hostPlan.hasSnapshots = true
        try await clear(hostPlan.folder)
        let box = try await HostBox.open(hostPlan)
        do {
            let night = try await night(box, hostPlan, what, files: files, megabytes: megabytes)
            await box.end()
            try await clear(hostPlan.folder)
            return night
        } catch {
            await box.end()
            try? await clear(hostPlan.folder)
            throw error
        }
    }

    private func night(
        _ box: HostBox, _ hostPlan: HostBox.Plan, _ what: String, files: Int, megabytes: Int
    ) async throws -> Night {
        // Practice makes its database; nobody uses it after that.
        try await box.createAdministrator(
            user: "bench", name: "Bench", password: Account.administrator.password, practice: "Bench",
            limit: FirstDay.moment)
        await box.stop(.web)
        await box.stop(.practice)
        let data = hostPlan.folder.appending("srv/data")
        let database = data.appending("practice/large.sqlite")
        voice.progress("\(what): being made")
        try Self.store(files, in: data)
        if megabytes > 0 { try await HostDatabase.make(at: database, megabytes: megabytes) }
        let host = try HostSide(folder: plan.folder.appending("beside"), engine: plan.engine)
        defer { host.clear() }
        let plain = PlainNights(host: host, snapshot: box.snapshot, data: data, folder: plan.folder)
        try await box.start(.backup)
        voice.progress("\(what): first night")
        _ = try await box.night(isFirst: true, limit: Self.longest)
        try await plain.first()
        try Self.store(Self.new, in: data)
        if megabytes > 0 { try await HostDatabase.change(at: database, every: 100) }
        voice.progress("\(what): second night")
        let ours = try await box.night(isFirst: false, limit: Self.longest)
        voice.progress("\(what): beside it")
        let (backup, upkeep) = try await plain.second()
        let send = try await plain.send()
        voice.say("  ✓ \(what)")
        return Night(ours: ours, backup: backup, upkeep: upkeep, send: send)
    }

    /// Subvolumes are removed as such; a folder may not be there.
    private func clear(_ folder: FilePath) async throws {
        for name in ["srv/snapshots/current", "srv/data"] where Files.exists(folder.appending(name)) {
            try await PlainNights.btrfs(["subvolume", "delete", folder.appending(name).string], in: plan.folder)
        }
        try Files.remove(folder)
    }

    /// Documents of 2 to 14 KB under the names of their content, as the practice service keeps them.
    private static func store(_ count: Int, in data: FilePath) throws {
        let blobs = data.appending("practice/blobs")
        var random = SystemRandomNumberGenerator()
        for number in 0..<count {
            let words = (0..<(250 + number % 7 * 250)).map { _ in random.next() }
            let bytes = words.withUnsafeBytes { Array($0) }
            let name = SHA256.hash(data: bytes).reduce(into: "") { text, byte in
                text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            let shelf = blobs.appending(String(name.prefix(2)))
            try Files.makeFolder(shelf)
            try Files.write(bytes, to: shelf.appending(name))
        }
    }

    // MARK: The table

    private func rows(_ id: String, _ what: String, _ night: Night, files: Int, megabytes: Int) -> [BenchRow] {
        func row(_ part: String, _ name: String, _ unit: String, _ ours: Double, _ other: Double?, _ remark: String)
            -> BenchRow
        {
            BenchRow(
                id: "\(id)-\(part)", name: name, unit: unit, ours: .measured(ours),
                instead: other.map { .measured($0) },
                remark: remark)
        }
        func limit(_ value: Double, _ most: Double, _ unit: String) -> String {
            "\(value > most ? "OVER the limit of" : "limit") \(BenchTable.text(most)) \(unit)"
        }
        let ours = night.ours
        let whole = (ours.own + ours.engine).inSeconds
        let share = ours.own.inSeconds / max(0.01, ours.engine.inSeconds) * 100
        let step = ours.backupStep.inSeconds
        let send = "btrfs send: \(BenchTable.text(night.send.processor.inSeconds)) s"
        var rows = [
            row(
                "whole", "\(what): the night, processor", "s", whole, (night.backup + night.upkeep).processor.inSeconds,
                "restic backup, check --read-data, forget --prune; \(send)"),
            row("own", "… of it our own share", "% of restic", share, nil, limit(share, 5, "%")),
            row("step", "… of it the step backup", "s", step, night.backup.processor.inSeconds, "restic backup"),
            row(
                "memory", "… service and restic at most", "MB", Double(ours.peakBytes) / 1e6, nil,
                limit(Double(ours.peakBytes) / 1e6, 300, "MB")),
        ]
        if megabytes == 0 {
            let each = step / Double(files) * 1e6
            rows.insert(
                row(
                    "file", "… the step backup, for each file", "µs", each,
                    night.backup.processor.inSeconds / Double(files) * 1e6, files < 160_000 ? "" : limit(each, 60, "µs")
                ), at: 3)
        } else {
            let each = step / Double(megabytes) * 1e3
            rows.insert(
                row(
                    "gigabyte", "… the step backup, for each GB of it", "s", each,
                    night.backup.processor.inSeconds / Double(megabytes) * 1e3, limit(each, 12, "s")), at: 3)
        }
        return rows
    }
}
