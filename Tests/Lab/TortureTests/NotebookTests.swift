import Testing

@testable import Torture

@Suite("What the box has answered for, against what it shows") struct NotebookTests {
    private func book() -> Notebook {
        var book = Notebook()
        book.made(folder: "3", "Schnitt 1", by: "anna")
        for (name, id) in [("a", "1"), ("b", "2")] {
            book.asks(name, .init(folder: "3", paper: 1, sha256: "s\(name)"))
            book.stored(name, id: id, version: 1, by: "anna")
        }
        book.asks("c", .init(folder: "3", paper: 9, sha256: "sc"))
        // A new version of b that nobody answered for.
        book.asks("b", .init(folder: "3", paper: 10, sha256: "sb2"))
        return book
    }

    private func rows(_ rows: (String, String, String)...) -> [Notebook.Row] {
        rows.map { Notebook.Row(id: $0.0, name: $0.1, sha256: $0.2) }
    }

    @Test(
        "A folder is judged",
        arguments: [
            ([("1", "a", "sa"), ("2", "b", "sb")], []),
            ([("1", "a", "sa"), ("2", "b", "sb2"), ("3", "c", "sc")], []),
            ([("2", "b", "sb")], [Harm.documentLost("a")]),
            ([("1", "a", "s0"), ("2", "b", "sb")], [.documentLost("a")]),
            ([("7", "a", "sa"), ("2", "b", "sb")], [.documentLost("a")]),
            ([("1", "a", "sa"), ("2", "b", "sb3")], [.documentLost("b")]),
            ([("1", "a", "sa"), ("2", "b", "sb"), ("3", "c", "s1")], [.torn("c")]),
            ([("1", "a", "sa"), ("2", "b", "sb"), ("4", "d", "sd")], [.strange("d")]),
            ([("1", "a", "sa"), ("1", "a", "sa"), ("2", "b", "sb")], [.strange("a name twice in folder 3")]),
        ] as [([(String, String, String)], [Harm])])
    func folder(shown: [(String, String, String)], harm: [Harm]) {
        var book = book()
        let rows = shown.map { Notebook.Row(id: $0.0, name: $0.1, sha256: $0.2) }
        #expect(book.settle(folder: "3", rows: rows) == harm)
        #expect(book.asked.isEmpty && book.touched.isEmpty)
    }

    @Test("What was open and is there counts as stored from then on") func adopted() {
        var book = book()
        _ = book.settle(folder: "3", rows: rows(("1", "a", "sa"), ("2", "b", "sb2"), ("3", "c", "sc")))
        #expect(book.documents["b"]?.paper == 10 && book.documents["c"]?.id == "3")
        #expect(book.tally.documents == 2)
        // And is missed from then on.
        #expect(book.settle(folder: "3", rows: rows(("1", "a", "sa"), ("2", "b", "sb2"))) == [.documentLost("c")])
    }

    @Test("Folders are missed by id and name") func folders() {
        var book = book()
        #expect(book.settle(folders: rows(("3", "Schnitt 1", ""), ("9", "x", ""))).isEmpty)
        #expect(book.settle(folders: rows(("3", "x", ""))) == [.folderLost("Schnitt 1")])
    }

    private func line(_ number: Int, _ action: String, _ subject: String) -> AuditEntry {
        AuditEntry(number: number, key: AuditKey(user: "anna", action: action, subject: subject))
    }

    @Test("Every acknowledged line must be there, once for each answer, without a hole") func audit() {
        let made = line(1, "folder.make", "folder:3")
        let first = line(2, "document.file", "document:1/1")
        let second = line(3, "document.file", "document:2/1")
        let open = line(4, "document.open", "document:1/1")
        for (lines, harm) in [
            ([second, first, made], []),
            ([open, second, first, made], []),
            ([line(2, "document.file", "document:2/1"), made], [Harm.lineLost(first.key)]),
            ([line(4, "document.file", "document:2/1"), first, made], [.gap(after: 2)]),
            ([], [.lineLost(first.key), .lineLost(second.key), .lineLost(made.key)]),
        ] as [([AuditEntry], [Harm])] {
            var book = book()
            #expect(book.settle(lines: lines) == harm)
            #expect(book.owed.isEmpty)
        }
        var book = book()
        book.looked("document.open", at: "document:1/1", by: "anna")
        book.looked("document.open", at: "document:1/1", by: "anna")
        #expect(book.settle(lines: [open, second, first, made]) == [.lineLost(open.key)])
        #expect(book.lastLine == 4)
        #expect(book.settle(lines: [second, first, made]) == [.gap(after: 3)])
    }

    @Test("Commits are what was answered, and nothing else") func tally() {
        var book = book()
        book.looked("audit.read", at: "audit", by: "anna")
        book.refused()
        #expect(book.tally == .init(documents: 2, folders: 1, looks: 1, refusals: 1) && book.tally.commits == 4)
        book.stored("never asked", id: "9", version: 1, by: "anna")
        #expect(book.tally.documents == 2)
    }
}
