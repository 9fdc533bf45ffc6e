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

    /// Whether an engine has the verbs to repair a repository: since 0.16.
    static func heals(_ engine: String) async throws -> Bool {
        let words = try await Spawn.run(Program(path: engine, arguments: ["version"])).text.split(separator: " ")
        guard words.count > 1, let minor = words[1].split(separator: ".").dropFirst().first.flatMap({ Int($0) }) else {
            return false
        }
        return minor >= 16
    }
}
