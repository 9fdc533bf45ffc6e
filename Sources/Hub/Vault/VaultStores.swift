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
    }
}
