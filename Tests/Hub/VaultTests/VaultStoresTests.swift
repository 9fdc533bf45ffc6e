import FoundationEssentials
import Testing

@testable import Vault

struct VaultStoresTests {
    private let folder: String =
        FileManager.default.temporaryDirectory.path() + "/stores-\(UInt64.random(in: 0 ... .max))"

    private func put(_ path: String) throws {
        let target = URL(filePath: "\(folder)/\(path)")
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data([1]).write(to: target)
    }

    private func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(path)") }

    @Test func `a store gets another owner whole, never over nights that are there`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let stores = VaultStores(folder: folder)
        #expect(throws: VaultStores.Fault.nothing) { try stores.handOver(from: "old", to: "new") }
        try put("old/repo/config")
        try put("old/repo/data/ab/abcd")
        try put("other/repo/config")
        #expect(throws: VaultStores.Fault.taken) { try stores.handOver(from: "old", to: "other") }
        // A folder that a connection made before.
        try FileManager.default.createDirectory(atPath: "\(folder)/new/repo/data", withIntermediateDirectories: true)
        try stores.handOver(from: "old", to: "new")
        #expect(has("new/repo/config") && has("new/repo/data/ab/abcd") && !has("old") && has("other/repo/config"))
    }
}
