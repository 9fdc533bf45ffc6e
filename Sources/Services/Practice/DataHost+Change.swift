import Database
import DatasafeCore

extension DataHost {
    func answer(_ deed: PracticeDeeds.MakeFolder) async throws -> PracticeDeeds.MakeFolder.Outcome {
        let subject = "folder:\(deed.parent ?? 0)"
        return try await change(deed.session, .makeFolder, as: .folderMade, on: subject) { page, _ in
            guard let name = EntryName(deed.name) else { throw Refusal(DocumentCode.name) }
            try Tree.mustLive(page.db, folder: deed.parent)
            let above = try Tree.path(page.db, to: deed.parent).map(\.id)
            try FolderRule.refusal(moving: 0, height: 1, under: above).throwIfAny()
            try Tree.mustBeFree(page.db, .folder, name: name.text, in: deed.parent, but: 0)
            let id = try page.makeFolder(name, in: deed.parent, changed: page.now)
            guard let row = try FolderRow(page.db, id: id) else { throw LedgerError.lost }
            return Noted(PracticeDeeds.MakeFolder.Outcome(folder: row), on: "folder:\(id)")
        }
    }

    func answer(_ deed: PracticeDeeds.ChangeEntry) async throws -> Done {
        guard let kind = EntryKind(rawValue: deed.kind), let way = EntryChange(rawValue: deed.change) else {
            throw Refusal(DocumentCode.request)
        }
        let action = AuditAction(rawValue: "\(kind.rawValue).\(way.rawValue)")
        guard let action else { throw Refusal(DocumentCode.request) }
        try await change(deed.session, way.right, as: action, on: kind.subject(deed.id)) { page, _ in
            guard let entry = try Entry(page.db, kind, deed.id) else { throw Refusal(DocumentCode.gone) }
            switch way {
            case .rename: try page.rename(entry, deed.name ?? "")
            case .move: try page.move(entry, under: deed.parent)
            case .bin: try page.bin(entry)
            case .unbin: try page.unbin(entry)
            case .erase: try page.erase(entry)
            }
            return Noted(())
        }
        if way == .erase { await removeDoomed() }
        return Done()
    }
}

/// What `ChangeEntry.change` may be.
private enum EntryChange: String {
    case rename, move, bin, unbin, erase

    var right: RoleAction {
        switch self {
        case .rename: .rename
        case .move: .move
        case .bin: .bin
        case .unbin: .unbin
        case .erase: .erase
        }
    }
}

/// A folder or document as a change sees it.
struct Entry {
    var kind: EntryKind
    var id: Int
    var name: String
    var above: Int?
    /// Thrown into the bin itself.
    var isBinned: Bool
    /// It, or a folder above it, is in the bin.
    var isHidden: Bool

    init?(_ db: Database, _ kind: EntryKind, _ id: Int) throws {
        let hidden =
            kind == .folder
            ? "hidden" : "binned IS NOT NULL OR ifnull((SELECT hidden FROM folder WHERE id = document.folder), 0)"
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT name, \(kind.above) AS above, binned IS NOT NULL AS isBinned, \(hidden) AS isHidden
                    FROM \(kind.table) WHERE id = ?
                    """), arguments: [id])
        guard let row else { return nil }
        self.kind = kind
        self.id = id
        name = row["name"]
        above = row["above"]
        isBinned = row["isBinned"]
        isHidden = row["isHidden"]
    }
}

extension DocumentCode? {
    /// A rule's answer as a refusal.
    fileprivate func throwIfAny() throws {
        guard let self else { return }
        throw Refusal(self, subject: self == .depth ? "\(FolderRule.maximumDepth)" : "")
    }
}

extension LedgerPage {
    /// Adds a folder; the caller has looked at name, place and rule. Returns its id.
    func makeFolder(_ name: EntryName, in parent: Int?, changed: Instant) throws -> Int {
        try run(
            "INSERT INTO folder(parent, name, sortKey, changed) VALUES (?, ?, ?, ?)",
            [parent, name.text, SortKey.of(name), changed.milliseconds])
        let id = Int(db.lastInsertedRowID)
        try setTitle(.folder, id, name)
        return id
    }

    /// In the bin only what was thrown in itself can get another name: so that it can come back beside one of the same.
    fileprivate func rename(_ entry: Entry, _ typed: String) throws {
        guard let name = EntryName(typed) else { throw Refusal(DocumentCode.name) }
        if entry.isHidden, !entry.isBinned { throw Refusal(DocumentCode.inBin) }
        if !entry.isBinned { try Tree.mustBeFree(db, entry.kind, name: name.text, in: entry.above, but: entry.id) }
        try run(
            "UPDATE \(entry.kind.table) SET name = ?, sortKey = ?, changed = ? WHERE id = ?",
            [name.text, SortKey.of(name), now.milliseconds, entry.id])
        try setTitle(entry.kind, entry.id, name)
    }

    fileprivate func move(_ entry: Entry, under target: Int?) throws {
        if entry.isHidden { throw Refusal(DocumentCode.inBin) }
        try Tree.mustLive(db, folder: target)
        if entry.kind == .folder {
            let above = try Tree.path(db, to: target).map(\.id)
            let height = try Tree.height(db, of: entry.id)
            try FolderRule.refusal(moving: entry.id, height: height, under: above).throwIfAny()
        }
        try Tree.mustBeFree(db, entry.kind, name: entry.name, in: target, but: entry.id)
        try run(
            "UPDATE \(entry.kind.table) SET \(entry.kind.above) = ?, changed = ? WHERE id = ?",
            [target, now.milliseconds, entry.id])
    }

    fileprivate func bin(_ entry: Entry) throws {
        if entry.isHidden { throw Refusal(DocumentCode.inBin) }
        try run("UPDATE \(entry.kind.table) SET binned = ? WHERE id = ?", [now.milliseconds, entry.id])
        if entry.kind == .folder { try Tree.settleHidden(self, from: entry.id) }
    }

    /// Back to where it was. If that folder is in the bin itself, it has to come back first.
    fileprivate func unbin(_ entry: Entry) throws {
        guard entry.isBinned else { throw Refusal(DocumentCode.notInBin) }
        try Tree.mustLive(db, folder: entry.above)
        try Tree.mustBeFree(db, entry.kind, name: entry.name, in: entry.above, but: entry.id)
        try run("UPDATE \(entry.kind.table) SET binned = NULL WHERE id = ?", [entry.id])
        if entry.kind == .folder { try Tree.settleHidden(self, from: entry.id) }
    }
}
