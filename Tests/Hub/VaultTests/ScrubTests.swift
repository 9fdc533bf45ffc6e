import DatasafeCore
import FoundationEssentials
import HubStore
import Spawn
import Synchronization
import Testing

@testable import Vault

/// Stores that are read through by the vendor, with the real engine and its real server.
@Suite(.timeLimit(.minutes(3)), .enabled(if: Engines.areThere, "restic and restic-rest-server are not there"))
struct ScrubTests {
    private func fill(_ box: VaultBox) async throws {
        #expect(try await box.restic("init").succeeded)
        for night in 0..<2 {
            try box.write("\(night)", 400_000)
            #expect(try await box.restic("backup", box.source).succeeded)
        }
    }

    /// Turns one bit over in the largest file of a kind; returns its path.
    @discardableResult
    private func flip(_ kind: String, _ box: VaultBox) throws -> String {
        let root = "\(box.kept)/repo"
        let name = try #require(
            FileManager.default.subpathsOfDirectory(atPath: root).filter { name in
                name == kind && kind == "config" || name.hasPrefix("\(kind)/") && name.utf8.count > kind.utf8.count + 60
            }.max { try bytes("\(root)/\($0)") < bytes("\(root)/\($1)") })
        let path = "\(root)/\(name)"
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        var content = try Data(contentsOf: URL(filePath: path))
        content[content.count / 2] ^= 1
        try content.write(to: URL(filePath: path))
        return path
    }

    private func bytes(_ path: String) throws -> Int { try Data(contentsOf: URL(filePath: path)).count }

    private func scrub(_ box: VaultBox) async throws -> VaultScrub.Report {
        try await VaultScrub(folder: box.vault.stores, pause: 0, now: LiveVault.now).run(box.device)
    }

    private func raised(_ box: VaultBox) async throws -> CheckRow? {
        let store = box.vault.store
        guard let row = try await store.box(device: box.device) else { return nil }
        return try await store.checks(box: row.id, now: LiveVault.now).first { $0.check == "hub.vault" }
    }

    @Test func `small files are put back from their copy, the others go aside`() async throws {
        let vault = try LiveVault()
        try await vault.run { _ in
            try await vault.box { box in
                try await fill(box)
                let whole = try await scrub(box)
                #expect(try whole.isClean && whole.files == vault.files(below: box.kept).count)
                let before = try vault.files(below: box.kept)
                for kind in ["keys", "snapshots", "config"] { try flip(kind, box) }
                #expect(try await !box.restic("cat", "config").succeeded)
                let mended = try await scrub(box)
                #expect(mended.mended == 3 && mended.aside == 0)
                #expect(try vault.files(below: box.kept) == before)
                #expect(try await box.restic("check", "--read-data").succeeded)

                let (pack, index) = (try flip("data", box), try flip("index", box))
                let found = try await scrub(box)
                #expect(found.aside == 2 && found.mended == 0)
                for path in [pack, index] { #expect(!FileManager.default.fileExists(atPath: path)) }
                // Not deleted, and in nobody's way.
                let aside = "\(vault.stores)/.wrong/\(box.device)"
                #expect(try vault.files(below: aside).count == 2)
                #expect(try await scrub(box).isClean)
                // A repository without any key would be lost.
                let keys = "\(box.kept)/repo/keys"
                for name in try FileManager.default.contentsOfDirectory(atPath: keys) {
                    try FileManager.default.removeItem(atPath: "\(keys)/\(name)")
                }
                #expect(try await scrub(box).mended == 1)
                #expect(try await box.restic("cat", "config").succeeded)
                // Thirty days later nobody asks for it any more.
                let stores = VaultStores(folder: vault.stores)
                try stores.expire(now: LiveVault.now.adding(seconds: 30 * 86_400))
                #expect(try vault.files(below: aside).count == 2)
                try stores.expire(now: LiveVault.now.adding(seconds: 30 * 86_400 + 1))
                #expect(!FileManager.default.fileExists(atPath: aside))
            }
        }
    }

    @Test func `a copy that is wrong itself, or of another repository, is never put back`() async throws {
        let vault = try LiveVault()
        try await vault.run { _ in
            try await vault.box { box in
                try await fill(box)
                _ = try await scrub(box)
                let key = try flip("keys", box)
                let copy = "\(vault.stores)/.copies/\(box.device)/keys/\(key.split(separator: "/").last ?? "")"
                try Data("x".utf8).write(to: URL(filePath: copy))
                #expect(try await scrub(box).aside == 1)
                // The vendor took the store away, the box began another one.
                for path in [box.kept, "\(vault.stores)/.wrong"] { try FileManager.default.removeItem(atPath: path) }
                try FileManager.default.createDirectory(
                    atPath: box.kept, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                try await fill(box)
                let before = try vault.files(below: box.kept)
                #expect(try await scrub(box).isClean)
                #expect(try vault.files(below: box.kept) == before)
                #expect(try await box.isWhole())
            }
        }
    }

    @Test func `what a box takes away and what it is just sending is no fault`() async throws {
        let vault = try LiveVault()
        try await vault.run { _ in
            try await vault.box { box in
                try await fill(box)
                _ = try await scrub(box)
                let copies = "\(vault.stores)/.copies/\(box.device)/snapshots"
                #expect(try FileManager.default.contentsOfDirectory(atPath: copies).count == 2)
                let list = "\(box.kept)/repo/snapshots"
                let gone = try #require(FileManager.default.contentsOfDirectory(atPath: list).first)
                try FileManager.default.removeItem(atPath: "\(list)/\(gone)")
                try Data("half".utf8).write(to: URL(filePath: "\(box.kept)/repo/data/00/x.rest-server-temp1"))
                #expect(try await scrub(box).isClean)
                #expect(try FileManager.default.contentsOfDirectory(atPath: copies).count == 1)
            }
        }
    }

    @Test func `week by week, the vendor is told, and the box may heal`() async throws {
        let vault = try LiveVault()
        try await vault.run(openEvery: 28, scrubEvery: 7) { _ in
            try await vault.box { box in
                try await fill(box)
                let files = try vault.files(below: box.kept).count
                try await LiveVault.until { try await vault.store.vaultReadings()[box.device] == LiveVault.now }
                #expect(try await raised(box) == nil)
                try flip("data", box)
                let later = LiveVault.now.adding(seconds: 7 * 86_400)
                vault.time.withLock { $0 = later.adding(seconds: -60) }
                try await Task.sleep(for: .milliseconds(400))
                #expect(try await vault.store.vaultReadings()[box.device] == LiveVault.now)
                vault.time.withLock { $0 = later }
                try await LiveVault.until { try await raised(box) != nil }
                let said = try #require(try await raised(box))
                #expect(said.reason == HubReason.vaultWrong.code && said.value == 1 && said.state == 1)
                #expect(try await vault.store.vaultGrants()[box.device]?.until == later.adding(seconds: 72 * 3600))
                // What the box's next night does then.
                try await LiveVault.until { (try? await box.mayDelete()) == true }
                #expect(try await !box.restic("check").succeeded)
                #expect(try await box.restic("repair", "index").succeeded)
                #expect(try await box.restic("backup", "--force", box.source).succeeded)
                #expect(try await box.restic("check", "--read-data").succeeded)
                #expect(try await box.isWhole())
                #expect(try vault.files(below: box.kept).count >= files)
                vault.time.withLock { $0 = later.adding(seconds: 7 * 86_400) }
                try await LiveVault.until { try await raised(box) == nil }
                // A vendor who does not trust a disk does not wait for next week.
                try flip("index", box)
                try await vault.store.scrubVault(device: box.device)
                try await LiveVault.until { try await raised(box) != nil }
                await #expect(throws: HubStoreError(.unknown)) { try await vault.store.scrubVault(device: "nobody") }
            }
        }
    }
}
