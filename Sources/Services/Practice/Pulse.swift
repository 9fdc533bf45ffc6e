import Database
import DatasafeCore
import FactFiles
import Logging
import Synchronization

/// The service's own watch, every ten seconds: does the store still read and commit, which sessions are over, is the next
/// stretch of the audit log whole; then the fact.
struct Pulse: Sendable {
    /// Lines of the audit log looked at in one beat: a million lines in under three hours, in slices nobody feels.
    static let auditSlice = 10_000

    let host: DataHost
    let facts: FactWriter<PracticeFact>
    let clock: any Clock<Duration>

    /// Beats until it is cancelled, or until a new start would open the store for writing again; the first beat comes at
    /// once, so that the fact is there.
    func run() async {
        var fact = PracticeFact()
        var walked = AuditWalk()
        await beat(&fact, &walked)
        do { fact.blobsMissing = try await host.settle() } catch {
            host.logger.error("settling failed", metadata: ["error": "\(error)"])
        }
        var beats = 0
        while !Task.isCancelled {
            let log = walked.log
            await beat(&fact, &walked)
            // Another night's data: what it lacks is not what was lacking before.
            if walked.log != log, let missing = try? await host.settle() { fact.blobsMissing = missing }
            if host.mayOpenAnew {
                host.logger.notice("volume takes data again")
                return
            }
            if beats % 360 == 0 { await host.sweepStaging() }
            beats += 1
            // Only a cancelled sleep throws, and then the loop ends.
            try? await clock.sleep(for: .seconds(PracticeFact.every))
        }
    }

    /// One beat.
    func beat(_ fact: inout PracticeFact, _ walked: inout AuditWalk) async {
        do {
            let over = host.sessions.expire(now: host.now())
            try await host.ledger.commit { page in
                for person in over { try page.note(person, .sessionEnded, on: "user:\(person.id)") }
                try page.run(
                    "INSERT INTO pulse VALUES (1, ?1) ON CONFLICT DO UPDATE SET at = ?1", [page.now.milliseconds])
            }
            fact.storeWorks = true
        } catch is CancellationError {
            // The service ends: that is no fault of the store.
            return
        } catch {
            say(error, &fact)
        }
        // What is there can be counted also where nothing more can be written.
        do {
            let counts = try await host.counts()
            fact.documents = counts.documents
            fact.bytes = counts.bytes
            fact.users = counts.users
            fact.auditLines = counts.head.seq
            fact.auditHead = counts.head.hash.lowercaseHex
            await verify(&fact, &walked)
        } catch is CancellationError {
            return
        } catch {
            say(error, &fact)
        }
        host.nights.tidy(now: host.now())
        do { try facts.write(fact) } catch {
            host.logger.error("fact not written", metadata: ["error": "\(error)"])
        }
    }

    private func say(_ error: any Error, _ fact: inout PracticeFact) {
        fact.storeWorks = false
        host.logger.error("store does not work", metadata: ["error": "\(host.refusal(error, "pulse").code)"])
    }

    /// A log that was found broken stays broken for this process: nothing repairs it silently. The practice goes on
    /// working, since its patients are there whatever somebody did to the log; the check raises the alarm here and at the
    /// hub.
    private func verify(_ fact: inout PracticeFact, _ walked: inout AuditWalk) async {
        guard fact.auditWhole else { return }
        let log = host.logs.withLock { $0 }
        // Another log is walked from its beginning.
        if log != walked.log { walked = AuditWalk(log: log) }
        do {
            let (head, complete) = try await host.verifyAudit(after: walked.head, lines: Pulse.auditSlice)
            // Round again, so that an old line changed under the running service is found as well.
            walked.head = complete ? .empty : head
        } catch let fault as AuditFault {
            // Put in its place just now.
            guard log == host.logs.withLock({ $0 }) else { return }
            fact.auditWhole = false
            host.logger.critical("audit log is not whole", metadata: ["fault": "\(fault)"])
        } catch {
            host.logger.error("audit log not verified", metadata: ["error": "\(error)"])
        }
    }
}

/// How far which log was walked.
struct AuditWalk: Sendable {
    var head = AuditHead.empty
    /// `DataHost.logs` when it began.
    var log = 0
}

/// What the fact counts.
struct StoreCounts: Sendable {
    var documents: Int
    var bytes: Int64
    var users: Int
    var head: AuditHead
}

extension DataHost {
    /// Living documents, bytes of all stored contents, active users, head of the log.
    func counts() async throws -> StoreCounts {
        try await pool.read { db in
            StoreCounts(
                documents: try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM document LEFT JOIN folder ON folder.id = document.folder
                        WHERE document.binned IS NULL AND ifnull(folder.hidden, 0) = 0
                        """) ?? 0,
                bytes: try Int64.fetchOne(db, sql: "SELECT ifnull(sum(bytes), 0) FROM blob") ?? 0,
                users: try Int.fetchOne(db, sql: "SELECT count(*) FROM user WHERE active = 1") ?? 0,
                head: try AuditHead(db))
        }
    }
}
