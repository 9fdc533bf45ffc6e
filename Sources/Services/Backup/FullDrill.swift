import DatasafeCore
import FoundationEssentials
import Spawn
import Threads

/// Brings all of a night back for trial: every database, every content, looked through by the practice service's own reading
/// code and held against the snapshot the night was taken from. That the packs are readable is proven by reading them; that
/// a practice gets its data back only by this (backup design 3.8).
struct FullDrill: Sendable {
    let engine: Engine
    let places: BackupPlaces
    /// Free and whole size of a folder's file system in bytes.
    var space: @Sendable (String) -> (free: Int64, total: Int64)? = { Files.space($0) }
    let report: @Sendable (DeedProgress) async -> Void

    struct Outcome: Sendable {
        var original: PracticeCounts
        var restored: PracticeCounts
        var contents: ContentCounts
        var databases: Int
    }

    private var folder: String { "\(places.scratch)/drill-all" }
    private var practice: String { "\(places.source)/practice" }

    /// - Parameter snapshot: id of the night whose source is still at its fixed path.
    /// - Throws: BAK-DRILL with what differs, BAK-NO-SPACE, BAK-NIGHT-DAMAGED, and what the engine says.
    func run(_ access: Engine.Access, snapshot: String) async throws -> Outcome {
        let (folder, source) = (folder, places.source)
        try await offload {
            Files.remove(folder)
            for name in [folder, "\(folder)/data", "\(folder)/looking"] { try Files.makePrivate(name) }
        }
        do {
            let outcome = try await bringBack(access, snapshot: snapshot, source: source)
            try? await offload { Files.remove(folder) }
            return outcome
        } catch {
            try? await offload { Files.remove(folder) }
            throw error
        }
    }

    private func bringBack(_ access: Engine.Access, snapshot: String, source: String) async throws -> Outcome {
        await report(DeedProgress(step: "drill-all"))
        let original: PracticeCounts = try await inspect(practice, [])
        guard let space = space(places.scratch),
            let slices = FullDrillRule.slices(bytes: original.bytes, free: space.free, total: space.total)
        else { throw BackupFailure(.noSpace, "drill of \(original.bytes) bytes") }
        let restored = "\(folder)/data\(practice)"
        let databases = try await offload { Drill.choose(source).databases }
        try await engine.restore(access, snapshot: snapshot, includes: databases, to: "\(folder)/data")
        let counts: PracticeCounts = try await inspect(restored, [])
        guard counts == original else { throw BackupFailure(.drill, "counts \(counts) for \(original)") }
        let contents = try await contents(access, snapshot, slices, of: original, in: restored)
        // What the practice itself does not have any more, no backup can bring back; the practice service raises that alarm.
        let absent: Int = contents.missing > 0 ? try await inspect(practice, ["--absent"]) : 0
        guard contents.missing == absent, contents.wrong == 0, contents.right + absent == original.contents,
            absent > 0 || contents.bytes == original.bytes
        else { throw BackupFailure(.drill, "contents \(contents) for \(original), \(absent) absent") }
        return Outcome(
            original: original, restored: counts, contents: contents,
            databases: databases.count { $0.hasSuffix(".sqlite") })
    }

    /// Slice by slice; what was looked through makes room for the next.
    private func contents(
        _ access: Engine.Access, _ snapshot: String, _ slices: Int, of original: PracticeCounts, in restored: String
    ) async throws -> ContentCounts {
        var sum = ContentCounts()
        let began = ContinuousClock.now
        for slice in 0..<slices {
            let left = sum.bytes > 0 ? Self.secondsLeft(since: began, done: sum.bytes, of: original.bytes) : nil
            await report(
                DeedProgress(step: "drill-all", done: sum.bytes, of: max(1, original.bytes), secondsLeft: left))
            let digit = String(slice, radix: 16)
            let included = slices == 1 ? "\(practice)/blobs" : "\(practice)/blobs/\(digit)*"
            try await engine.restore(access, snapshot: snapshot, includes: [included], to: "\(folder)/data")
            let counts: ContentCounts = try await inspect(restored, ["--contents", slices == 1 ? "all" : digit])
            sum = sum + counts
            try await offload { Files.remove("\(restored)/blobs") }
        }
        return sum
    }

    private static func secondsLeft(since began: ContinuousClock.Instant, done: Int64, of all: Int64) -> Int {
        let passed = Double((ContinuousClock.now - began).components.seconds) + 1
        return Int(passed * Double(all - done) / Double(done))
    }

    /// What the practice's own code finds in a folder.
    private func inspect<Counts: Decodable>(_ data: String, _ more: [String]) async throws -> Counts {
        let ended = try await Spawn.run(
            Program(
                path: places.inspector,
                arguments: ["practice", "inspect", data, "--scratch", "\(folder)/looking"] + more,
                environment: ["LC_ALL": "C", "TZ": "UTC"], timeout: .seconds(6 * 3600)))
        guard ended.succeeded, let counts = try? JSONDecoder().decode(Counts.self, from: Data(ended.stdout)) else {
            throw BackupFailure(.drill, ended.lastWords)
        }
        return counts
    }
}
