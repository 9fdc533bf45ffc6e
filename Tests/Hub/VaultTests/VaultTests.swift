import DatasafeCore
import FoundationEssentials
import Glibc
import HubStore
import Seal
import Spawn
import Synchronization
import Testing
import Wire

@testable import Vault

/// With the real engine and its real server; not run where one of them is missing.
@Suite(.timeLimit(.minutes(3)), .enabled(if: Engines.areThere, "restic and restic-rest-server are not there"))
struct VaultTests {
    @Test func `a night goes there, is read back whole, and nothing can be taken away`() async throws {
        let vault = try LiveVault()
        try await vault.run { _ in
            try await vault.box { box in
                #expect(await box.probe() == "empty")
                try box.write("a", 3_000_000)
                try box.write("b", 70_000)
                #expect(try await box.restic("init").succeeded)
                #expect(await box.probe() == "found")
                #expect(try await box.restic("backup", box.source).succeeded)
                try box.write("b", 80_000)
                #expect(try await box.restic("backup", box.source).succeeded)
                #expect(try await box.restic("check", "--read-data").succeeded)
                #expect(try await box.isWhole())

                let before = try vault.files(below: box.kept)
                // The engine ends some of these with 0: what counts is what is there afterwards.
                try await box.restic("forget", "latest", timeout: .seconds(20))
                let keys = try await box.restic("key", "list", "--json").text
                let key = try #require(keys.firstMatch(of: #/"id":"([0-9a-f]{8})/#)).1
                #expect(!(try await box.restic("key", "remove", String(key)).succeeded))
                #expect(try await box.restic("unlock").succeeded)
                #expect(try vault.files(below: box.kept) == before)
                try await raw(box, before.keys.sorted())
                #expect(try vault.files(below: box.kept) == before)
                // Pruning writes anew what it believes is left, and then cannot take away the old.
                try await box.restic("forget", "--keep-last", "1", "--prune", timeout: .seconds(20))
                try await box.restic("prune", "--max-unused", "0", timeout: .seconds(20))
                let after = try vault.files(below: box.kept)
                #expect(before.allSatisfy { after[$0.key] == $0.value })
                let nights = try await box.restic("snapshots", "--json").text
                #expect(nights.matches(of: #/"short_id"/#).count == 2)
                #expect(try await box.isWhole())
            }
        }
    }

    /// One file of each kind, and the whole of it.
    private func raw(_ box: VaultBox, _ files: [String]) async throws {
        var kinds: [String: String] = [:]
        for file in files { kinds[file.split(separator: "/").dropFirst().first.map(String.init) ?? ""] = file }
        #expect(Set(kinds.keys) == ["config", "data", "index", "keys", "snapshots"])
        for file in kinds.values {
            // Data lie in folders of two digits, which the protocol does not name.
            let parts = file.split(separator: "/")
            let path = parts.count == 4 ? "/repo/data/\(parts[3])" : "/\(file)"
            #expect(try await box.ask("HEAD", path) == 200)
            #expect(try await box.ask("DELETE", path) == 403, "\(path)")
            let answer = try await box.ask("POST", path, body: "other")
            #expect(answer == 403, "\(path)")
            for method in ["PUT", "PATCH", "MOVE"] {
                let answer = try await box.ask(method, path, body: "other") ?? 0
                #expect((400..<500).contains(answer), "\(method) \(path): \(answer)")
            }
        }
        for path in ["/repo/", "/repo", "/repo/data/", "/"] {
            let answer = try await box.ask("DELETE", path) ?? 0
            #expect((300..<500).contains(answer), "\(path): \(answer)")
        }
        #expect(try await box.ask("POST", "/repo/?create=true") == 200)
        // A name that does not fit its content is not stored.
        let name = String(repeating: "ab", count: 32)
        #expect(try await box.ask("POST", "/repo/data/\(name)", body: "other") == 400)
    }

    @Test func `a box reaches its own store only, whatever it asks for`() async throws {
        let vault = try LiveVault()
        try await vault.run { _ in
            try await vault.box { first in
                #expect(try await first.restic("init").succeeded)
                let before = try vault.files(below: first.kept)
                try await vault.box { second in
                    let other = first.device
                    for way in ["..", "%2e%2e", "..%2f", "%2e%2e%2f", "./..", "repo/../..", "repo/%2e%2e/%2e%2e"] {
                        for path in ["/\(way)/\(other)/repo/config", "//\(way)/\(other)/repo/config"] {
                            let answer = try await second.ask("GET", path)
                            #expect(answer != 200, "\(path)")
                            let made = "/\(way)/\(other)/other/?create=true"
                            _ = try await second.ask("POST", made)
                        }
                    }
                    #expect(try await second.ask("GET", "/repo/config") == 404)
                    #expect(try await second.ask("GET", "/\(other)/repo/config") == 404)
                    #expect(try vault.files(below: first.kept) == before)
                    #expect(!FileManager.default.fileExists(atPath: "\(first.kept)/other"))
                    #expect(try await second.restic("init").succeeded)
                    #expect(await first.probe() == "found")
                }
            }
        }
    }

    @Test func `who is not booked or was revoked is closed without a word, also in the middle`() async throws {
        let vault = try LiveVault()
        try await vault.run { cellar in
            try await vault.box(bytes: nil) { box in
                #expect(await box.probe() == "closed")
                #expect(try await box.ask("GET", "/repo/config") == nil)
                #expect(!FileManager.default.fileExists(atPath: box.kept))
                try await vault.store.bookVault(device: box.device, bytes: 1_000_000)
                #expect(await box.probe() == "empty")
                #expect(await cellar.running == [box.device])
                try await vault.store.bookVault(device: box.device, bytes: nil)
                #expect(await box.probe() == "closed")
                try await LiveVault.until { await cellar.running.isEmpty }
                try await vault.store.bookVault(device: box.device, bytes: 1_000_000)
                #expect(await box.probe() == "empty")
                let row = try #require(await vault.store.box(device: box.device))
                #expect(row.vault == 1_000_000)
                try await vault.store.revoke(box: row.id, by: "anna", now: LiveVault.now)
                #expect(await box.probe() == "closed")
                try await LiveVault.until { await cellar.running.isEmpty }
                await #expect(throws: HubStoreError(.unknown)) {
                    try await vault.store.bookVault(device: box.device, bytes: 1)
                }
            }
            // A key that nobody enrolled, with a certificate as good as any.
            let stranger = try VaultBox(
                vault: vault, device: "", sealed: .device(key: .init(), now: LiveVault.now), number: 99)
            #expect(await stranger.probe() == "closed")
        }
    }

    @Test func `what is booked is all there is, and older nights stay whole`() async throws {
        let vault = try LiveVault()
        try await vault.run { _ in
            try await vault.box(bytes: 4_000_000) { box in
                try box.write("a", 1_000_000)
                #expect(try await box.restic("init").succeeded)
                #expect(try await box.restic("backup", box.source).succeeded)
                let first = try vault.files(below: box.source)
                try box.write("b", 9_000_000)
                // The engine tries for a quarter of an hour; the server has said 507 long before.
                await #expect(throws: SpawnError(code: .timedOut, program: "restic")) {
                    try await box.restic("backup", box.source, timeout: .seconds(6))
                }
                try await box.restic("unlock", "--remove-all")
                let nights = try await box.restic("snapshots", "--json").text
                #expect(nights.matches(of: #/"short_id"/#).count == 1)
                #expect(try await box.isWhole(files: first))
                #expect(try await box.restic("check", "--read-data").succeeded)
                let bytes = try FileManager.default.subpathsOfDirectory(atPath: box.kept).reduce(0) { sum, name in
                    sum + (FileManager.default.contents(atPath: "\(box.kept)/\(name)")?.count ?? 0)
                }
                #expect(bytes > 1_000_000 && bytes <= 4_000_000, "\(bytes)")
            }
        }
    }

    @Test func `a vault that dies in the middle of an upload has nothing half`() async throws {
        let vault = try LiveVault()
        try await vault.run { _ in }
        // Slow enough that a busy machine ends the vault well before the upload's end; what comes after it may be fast.
        let rate = Mutex<Int?>(6_000_000)
        try await vault.box(rate: { rate.withLock { $0 } }) { box in
            try box.write("a", 12_000_000)
            try await vault.run { _ in _ = try await box.restic("init") }
            let before = box.pump?.figures.up ?? 0
            let upload = Task { try await box.restic("backup", box.source) }
            // With the vault goes every program of its: SIGKILL.
            try await vault.run { _ in
                try await LiveVault.until { (box.pump?.figures.up ?? 0) > before + 3_000_000 }
            }
            try await Task.sleep(for: .milliseconds(200))
            #expect(try !box.half().isEmpty)
            rate.withLock { $0 = nil }
            try await vault.run { _ in
                // The engine tries again by itself; whether it comes to an end is not what matters.
                _ = try await upload.value
                try box.write("b", 500_000)
                #expect(try await box.restic("backup", box.source).succeeded)
                #expect(try await box.restic("check", "--read-data").succeeded)
                #expect(try await box.isWhole())
                #expect(try box.half().isEmpty)
            }
        }
    }

    @Test func `a program ends when nobody uses it, and a dead one is started again`() async throws {
        let vault = try LiveVault()
        try await vault.run(idle: .milliseconds(400)) { cellar in
            try await vault.box { box in
                for _ in 0..<2 {
                    #expect(await box.probe() == "empty")
                    #expect(await cellar.running == [box.device])
                    try await LiveVault.until { await cellar.running.isEmpty }
                }
                #expect(await box.probe() == "empty")
                let process = try #require(Self.process(of: vault))
                kill(process, SIGKILL)
                try await LiveVault.until { await cellar.running.isEmpty }
                #expect(await box.probe() == "empty")
            }
        }
        #expect(Self.process(of: vault) == nil)
    }

    /// The server of a vault, by its arguments.
    private static func process(of vault: LiveVault) -> Int32? {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
            .first { number in
                let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") ?? Data()
                return line.starts(with: Data(Engines.server.utf8))
                    && String(decoding: line, as: UTF8.self).contains(vault.stores)
            }
    }
}
