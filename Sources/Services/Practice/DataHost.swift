import Database
import DatasafeCore
import FoundationEssentials
import Logging
import Seal
import Staging
import Synchronization
import Threads

/// The practice's data and everything that may be done with it; one for each process. Each deed is one `answer`.
///
/// Order of every deed: who is it (session), may they (`Roles.may`), then the change and its audit line in one commit. What
/// is refused after the session was found is written to the log as well, with the refusal's code as its outcome. Reading
/// is written to the log before the answer leaves.
final class DataHost: Sendable {
    let places: PracticePlaces
    let pool: DatabasePool
    let ledger: Ledger
    let staging: StagingFolder
    let blobs: BlobFolder
    let held = HeldBlobs()
    let sessions = Sessions()
    let lock = Mutex(LogInLock())
    /// Two password hashes at once are 64 MiB; sixteen more people wait a few seconds.
    let turnstile = Turnstile(width: 2, queue: 16)
    let nights: NightShelf
    /// How often another audit log took the living one's place.
    let logs = Mutex(0)
    let passwords: PasswordKeeping
    let space: @Sendable () throws -> VolumeSpace
    let now: @Sendable () -> Instant
    let logger: Logger

    /// Opens what is there, or makes it when there is nothing. Blocks.
    init(
        places: PracticePlaces, passwords: PasswordKeeping = .memoryHard,
        space: (@Sendable () throws -> VolumeSpace)? = nil, now: @escaping @Sendable () -> Instant, logger: Logger
    ) throws {
        self.places = places
        self.passwords = passwords
        self.now = now
        self.logger = logger
        self.space = space ?? { try VolumeSpace(exactlyOf: places.home) }
        staging = StagingFolder(path: places.staging)
        blobs = BlobFolder(path: places.blobs)
        // A volume that is full or was switched to read-only still shows what it holds.
        do { try blobs.prepare() } catch {
            guard error.code == .readOnly || error.code == .full else { throw error }
            logger.error("volume full or read-only", metadata: ["error": "\(error)"])
        }
        if !FileManager.default.fileExists(atPath: places.database), !blobs.isEmpty {
            throw PracticeError(code: .databaseMissing, what: places.database)
        }
        pool = try DatabaseFile.open(path: places.database, steps: PracticeSchema.steps, isAlone: true)
        ledger = Ledger(pool: pool, now: now)
        nights = NightShelf(folder: places.nights)
    }

    // MARK: Who

    /// Whose session it is, kept alive. Throws USR-SESSION.
    func person(_ session: String) throws -> Person {
        try sessions.use(session, touch: true, now: now()).person
    }

    // MARK: Change

    /// A change by a person: rights, `body` and the audit line in one commit.
    ///
    /// - Parameter subject: what the line names when `body` refuses or returns no subject of its own.
    func change<Result: Sendable>(
        _ session: String, _ right: RoleAction, as action: AuditAction, on subject: String,
        _ body: @escaping @Sendable (LedgerPage, Person) throws -> Noted<Result>
    ) async throws -> Result {
        let person = try person(session)
        return try await commit { page in
            let outcome: Swift.Result<Noted<Result>, Refusal>
            do {
                try person.mustBeAllowed(right)
                outcome = .success(try page.savepoint { try body(page, person) })
            } catch let refusal as Refusal {
                outcome = .failure(refusal)
            }
            switch outcome {
            case .success(let noted):
                try page.note(person, action, on: noted.subject ?? subject)
            case .failure(let refusal):
                try page.note(person, action, on: subject, outcome: refusal.code)
            }
            return outcome
        }.get().value
    }

    /// A look by a person: rights, `body` on a reader, then the audit line, then the answer.
    func look<Result: Sendable>(
        _ session: String, _ right: RoleAction, as action: AuditAction, on subject: String,
        _ body: @escaping @Sendable (Database) throws -> Noted<Result>
    ) async throws -> Result {
        let person = try person(session)
        do {
            try person.mustBeAllowed(right)
            let noted = try await read(body)
            try await noteReading(by: person, action, on: noted.subject ?? subject)
            return noted.value
        } catch let refusal as Refusal {
            try await noteReading(by: person, action, on: subject, outcome: refusal.code)
            throw refusal
        }
    }

    /// The audit line of somebody who only reads or logs in.
    func noteReading(
        by person: Person, _ action: AuditAction, on subject: String, outcome: String = "done"
    ) async throws {
        try await commitUnlessShut(by: person, action, on: subject, outcome: outcome) { page in
            try page.note(person, action, on: subject, outcome: outcome)
        }
    }

    /// A commit that only notes what somebody did who changes nothing. Where the volume takes no line any more the patients
    /// are there all the same, and a refusal is none for lack of room: the line goes to the journal, by numbers only.
    ///
    /// - Parameter person: nil = nobody who is known.
    func commitUnlessShut(
        by person: Person?, _ action: AuditAction, on subject: String, outcome: String = "done",
        _ body: @escaping @Sendable (LedgerPage) throws -> Void
    ) async throws {
        do { try await commit(body) } catch let refusal as Refusal
            where [DocumentCode.full.code, DocumentCode.readOnly.code].contains(refusal.code)
        {
            logger.warning(
                "audit line not written",
                metadata: [
                    "by": "\(person.map { "user:\($0.id)" } ?? "-")", "action": "\(action.rawValue)",
                    "on": "\(subject)", "outcome": "\(outcome)",
                ])
        }
    }

    // MARK: The database, with its errors as refusals

    /// The kernel lets nobody write to the volume any more. Asks without waiting for a commit: errors come on any thread.
    private var isReadOnly: Bool { (try? VolumeSpace(of: places.home).isReadOnly) ?? false }

    /// The store was opened for reading alone, since the volume took nothing, and now it does: a new start is due.
    var mayOpenAnew: Bool {
        guard pool.configuration.readonly, let space = try? VolumeSpace(of: places.home) else { return false }
        return !space.isReadOnly && SpaceRule.mayStore(0, free: space.free, total: space.total)
    }

    /// Throws what speaks against storing anything at all: read-only, full.
    func mustHaveRoom() async throws {
        let space = try await offload(self.space)
        if space.isReadOnly { throw Refusal(DocumentCode.readOnly) }
        guard SpaceRule.mayStore(0, free: space.free, total: space.total) else { throw Refusal(DocumentCode.full) }
    }

    func commit<Result: Sendable>(
        _ body: @escaping @Sendable (LedgerPage) throws -> Result
    ) async throws -> Result {
        do { return try await ledger.commit(body) } catch { throw refusal(error, "commit") }
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        do { return try await pool.read(body) } catch { throw refusal(error, "read") }
    }

    /// What a person is told about an error; the error itself goes to the log.
    func refusal(_ error: any Error, _ doing: String) -> Refusal {
        switch error {
        case let refusal as Refusal: return refusal
        case let error as DatabaseError where error.resultCode == .SQLITE_FULL:
            logger.error("volume full", metadata: ["doing": "\(doing)"])
            return Refusal(DocumentCode.full)
        case let error as DatabaseError where error.resultCode == .SQLITE_READONLY || isReadOnly:
            logger.error("volume is read-only", metadata: ["doing": "\(doing)"])
            // Opened for reading alone, although the volume can be written: it was full.
            return Refusal(pool.configuration.readonly && !isReadOnly ? DocumentCode.full : .readOnly)
        case let error as StagingError where error.code == .full || error.code == .readOnly:
            logger.error("volume full or read-only", metadata: ["doing": "\(doing)", "error": "\(error)"])
            return Refusal(error.code == .full ? DocumentCode.full : .readOnly)
        case let error as DatabaseError:
            // Without the statement and its arguments: they may hold names.
            logger.error(
                "database failed",
                metadata: ["doing": "\(doing)", "code": "\(error.extendedResultCode.rawValue)"])
            return Refusal(DocumentCode.store)
        default:
            logger.error("store failed", metadata: ["doing": "\(doing)", "error": "\(error)"])
            return Refusal(DocumentCode.store)
        }
    }
}

/// An answer with what the audit line names; nil = what was asked for.
struct Noted<Value: Sendable>: Sendable {
    var value: Value
    var subject: String?
    init(_ value: Value, on subject: String? = nil) {
        self.value = value
        self.subject = subject
    }
}
