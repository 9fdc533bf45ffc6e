import DatasafeCore
import FoundationEssentials

/// The folders of the stores, one for each device.
public struct VaultStores: Sendable {
    private let folder: String

    public init(folder: String) { self.folder = folder }

    /// Why a store did not get another owner.
    public enum Fault: Error, Equatable {
        /// The first device has no store.
        case nothing
        /// The second device has nights of its own.
        case taken
    }

    /// Devices that have a repository here.
    func devices() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in
            !name.hasPrefix(".") && FileManager.default.fileExists(atPath: "\(folder)/\(name)/repo/config")
        }.sorted()
    }

    /// Makes the store of one device that of another, which replaces it: one rename, so there is never half of it. The
    /// first must be revoked and the second not booked yet: then no program works in either folder.
    public func handOver(from old: String, to new: String) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: "\(folder)/\(old)/repo/config") else { throw Fault.nothing }
        let target = "\(folder)/\(new)"
        if files.fileExists(atPath: target) {
            guard !files.fileExists(atPath: "\(target)/repo/config") else { throw Fault.taken }
            // Folders without a file, of a connection that came too early.
            try files.removeItem(atPath: target)
        }
        try files.moveItem(atPath: "\(folder)/\(old)", toPath: target)
        // Without them the next scrub makes them anew.
        try? files.moveItem(atPath: "\(folder)/.copies/\(old)", toPath: "\(folder)/.copies/\(new)")
    }

    // MARK: What was there before a window

    private var kept: String { "\(folder)/.kept" }

    /// Keeps what a device has stored, once for each window: every file under a second name. No file of a repository is ever
    /// changed, only made and taken away, so this costs room only for what is taken away later. Blocks.
    func keep(_ device: String, until: Instant) throws {
        let files = FileManager.default
        let (source, target) = ("\(folder)/\(device)", "\(kept)/\(device)/\(until.milliseconds)")
        guard !files.fileExists(atPath: target) else { return }
        let half = "\(target).half"
        if files.fileExists(atPath: half) { try files.removeItem(atPath: half) }
        try files.createDirectory(
            atPath: half, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for name in try files.subpathsOfDirectory(atPath: source) where !name.contains("/locks/") {
            var isFolder = false
            guard files.fileExists(atPath: "\(source)/\(name)", isDirectory: &isFolder) else { continue }
            if isFolder {
                try files.createDirectory(atPath: "\(half)/\(name)", withIntermediateDirectories: true)
            } else {
                try files.linkItem(atPath: "\(source)/\(name)", toPath: "\(half)/\(name)")
            }
        }
        // From here on it counts: never half of it.
        try files.moveItem(atPath: half, toPath: target)
    }

    // MARK: What is let go of

    /// Lets go of what was kept long enough after its window, and of wrong files as long after they were put aside. Blocks.
    func expire(now: Instant) throws {
        for shelf in [kept, "\(folder)/.wrong"] { try expire(shelf, now: now) }
    }

    /// `shelf` holds a folder for each device, that one folders named by a moment in milliseconds.
    private func expire(_ shelf: String, now: Instant) throws {
        let files = FileManager.default
        for device in (try? files.contentsOfDirectory(atPath: shelf)) ?? [] {
            for name in try files.contentsOfDirectory(atPath: "\(shelf)/\(device)") {
                guard let moment = Int64(name).map({ Instant(milliseconds: $0) }),
                    now.seconds(since: moment) > Int64(VaultSettings.keepDays) * 86_400
                else { continue }
                try files.removeItem(atPath: "\(shelf)/\(device)/\(name)")
            }
            if try files.contentsOfDirectory(atPath: "\(shelf)/\(device)").isEmpty {
                try files.removeItem(atPath: "\(shelf)/\(device)")
            }
        }
    }
}
