import Database
import DatasafeCore
import Synchronization
import Testing

@testable import Practice

@Suite struct LedgerTests {
    struct Own: Error {}

    @Test func `one that fails takes nobody with it, and the chain stays whole`() async throws {
        let practice = try TestPractice()
        let results = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await practice.host.ledger.commit { page in
                            try page.note(user: "x", "test.line", on: "\(number)", outcome: "done")
                            if number % 3 == 0 { throw Own() }
                        }
                        return (number, true)
                    } catch { return (number, false) }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for number in 0..<200 { #expect(results[number] == (number % 3 != 0)) }
        let subjects = try await practice.host.pool.read { db in
            try Set(String.fetchAll(db, sql: "SELECT subject FROM audit"))
        }
        #expect(subjects == Set((0..<200).filter { $0 % 3 != 0 }.map { "\($0)" }))
        #expect(await practice.auditFault() == nil)
    }

    @Test func `who waits shares a commit`() async throws {
        let practice = try TestPractice()
        // The ledger looks at the clock once for each commit.
        let commits = Mutex(Int64(0))
        let ledger = Ledger(pool: practice.host.pool) {
            commits.withLock {
                $0 += 1
                return Instant(seconds: $0)
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    try await ledger.commit { page in
                        try page.note(user: "x", "test.line", on: "\(number)", outcome: "done")
                    }
                }
            }
            try await group.waitForAll()
        }
        let count = commits.withLock { $0 }
        #expect(count < 50, "\(count) commits for 100 changes")
        #expect(try await practice.host.pool.read { db in try AuditHead(db) }.seq == 100)
    }

    @Test func `a commit that cannot be written fails for everybody in it`() async throws {
        let practice = try TestPractice()
        let results = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    do {
                        try await practice.host.ledger.commit { page in
                            try page.note(user: "x", "test.line", on: "\(number)", outcome: "done")
                            // As SQLite does by itself when the disk is full.
                            if number == 7 { try page.db.execute(sql: "ROLLBACK") }
                        }
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        let stored = try await practice.host.pool.read { db in try AuditHead(db) }.seq
        #expect(results == stored, "who was told that it is stored finds it stored")
        #expect(results < 20)
        #expect(await practice.auditFault() == nil)
    }
}
