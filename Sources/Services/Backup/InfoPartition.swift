import DatasafeCore
import FoundationEssentials
import Logging

/// The first partition of a disk: what a technician needs to restore without a Datasafe. Checked in each run, because
/// whoever holds the disk can change it. All calls block.
struct InfoPartition: Sendable {
    let folder: String
    let places: BackupPlaces
    let logger: Logger

    /// Puts config and keys back where the repository lacks them or has others. The engine checks them: they carry a seal
    /// that only the right password makes.
    ///
    /// - Returns: whether anything was put back; never from the partition of another repository.
    func putBack(repository: String, id: String) throws -> Bool {
        guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/disk.json")),
            let record = try? JSONDecoder().decode(DiskRecord.self, from: data), record.repository == id
        else { return false }
        let manager = FileManager.default
        let copies =
            [("repo-config", "config")]
            + Files.names(in: "\(folder)/repo-keys").map { ("repo-keys/\($0)", "keys/\($0)") }
        var names: [String] = []
        for (from, to) in copies {
            guard let copy = try? Data(contentsOf: URL(filePath: "\(folder)/\(from)")), !copy.isEmpty else { continue }
            let target = "\(repository)/\(to)"
            if let there = try? Data(contentsOf: URL(filePath: target)), there == copy { continue }
            // The engine makes its files read-only.
            Files.remove(target)
            if to != "config" {
                try manager.createDirectory(atPath: "\(repository)/keys", withIntermediateDirectories: true)
            }
            try copy.write(to: URL(filePath: target))
            names.append(to)
        }
        guard !names.isEmpty else { return false }
        logger.error("config or keys were damaged, put back", metadata: ["files": "\(names.count)"])
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
