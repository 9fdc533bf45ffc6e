import DatasafeCore
import Hummingbird
import Logging
import PageFrame
import Staging
import Synchronization

/// `PUT /files/upload?folder=7&name=...`: the body is one file of any size; it is staged and then filed by the practice
/// service. 201 is the word of honour: the document survives a power cut.
struct Upload {
    /// One document, bytes: more than any film of a practice.
    static let largest: Int64 = 64 << 30

    /// Bytes after which it is asked again whether there is room.
    private static let stretch: Int64 = 16 << 20

    /// Bytes gathered before they are written at once.
    private static let piece = 1 << 20

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
            guard length <= Upload.largest else { throw Refusal.of(.tooBig) }
            // The bookkeeping of btrfs runs full unseen by statvfs; storage looks at it.
            if let code = visit.sight.lack?.refusal { throw Refusal(code: code.code) }
            let staged = try await receive(visit, staging, length, name)
            let outcome = try await visit.ask(
                PracticeDeeds.FileDocument(
                    session: visit.openSession, folder: visit.number("folder"), name: name, staged: staged.text,
                    bytes: length))
            return visit.json(Reply(document: outcome.document), status: .created)
        }
    }

    /// Writes the body to the staging folder; what did not arrive whole is gone again.
    private func receive(
        _ visit: Visit, _ staging: StagingFolder, _ length: Int64, _ name: String
    ) async throws -> StagedName {
        do {
            let writer = try staging.make()
            try await checkRoom(length, writer)
            var checked: Int64 = 0
            let keeper = SessionKeeper(visit)
            var gathered: [UInt8] = []
            gathered.reserveCapacity(2 * Upload.piece)
            for try await buffer in visit.request.body {
                gathered.append(contentsOf: buffer.readableBytesView)
                if gathered.count >= Upload.piece {
                    // Others upload at the same time: the reserve is no less theirs.
                    if writer.bytes - checked >= Upload.stretch {
                        checked = writer.bytes
                        try await checkRoom(length - checked, writer)
                    }
                    try await writer.append(gathered)
                    gathered.removeAll(keepingCapacity: true)
                    await keeper.touch()
                }
            }
            if !gathered.isEmpty { try await writer.append(gathered) }
            guard writer.bytes == length else { throw Refusal(code: DocumentCode.incomplete.code, subject: name) }
            writer.finish()
            return writer.name
        } catch let error as StagingError {
            visit.context.logger.error("upload not staged", metadata: ["error": "\(error)"])
            let code: DocumentCode =
                switch error.code {
                case .full: .full
                case .readOnly: .readOnly
                default: .store
                }
            throw Refusal(code: code.code)
        }
    }

    /// The volume keeps room for log-ins, the audit log and deleting; Core says how much.
    private func checkRoom(_ bytes: Int64, _ writer: StagedWriter) async throws {
        let space = try await writer.space()
        guard !space.isReadOnly else { throw Refusal(code: DocumentCode.readOnly.code) }
        guard SpaceRule.mayStore(bytes, free: space.free, total: space.total) else {
            throw Refusal(code: DocumentCode.full.code)
        }
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
