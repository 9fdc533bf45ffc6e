import DatasafeCore
import FoundationEssentials
import HubStore
import Spawn
import Synchronization
import Testing
import Wire

@testable import Vault

/// The time in which a box may take away, with the real engine and its real server.
@Suite(.timeLimit(.minutes(3)), .enabled(if: Engines.areThere, "restic and restic-rest-server are not there"))
struct WindowTests {
    /// Some nights of a box.
    private func fill(_ box: VaultBox, nights: Int) async throws {
        #expect(try await box.restic("init").succeeded)
        for night in 0..<nights {
            try box.write("a", 400_000 + night)
            #expect(try await box.restic("backup", box.source).succeeded)
        }
    }

    /// A program that is just being ended answers nobody.
    private func wait(_ box: VaultBox, mayDelete: Bool) async throws {
        try await LiveVault.until { (try? await box.mayDelete()) == mayDelete }
    }

    private func nights(_ box: VaultBox) async throws -> Int {
        try await box.restic("snapshots", "--json").text.matches(of: #/"short_id"/#).count
    }

    @Test func `in a window nights are thinned out; what was there is kept for thirty days`() async throws {
        let vault = try LiveVault()
        try await vault.run { cellar in
            try await vault.box { box in
                try await fill(box, nights: 3)
                #expect(try await !box.mayDelete())
                let before = try vault.files(below: box.kept)
                let until = LiveVault.now.adding(seconds: 86_400)
                try await vault.store.openVault(device: box.device, until: until)
                // The program that only adds ends as soon as nobody is connected.
                try await wait(box, mayDelete: true)
                #expect(try await box.restic("forget", "--keep-last", "1", "--prune").succeeded)
                #expect(try await nights(box) == 1)
                #expect(try await box.restic("check", "--read-data").succeeded)
                let kept = "\(vault.stores)/.kept/\(box.device)/\(until.milliseconds)"
                #expect(try vault.files(below: kept) == before)
                // The worst that a box in foreign hands can do.
                for name in before.keys where name.contains("/data/") || name.contains("/snapshots/") {
                    let parts = name.split(separator: "/")
                    _ = try await box.ask("DELETE", "/repo/\(parts[1])/\(parts[parts.count - 1])")
                }
                #expect(try vault.files(below: kept) == before)
                // Nothing of it can be reached from there.
                #expect(try await box.ask("GET", "/.kept/\(box.device)/repo/config") != 200)

                vault.time.withLock { $0 = until }
                try await wait(box, mayDelete: false)
                vault.time.withLock { $0 = until.adding(seconds: 30 * 86_400 - 60) }
                try await Task.sleep(for: .milliseconds(500))
                #expect(FileManager.default.fileExists(atPath: kept))
                vault.time.withLock { $0 = until.adding(seconds: 30 * 86_400 + 3700) }
                try await LiveVault.until { !FileManager.default.fileExists(atPath: kept) }
                _ = cellar
            }
        }
    }

    @Test func `a window that closes in the middle leaves a store that is whole`() async throws {
        let vault = try LiveVault()
        try await vault.run { _ in
            try await vault.box(rate: { 8_000_000 }) { box in
                try await fill(box, nights: 2)
                let until = LiveVault.now.adding(seconds: 60)
                try await vault.store.openVault(device: box.device, until: until)
                try await wait(box, mayDelete: true)
                try box.write("b", 6_000_000)
                let upload = Task { try await box.restic("backup", box.source) }
                let start = box.pump?.figures.up ?? 0
                try await LiveVault.until { (box.pump?.figures.up ?? 0) > start + 500_000 }
                // Who is connected may go on; an hour later nobody may.
                vault.time.withLock { $0 = until.adding(seconds: 60) }
                try await Task.sleep(for: .milliseconds(400))
                vault.time.withLock { $0 = until.adding(seconds: 3700) }
                _ = try await upload.value
                #expect(try await !box.mayDelete())
                try await box.restic("unlock", "--remove-all")
                #expect(try await box.restic("backup", box.source).succeeded)
                #expect(try await box.restic("check", "--read-data").succeeded)
                #expect(try await box.isWhole())
            }
        }
    }

    @Test func `the vault opens them by itself, the first one a while after the booking`() async throws {
        let vault = try LiveVault()
        try await vault.run(openEvery: 28) { _ in
            try await vault.box { box in
                try await fill(box, nights: 1)
                try await LiveVault.until { try await vault.store.vaultGrants()[box.device]?.until == LiveVault.now }
                #expect(try await !box.mayDelete())
                let later = LiveVault.now.adding(seconds: 28 * 86_400)
                vault.time.withLock { $0 = later }
                try await wait(box, mayDelete: true)
                #expect(
                    try await vault.store.vaultGrants()[box.device]?.until == later.adding(seconds: 86_400))
            }
        }
    }

    @Test func `a store that cannot be kept aside gets no window`() async throws {
        let vault = try LiveVault()
        try await vault.run { _ in
            try await vault.box { box in
                try await fill(box, nights: 1)
                // A file where the folder should be.
                try Data("x".utf8).write(to: URL(filePath: "\(vault.stores)/.kept"))
                try await vault.store.openVault(device: box.device, until: LiveVault.now.adding(seconds: 600))
                try await Task.sleep(for: .milliseconds(500))
                #expect(try await !box.mayDelete())
                #expect(try await box.restic("backup", box.source).succeeded)
            }
        }
    }
}
