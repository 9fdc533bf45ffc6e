import Database
import DatasafeCore
import FoundationEssentials
import Testing

@testable import Backup

/// What an older version kept is still there.
struct LedgerStepsTests {
    @Test func `runs and certificates of disks are those of targets`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "ledger-\(StagedName().text).sqlite").path()
        defer { for end in ["", "-wal", "-shm"] { Files.remove(path + end) } }
        do {
            let old = try DatabaseFile.open(path: path, steps: Array(BackupLedger.steps.prefix(3)), readers: 1)
            try await old.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO run(json) VALUES
                            ('{"cause":"timer","disk":2,"started":"2026-11-20T20:00:00.000Z","step":"done"}');
                        INSERT INTO certificate(kind, json) VALUES ('key', '{"began":"2026-11-20T20:00:00.000Z",
                            "bytes":0,"databases":0,"disk":12,"ended":"2026-11-20T20:00:00.000Z","files":0,
                            "kind":"key","number":0}');
                        """)
            }
            try old.close()
        }
        let kept = try BackupLedger(path: path).load()
        #expect(kept.runs.map(\.target) == [.disk(2)] && kept.runs.first?.step == "done")
        #expect(kept.certificates.map(\.target) == [.disk(12)] && kept.certificates.first?.kind == .key)
        #expect(kept.remotes.isEmpty)
    }
}
