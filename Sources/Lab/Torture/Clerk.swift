import Guest
import Story
import Synchronization

/// Somebody of the practice at the pages: stores, opens and lists, and notes what the box answered for.
///
/// Several may ask through it at once, each over a connection of its own. An answer that does not come throws; a no is
/// noted and told as false.
final class Clerk: Sendable {
    let browser: Browser
    let papers: PaperStack
    /// Login name of the session.
    let user: String
    private let book: Mutex<Notebook>
    private let harm = Mutex<[Harm]>([])
    private let noes = Mutex<[String]>([])

    init(_ browser: Browser, papers: PaperStack, user: String, notebook: Notebook) {
        self.browser = browser
        self.papers = papers
        self.user = user
        book = Mutex(notebook)
    }

    /// What is noted so far.
    var notebook: Notebook { book.withLock { $0 } }
    /// How much the box has answered for, without the book around it.
    var tally: Notebook.Tally { book.withLock { $0.tally } }

    /// What was found wrong since it was last asked for.
    func takeFound() -> [Harm] {
        harm.withLock { harm in
            defer { harm = [] }
            return harm
        }
    }

    /// The last answers that were no, since it was last asked for.
    func takeRefusals() -> [String] {
        noes.withLock { noes in
            defer { noes = [] }
            return noes
        }
    }

    private func note(_ change: (inout Notebook) -> Void) { book.withLock { change(&$0) } }

    private func find(_ new: [Harm]) { harm.withLock { $0 += new } }

    private func refused(_ reply: PageReply) {
        note { $0.refused() }
        let words = "\(reply.path) \(reply.status) \(reply.page.value(of: "data-code") ?? "") \(reply.text.prefix(120))"
        noes.withLock { noes in
            noes.append(words)
            if noes.count > 20 { noes.removeFirst() }
        }
    }

    // MARK: What changes

    /// Stores paper `number` under `name`: a new document, or the next version of one.
    @discardableResult
    func store(_ number: Int, as name: String, in folder: String) async throws -> Bool {
        note { $0.asks(name, .init(folder: folder, paper: number, sha256: hex(papers.digest(of: number)))) }
        let reply = try await browser.put(
            BoxRoutes.upload(folder: folder, name: name), bytes: papers.bytes(of: number),
            headers: await browser.uploadHeaders)
        guard reply.status == 201, let document = try? reply.json()["document"], let id = document["id"]?.whole,
            let version = document["versions"]?.whole
        else {
            refused(reply)
            return false
        }
        note { $0.stored(name, id: "\(id)", version: Int(version), by: user) }
        return true
    }

    /// Makes a folder in the root and returns its id.
    func makeFolder(_ name: String) async throws -> String {
        // The form stands on the list of the root: looking at it is a line of its own.
        let page = try await browser.get(BoxRoutes.files).expecting(200).page
        note { $0.looked("folder.list", at: "folder:0", by: user) }
        let reply = try await browser.submit(page.form(to: BoxRoutes.makeFolder), ["name": [name]])
        let path = reply.path.prefix { $0 != "?" }
        guard reply.status == 200, path.hasPrefix("/files/folder/"), let id = path.split(separator: "/").last else {
            throw StoryError(.page, "new folder led to \(reply.path) \(reply.status): \(reply.page.text.prefix(200))")
        }
        note {
            $0.made(folder: String(id), name, by: user)
            // The answer leads into the new folder.
            $0.looked("folder.list", at: "folder:\(id)", by: user)
        }
        return String(id)
    }

    // MARK: What looks

    /// Opens a document and compares it with its paper.
    func open(_ document: Notebook.Document) async throws {
        let reply: (bytes: Int, sha256: [UInt8])
        do {
            reply = try await browser.digest(BoxRoutes.document(document.id))
        } catch is StoryError {
            // It answered, and it was a no: what was acknowledged cannot be read.
            return find([.documentLost(document.name)])
        }
        note { $0.looked("document.open", at: "document:\(document.id)/\(document.version)", by: user) }
        if hex(reply.sha256) != document.sha256 { find([.wrongBytes(document.name)]) }
    }

    /// Lists a folder and holds it against the book; "" = the root's folders.
    func inspect(folder: String) async throws {
        var rows: [Notebook.Row] = []
        var folders: [Notebook.Row] = []
        var offset: Int64? = 0
        while let from = offset {
            let page = try await browser.get(
                "\(BoxRoutes.folder(folder))?offset=\(from)", accepting: "application/json"
            ).expecting(200).json()
            note { $0.looked("folder.list", at: "folder:\(folder.isEmpty ? "0" : folder)", by: user) }
            rows += page["documents"]?.elements.map(Self.row) ?? []
            folders += page["folders"]?.elements.map(Self.row) ?? []
            offset = page["next"]?.whole
        }
        let (documents, above) = (rows, folders)
        note { book in
            find(folder.isEmpty ? book.settle(folders: above) : book.settle(folder: folder, rows: documents))
        }
    }

    private static func row(_ entry: JSON) -> Notebook.Row {
        Notebook.Row(
            id: entry["id"]?.whole.map { "\($0)" } ?? "", name: entry["name"]?.text ?? "",
            version: entry["versions"]?.whole.map { Int($0) } ?? 1, sha256: entry["sha256"]?.text ?? "")
    }

    /// Reads the log back to the line that was looked at last and holds it against the book.
    func inspectAudit() async throws {
        let last = notebook.lastLine
        var lines: [AuditEntry] = []
        var before: Int?
        var looks: [String] = []
        repeat {
            let path = before.map { "\(BoxRoutes.audit)?before=\($0)" } ?? BoxRoutes.audit
            let page = try await browser.get(path).expecting(200).page
            looks.append(before.map { "audit/\($0)" } ?? "audit")
            let shown = try AuditEntry.of(page)
            lines += shown
            before = page.element(id: "older") == nil ? nil : shown.last?.number
        } while before.map { $0 > last } ?? false
        let (all, subjects) = (lines, looks)
        note { book in
            find(book.settle(lines: all))
            // Their own lines came after the newest that was shown.
            for subject in subjects { book.looked("audit.read", at: subject, by: user) }
        }
    }

    /// Reads what the box says is wrong with itself; of a box that lacks a disk, besides that.
    func inspectChecks(isWhole: Bool = true) async throws {
        let page = try await browser.get(BoxRoutes.alarms).expecting(200).page
        let bad = page.elements(with: "data-check").compactMap { element -> Harm? in
            guard let check = element["data-check"], element["data-state"] == "2", let code = element["data-code"],
                Self.damage.contains(where: { check.hasPrefix($0) }), isWhole || !check.hasPrefix("raid.members"),
                // Disks that come and go by the minute: said rightly, and for half an hour nothing else.
                code != "CHK-FLAPPING" || !check.hasPrefix("raid.")
            else { return nil }
            return .check(check, code)
        }
        find(bad)
    }

    /// Checks that must not be red after a power cut.
    private static let damage = ["raid.members", "raid.errors", "fs.ro", "svc.", "audit.chain", "kernel."]
}
