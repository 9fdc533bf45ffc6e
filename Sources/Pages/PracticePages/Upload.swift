import DatasafeCore
import Hummingbird
import PageFrame
import Staging
import Synchronization

/// `PUT /files/upload?folder=7&name=...`: the body is one file of any size; it is staged and then filed by the practice
/// service. 201 is the word of honour: the document survives a power cut.
struct Upload {
    /// One document, bytes: more than any film of a practice.
    static let largest: Int64 = 64 << 30

    /// The answer to a stored upload.
    struct Reply: Codable {
        var document: DocumentRow
    }

    /// Folder of the staged files.
    let folder: String

    func register(_ routes: PageRoutes) {
        let staging = StagingFolder(path: folder)
        routes.put("/files/upload", need: .may(.file)) { visit in
            guard let name = visit.query("name"), !name.isEmpty,
                visit.query("folder").map({ $0.isEmpty || Int($0) != nil }) ?? true
            else { return visit.refused(.of(.form)) }
            // Without a length a cut connection looks like the end of the file.
            guard let length = visit.request.headers[.contentLength].flatMap({ Int64($0) }), length >= 0 else {
                return visit.refused(.of(.form))
            }
            try Upload.checkRoom(length, visit)
            let staged = StagedName()
            do {
                let keeper = SessionKeeper(visit)
                let chunks = visit.request.body.map { buffer in
                    await keeper.touch()
                    return buffer.readableBytesView
                }
                let bytes = try await staging.receive(staged.text, chunks: chunks, limit: length)
                guard bytes == length else { throw Refusal.of(.brokenOff, subject: name) }
                let outcome = try await visit.ask(
                    PracticeDeeds.FileDocument(
                        session: visit.openSession, folder: visit.number("folder"), name: name, staged: staged.text,
                        bytes: bytes))
                return visit.json(Reply(document: outcome.document), status: .created)
            } catch let error as StagingError {
                throw error.code == .full ? Refusal.of(.full) : Refusal.of(.brokenOff, subject: name)
            } catch {
                staging.remove(staged.text)
                throw error
            }
        }
    }

    /// The volume keeps room for log-ins, the audit log and deleting; Core says how much.
    private static func checkRoom(_ bytes: Int64, _ visit: Visit) throws(Refusal) {
        guard bytes <= largest else { throw .of(.tooBig) }
        guard let volume = visit.sight.storage?.volume, volume.bytes > 0 else { return }
        guard SpaceRule.mayStore(bytes, free: volume.bytes - volume.used, total: volume.bytes) else { throw .of(.full) }
    }
}

/// Keeps a session alive while a long upload runs: its user is busy, though nothing is clicked.
private final class SessionKeeper: Sendable {
    private let visit: Visit
    private let last: Mutex<Instant>

    init(_ visit: Visit) {
        self.visit = visit
        last = Mutex(visit.frame.now())
    }

    func touch() async {
        let now = visit.frame.now()
        let isDue = last.withLock { last in
            guard now.seconds(since: last) >= 60 else { return false }
            last = now
            return true
        }
        // A session that ended meanwhile is refused at the end, with its own words.
        if isDue { _ = try? await visit.ask(PracticeDeeds.WhoIs(session: visit.openSession, touch: true)) }
    }
}
