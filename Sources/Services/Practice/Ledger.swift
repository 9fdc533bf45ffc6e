import Database
import DatasafeCore
import Synchronization

/// The one way into the database for changes: whoever comes while a commit is being made durable waits and goes into the
/// next one together (group commit), so that thirty uploads cost a few syncs and not thirty.
///
/// A change returns after its commit is durable (`synchronous = FULL`). Each runs in a savepoint of its own: one that
/// throws takes nobody else with it.
final class Ledger: Sendable {
    /// Changes in one commit at most.
    static let largestBatch = 256

    private enum Turn { case lead, done }

    private struct Line {
        var waiting: [LedgerJob] = []
        /// Somebody leads: takes what waits, commits it, and hands the lead on.
        var led = false
    }

    private let pool: DatabasePool
    private let now: @Sendable () -> Instant
    private let line = Mutex(Line())

    init(pool: DatabasePool, now: @escaping @Sendable () -> Instant) {
        self.pool = pool
        self.now = now
    }

    /// Runs `body` in the next commit and returns when that is durable. Throws what `body` throws, or why the commit failed.
    func commit<Result: Sendable>(
        _ body: @escaping @Sendable (LedgerPage) throws -> Result
    ) async throws -> Result {
        let outcome = Mutex<Result?>(nil)
        let job = LedgerJob { page in
            let value = try body(page)
            outcome.withLock { $0 = value }
        }
        let turn = await withCheckedContinuation { (continuation: CheckedContinuation<Turn, Never>) in
            let leads = line.withLock { line in
                job.wake = { continuation.resume(returning: $0 ? .lead : .done) }
                line.waiting.append(job)
                defer { line.led = true }
                return !line.led
            }
            if leads { job.wakeUp(toLead: true) }
        }
        if turn == .lead { await lead(job) }
        if let error = job.error { throw error }
        guard let value = outcome.withLock({ $0 }) else { throw LedgerError.lost }
        return value
    }

    /// Commits one batch, `own` in it, wakes its owners, and hands the lead to the first of those who came meanwhile: the
    /// leader's own answer does not wait for them.
    private func lead(_ own: LedgerJob) async {
        let batch = line.withLock { line in
            let batch = Array(line.waiting.prefix(Ledger.largestBatch))
            line.waiting.removeFirst(batch.count)
            return batch
        }
        await write(batch)
        for job in batch where job !== own { job.wakeUp(toLead: false) }
        let next = line.withLock { line in
            line.led = !line.waiting.isEmpty
            return line.waiting.first
        }
        next?.wakeUp(toLead: true)
    }

    private func write(_ batch: [LedgerJob]) async {
        let now = now
        do {
            try await pool.write { db in
                let page = LedgerPage(db: db, now: now())
                for job in batch {
                    do {
                        try page.savepoint { try job.body(page) }
                    } catch {
                        job.error = error
                    }
                    // On a full disk or an I/O error SQLite rolls the whole transaction back by itself: then what the
                    // others did is gone too, and nobody may be told otherwise.
                    guard db.isInsideTransaction else { throw job.error ?? LedgerError.lost }
                }
            }
        } catch {
            for job in batch where job.error == nil { job.error = error }
        }
    }
}

/// A commit that did not happen although nothing said why.
enum LedgerError: Error { case lost }

/// One change that waits for its commit.
private final class LedgerJob: @unchecked Sendable {
    // `wake` is set before the job is seen by others; `error` is written by the leader before it wakes the owner.
    let body: @Sendable (LedgerPage) throws -> Void
    var wake: ((Bool) -> Void)?
    var error: (any Error)?

    init(_ body: @escaping @Sendable (LedgerPage) throws -> Void) { self.body = body }

    func wakeUp(toLead: Bool) {
        let wake = wake
        self.wake = nil
        wake?(toLead)
    }
}
