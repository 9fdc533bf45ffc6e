public import DatasafeCore
import Glibc

/// The read-only snapshots of a btrfs subvolume in one folder of the same file system.
///
/// Each has its moment as name. One that a backup reads is at a fixed name too, so that the engine finds every file
/// where it was the night before and reads only what has changed.
public struct SnapshotFolder: Sendable {
    /// The subvolume, and the folder of its snapshots.
    public let source: String
    public let folder: String

    public init(of source: String, in folder: String) {
        self.source = source
        self.folder = folder
    }

    private func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Those there are, oldest first; what else lies there is left out.
    public var names: [SnapshotName] { Folder.names(in: folder).compactMap { SnapshotName($0) }.sorted() }

    /// Makes one; with a `place` it is at that fixed place too, the same instant to the byte. Power may fail at any moment:
    /// the fixed place has the old one or the new one, whole.
    ///
    /// - Throws: `BlockDevicesError`; the fixed place is then as it was.
    public func take(at now: Instant, place: SnapshotPlace? = nil) async throws(BlockDevicesError) -> SnapshotName {
        var name = SnapshotName(at: now)
        var count = 1
        while Folder.holds(path(name.text)) {
            count += 1
            name = SnapshotName(at: now, count: count)
            guard count < 100 else {
                throw BlockDevicesError(code: .write, what: path(name.text), cause: "a hundred in one second")
            }
        }
        try await Btrfs.snapshot(source, at: path(name.text))
        guard let place else { return name }
        // What takes the fixed place next, or had it last.
        let (current, other) = (path(place.rawValue), path("\(place.rawValue).other"))
        if Folder.holds(other) { try await Btrfs.delete(other) }
        try await Btrfs.snapshot(path(name.text), at: other)
        if Folder.holds(current) {
            try Folder.exchange(other, with: current)
            try await Btrfs.delete(other)
        } else {
            try Folder.rename(other, to: current)
        }
        return name
    }

    /// Lets go of one; its room is free a little later.
    public func drop(_ name: SnapshotName) async throws(BlockDevicesError) { try await Btrfs.delete(path(name.text)) }
}
