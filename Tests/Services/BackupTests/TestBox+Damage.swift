import DatasafeCore
import FoundationEssentials
import Spawn

@testable import Backup

extension TestBox {
    /// Packs of a disk, the largest first.
    func packs(_ number: Int) -> [String] {
        let data = "\(places.repository(number))/data"
        let packs = Files.names(in: data).flatMap { shelf in
            Files.names(in: "\(data)/\(shelf)").map { "\(data)/\(shelf)/\($0)" }
        }
        return packs.map { ($0, (try? Data(contentsOf: URL(filePath: $0)).count) ?? 0) }.sorted { $0.1 > $1.1 }.map(\.0)
    }

    /// A copy of the newest snapshot, to compare with later.
    func keepCopyOfSource(_ name: String) async throws {
        _ = try await Spawn.run(
            Program(path: "/bin/cp", arguments: ["-a", places.source, "\(root)/\(name)"], timeout: .seconds(60)))
    }

    /// One bit in the middle of a file.
    func flip(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        var data = try Data(contentsOf: URL(filePath: path))
        data[data.count / 2] ^= 0x10
        try data.write(to: URL(filePath: path))
    }

    /// Files of one kind in the repository of disk 1: `data`, `index`, `snapshots`, `keys`, `config`.
    func files(of kind: String) -> [String] {
        let repository = places.repository(1)
        switch kind {
        case "data": return packs(1)
        case "config": return ["\(repository)/config"]
        default: return Files.names(in: "\(repository)/\(kind)").map { "\(repository)/\(kind)/\($0)" }
        }
    }

    /// Some bit of a file.
    func flipAnyBit(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        var data = try Data(contentsOf: URL(filePath: path))
        data[Int.random(in: 0..<data.count)] ^= 1 << UInt8.random(in: 0..<8)
        try data.write(to: URL(filePath: path))
    }

    /// What opens a disk for this box.
    func boxPassword(_ keeper: BackupKeeper, _ number: Int) async throws -> String {
        let repository = await keeper.targets[number]?.repository ?? ""
        return String(decoding: try Data(contentsOf: URL(filePath: places.password(repository))), as: UTF8.self)
    }

    /// Whether an engine has the verbs to repair a repository: since 0.16.
    static func heals(_ engine: String) async throws -> Bool {
        let words = try await Spawn.run(Program(path: engine, arguments: ["version"])).text.split(separator: " ")
        guard words.count > 1, let minor = words[1].split(separator: ".").dropFirst().first.flatMap({ Int($0) }) else {
            return false
        }
        return minor >= 16
    }
}
