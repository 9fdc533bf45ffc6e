import FoundationEssentials

/// Folders as the backup service needs them. All calls block.
enum Files {
    /// Names in a folder; empty when it is not there.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        return type == .typeDirectory
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Makes a folder that only this service reads; one that is there stays.
    static func makePrivate(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    static func remove(_ path: String) {
        guard exists(path) else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Lets the group of each file and folder below `path`, and of `path` itself, read it. A link stays as it is: what it
    /// names may be a file of ours.
    static func openToGroup(_ path: String) throws {
        let manager = FileManager.default
        let type = try manager.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        guard type != .typeSymbolicLink else { return }
        if isFolder(path) {
            for name in names(in: path) { try openToGroup("\(path)/\(name)") }
            try manager.setAttributes([.posixPermissions: 0o750], ofItemAtPath: path)
        } else {
            try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        }
    }

    /// Bytes of a file; nil when it is not there.
    static func bytes(_ path: String) -> Int64? {
        number((try? FileManager.default.attributesOfItem(atPath: path))?[.size])
    }

    /// Bytes of all packs of a repository.
    static func packBytes(_ repository: String) -> Int64 {
        var sum: Int64 = 0
        for shelf in names(in: "\(repository)/data") {
            for pack in names(in: "\(repository)/data/\(shelf)") {
                let attributes = try? FileManager.default.attributesOfItem(
                    atPath: "\(repository)/data/\(shelf)/\(pack)")
                sum += number(attributes?[.size]) ?? 0
            }
        }
        return sum
    }

    /// Free and whole size of the file system of `path` in bytes; nil when it does not answer.
    static func space(_ path: String) -> (free: Int64, total: Int64)? {
        guard let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path),
            let free = number(attributes[.systemFreeSize]), let total = number(attributes[.systemSize]), total > 0
        else { return nil }
        return (free, total)
    }

    private static func number(_ value: Any?) -> Int64? {
        (value as? Int64) ?? (value as? UInt64).map { Int64(clamping: $0) } ?? (value as? Int).map { Int64($0) }
            ?? (value as? UInt).map { Int64(clamping: $0) }
    }
}
