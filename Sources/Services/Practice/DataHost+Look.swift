import Database
import DatasafeCore
import Staging

extension DataHost {
    /// Rows of a page of a folder.
    static let pageRows = 200
    /// Hits of a search.
    static let searchRows = 100

    func answer(_ deed: PracticeDeeds.ListFolder) async throws -> PracticeDeeds.ListFolder.Outcome {
        guard (0...Int(Int32.max)).contains(deed.offset) else { throw Refusal(DocumentCode.request) }
        let subject = deed.bin && deed.folder == nil ? "bin" : "folder:\(deed.folder ?? 0)"
        return try await look(deed.session, .browse, as: .folderListed, on: subject) { db in
            if let folder = deed.folder {
                let hidden = try Bool.fetchOne(db, sql: "SELECT hidden FROM folder WHERE id = ?", arguments: [folder])
                guard hidden == deed.bin else { throw Refusal(DocumentCode.gone) }
            }
            let place = FolderPlace(folder: deed.folder, bin: deed.bin)
            let folders = try Row.fetchAll(
                db, sql: "SELECT * FROM folder WHERE \(place.folders) LIMIT ? OFFSET ?",
                arguments: place.arguments + [DataHost.pageRows + 1, deed.offset]
            ).map { FolderRow($0) }
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM folder WHERE \(place.folders)", arguments: place.arguments)
            let documents = try Row.fetchAll(
                db, sql: "SELECT \(DocumentRow.columns) WHERE \(place.documents) LIMIT ? OFFSET ?",
                arguments: place.arguments + [
                    DataHost.pageRows + 1 - folders.count, max(0, deed.offset - (count ?? 0)),
                ]
            ).map { DocumentRow($0) }
            let more = folders.count + documents.count > DataHost.pageRows
            return Noted(
                PracticeDeeds.ListFolder.Outcome(
                    path: try Tree.path(db, to: deed.folder), folders: Array(folders.prefix(DataHost.pageRows)),
                    documents: Array(documents.prefix(DataHost.pageRows - min(folders.count, DataHost.pageRows))),
                    next: more ? deed.offset + DataHost.pageRows : nil))
        }
    }

    /// The words themselves do not go into the log (they are names of patients), what was shown does, as ids.
    func answer(_ deed: PracticeDeeds.Search) async throws -> PracticeDeeds.Search.Outcome {
        try await look(deed.session, .browse, as: .searched, on: "search") { db in
            guard let words = SearchWords(deed.words) else {
                return Noted(PracticeDeeds.Search.Outcome(folders: [], documents: []))
            }
            let folders = try Row.fetchAll(
                db,
                sql: """
                    SELECT folder.* FROM title JOIN folder ON folder.id = title.rowid / 2
                    WHERE title MATCH ? AND title.rowid % 2 = 0 AND folder.hidden = 0
                    ORDER BY title.rank, folder.sortKey LIMIT ?
                    """, arguments: [words.match, DataHost.searchRows / 2]
            ).map { FolderRow($0) }
            let documents = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(DocumentRow.columns)
                    JOIN title ON d.id = title.rowid / 2 LEFT JOIN folder ON folder.id = d.folder
                    WHERE title MATCH ? AND title.rowid % 2 = 1 AND d.binned IS NULL AND ifnull(folder.hidden, 0) = 0
                    ORDER BY title.rank, d.sortKey LIMIT ?
                    """, arguments: [words.match, DataHost.searchRows - folders.count]
            ).map { DocumentRow($0) }
            let shown = folders.map { "f\($0.id)" } + documents.map { "d\($0.id)" }
            return Noted(
                PracticeDeeds.Search.Outcome(folders: folders, documents: documents),
                on: "search:\(shown.count)/\(shown.joined(separator: ","))")
        }
    }

    func answer(_ deed: PracticeDeeds.ListVersions) async throws -> PracticeDeeds.ListVersions.Outcome {
        try await look(deed.session, .browse, as: .versionsListed, on: "document:\(deed.document)") { db in
            guard let document = try DocumentRow(db, id: deed.document) else { throw Refusal(DocumentCode.gone) }
            let versions = try Row.fetchAll(
                db,
                sql: """
                    SELECT version.*, user.fullName AS fullName FROM version LEFT JOIN user ON user.id = version.by
                    WHERE document = ? ORDER BY number DESC LIMIT 1000
                    """, arguments: [deed.document]
            ).map { VersionRow($0) }
            return Noted(PracticeDeeds.ListVersions.Outcome(document: document, versions: versions))
        }
    }

    /// The blob must be there with its size before anybody is told where it lies; that its bytes are right is the file
    /// system's checksum's word, and a restore's.
    func answer(_ deed: PracticeDeeds.OpenDocument) async throws -> PracticeDeeds.OpenDocument.Outcome {
        let blobs = blobs
        let subject = deed.version.map { "document:\(deed.document)/\($0)" } ?? "document:\(deed.document)"
        return try await look(deed.session, .open, as: .documentOpened, on: subject) { db in
            guard let document = try DocumentRow(db, id: deed.document) else { throw Refusal(DocumentCode.gone) }
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT number, bytes, sha256 FROM version WHERE document = ? AND number = ?"),
                arguments: [deed.document, deed.version ?? document.versions])
            guard let row, let address = ContentAddress(row["sha256"]) else { throw Refusal(DocumentCode.gone) }
            guard blobs.bytes(of: address) == row["bytes"] as Int64 else { throw Refusal(DocumentCode.damaged) }
            return Noted(
                PracticeDeeds.OpenDocument.Outcome(document: document, sha256: address.hex),
                on: "document:\(deed.document)/\(row["number"] as Int)")
        }
    }
}

/// What a page of a folder or of the bin holds, as conditions in SQL.
private struct FolderPlace {
    var folders: String
    var documents: String
    var arguments: StatementArguments

    init(folder: Int?, bin: Bool) {
        switch (folder, bin) {
        case (nil, true):
            // The bin's top shows what was thrown away itself, the newest first.
            folders = "binned IS NOT NULL ORDER BY binned DESC, id"
            documents = "d.binned IS NOT NULL ORDER BY d.binned DESC, d.id"
            arguments = []
        case (nil, false):
            folders = "parent IS NULL AND binned IS NULL ORDER BY sortKey, name, id"
            documents = "d.folder IS NULL AND d.binned IS NULL ORDER BY d.sortKey, d.name, d.id"
            arguments = []
        case (let folder?, _):
            folders = "parent = ? AND binned IS NULL ORDER BY sortKey, name, id"
            documents = "d.folder = ? AND d.binned IS NULL ORDER BY d.sortKey, d.name, d.id"
            arguments = [folder]
        }
    }
}
