import DatasafeCore
import FoundationEssentials
import Logging

/// The first partition of a disk: what a technician needs to restore without a Datasafe. Checked in each run, because
/// whoever holds the disk can change it. All calls block.
struct InfoPartition: Sendable {
    let folder: String
    let places: BackupPlaces
    let logger: Logger

    /// Whether it belongs to the repository of that id.
    func isOf(_ id: String) -> Bool { record?.repository == id }

    /// What stands there of the disk; nil where nothing readable does. Whoever holds the disk can change it.
    var record: DiskRecord? {
        guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/disk.json")) else { return nil }
        return try? JSONDecoder().decode(DiskRecord.self, from: data)
    }

    /// Puts the config back where the repository lacks it or has another. The engine checks it: it carries a seal that only
    /// the right password makes.
    ///
    /// - Returns: whether it was put back; never from the partition of another repository.
    func putConfigBack(repository: String, id: String) throws -> Bool {
        guard isOf(id), let copy = try? Data(contentsOf: URL(filePath: "\(folder)/repo-config")), !copy.isEmpty else {
            return false
        }
        let config = "\(repository)/config"
        if let there = try? Data(contentsOf: URL(filePath: config)), there == copy { return false }
        // The engine makes its files read-only.
        Files.remove(config)
        try copy.write(to: URL(filePath: config))
        logger.error("config was damaged, put back")
        return true
    }

    /// Writes what is missing or was changed, and the record.
    ///
    /// - Returns: names that were there before and had other content.
    @discardableResult
    func refresh(repository: String, record: DiskRecord) throws -> [String] {
        var wanted = Files.names(in: places.handout).map { (from: "\(places.handout)/\($0)", to: $0) }
        wanted.append((places.engine, "restic"))
        // Tiny and encrypted, and one bad sector there would lose the disk.
        wanted.append(("\(repository)/config", "repo-config"))
        try Files.makePrivate(folder)
        var changed: [String] = []
        for (from, to) in wanted where !Files.isFolder(from) {
            let content = try Data(contentsOf: URL(filePath: from))
            let target = "\(folder)/\(to)"
            if let there = try? Data(contentsOf: URL(filePath: target)) {
                if there == content { continue }
                changed.append(to)
            }
            try content.write(to: URL(filePath: target))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try encoder.encode(record).write(to: URL(filePath: "\(folder)/disk.json"))
        if !changed.isEmpty {
            logger.warning("first partition was altered, rewritten", metadata: ["files": "\(changed)"])
        }
        return changed
    }
}
