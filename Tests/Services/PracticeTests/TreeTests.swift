import DatasafeCore
import Testing

@testable import Practice

@Suite struct TreeTests {
    let practice: TestPractice
    let chef: String

    init() async throws {
        practice = try TestPractice()
        chef = try await practice.found()
    }

    @Test func `folders first, as a person looks for them`() async throws {
        for name in ["Zahn", "ärzte", "Befund 10", "Befund 2"] { _ = try await practice.folder(chef, name) }
        for name in ["b.txt", "Ä.txt", "a.txt"] { _ = try await practice.file(chef, name, Array(name.utf8)) }
        #expect(
            try await practice.list(chef)
                == ["ärzte/", "Befund 2/", "Befund 10/", "Zahn/", "a.txt", "Ä.txt", "b.txt"])
    }

    @Test func `pages go through folders and documents without a gap`() async throws {
        try await practice.host.ledger.commit { page in
            for number in 0..<250 {
                _ = try page.makeFolder(try #require(EntryName("Ordner \(number)")), in: nil, changed: page.now)
            }
        }
        for number in 0..<3 { _ = try await practice.file(chef, "d\(number)", [UInt8(number)]) }
        var names: [String] = []
        var offset: Int? = 0
        while let from = offset {
            let page = try await practice.host.answer(
                PracticeDeeds.ListFolder(session: chef, folder: nil, bin: false, offset: from))
            #expect(page.folders.count + page.documents.count <= 200)
            names += page.folders.map(\.name) + page.documents.map(\.name)
            offset = page.next
        }
        #expect(names == (0..<250).map { "Ordner \($0)" } + ["d0", "d1", "d2"])
        for offset in [-1, Int.max] {
            let deed = PracticeDeeds.ListFolder(session: chef, folder: nil, bin: false, offset: offset)
            #expect(await code { try await practice.host.answer(deed) } == "DOC-REQUEST")
        }
    }

    @Test func `rename and move`() async throws {
        let a = try await practice.folder(chef, "A")
        let b = try await practice.folder(chef, "B", in: a)
        let document = try await practice.file(chef, "d.txt", [1], in: b)
        try await practice.change(chef, "folder", b, "rename", name: " C ")
        try await practice.change(chef, "document", document.id, "rename", name: "e.txt")
        #expect(try await practice.list(chef, a) == ["C/"])
        try await practice.change(chef, "document", document.id, "move", parent: a)
        #expect(try await practice.list(chef, a) == ["C/", "e.txt"])
        try await practice.change(chef, "folder", b, "move", parent: nil)
        #expect(try await practice.list(chef) == ["A/", "C/"])
        let page = try await practice.host.answer(
            PracticeDeeds.ListFolder(session: chef, folder: b, bin: false, offset: 0))
        #expect(page.path.map(\.name) == ["C"])
    }

    @Test func `what cannot be is refused`() async throws {
        let a = try await practice.folder(chef, "A")
        let b = try await practice.folder(chef, "B", in: a)
        let one = try await practice.file(chef, "eins", [1])
        _ = try await practice.file(chef, "zwei", [2])
        _ = try await practice.file(chef, "eins", [3], in: a)
        let table: [(String, Int, String, String?, Int?, String)] = [
            ("folder", a, "move", nil, a, "DOC-CYCLE"), ("folder", a, "move", nil, b, "DOC-CYCLE"),
            ("folder", a, "move", nil, 99, "DOC-FOLDER-GONE"), ("folder", 99, "move", nil, nil, "DOC-GONE"),
            ("document", one.id, "rename", "zwei", nil, "DOC-TAKEN"), ("document", one.id, "move", nil, a, "DOC-TAKEN"),
            ("document", one.id, "rename", "a/b", nil, "DOC-NAME"),
            ("document", one.id, "rename", nil, nil, "DOC-NAME"),
            ("document", one.id, "explode", nil, nil, "DOC-REQUEST"), ("user", 1, "bin", nil, nil, "DOC-REQUEST"),
            ("document", one.id, "unbin", nil, nil, "DOC-NOT-IN-BIN"),
            ("document", one.id, "erase", nil, nil, "DOC-NOT-IN-BIN"),
            ("folder", a, "erase", nil, nil, "DOC-NOT-IN-BIN"),
            ("document", one.id, "rename", "eins", nil, "-"), ("folder", b, "move", nil, a, "-"),
        ]
        for (kind, id, change, name, parent, refused) in table {
            let got = await code { try await practice.change(chef, kind, id, change, name: name, parent: parent) }
            #expect(got == refused, "\(kind) \(id) \(change)")
        }
        #expect(await code { try await practice.folder(chef, "A") } == "DOC-TAKEN")
        #expect(await code { try await practice.folder(chef, "..") } == "DOC-NAME")
        #expect(await code { try await practice.folder(chef, "X", in: 99) } == "DOC-FOLDER-GONE")
        #expect(await code { try await practice.list(chef, 99) } == "DOC-GONE")
        #expect(await practice.auditFault() == nil)
    }

    @Test func `thirty-two folders inside each other and no more`() async throws {
        var parent: Int?
        var all: [Int] = []
        for number in 0..<32 {
            parent = try await practice.folder(chef, "\(number)", in: parent)
            all.append(try #require(parent))
        }
        #expect(await code { try await practice.folder(chef, "zu tief", in: parent) } == "DOC-DEPTH")
        let two = try await practice.folder(chef, "x")
        _ = try await practice.folder(chef, "y", in: two)
        #expect(await code { try await practice.change(chef, "folder", two, "move", parent: all[30]) } == "DOC-DEPTH")
        #expect(await code { try await practice.change(chef, "folder", two, "move", parent: all[29]) } == "-")
    }

    @Test func `a folder in the bin takes everything below it along`() async throws {
        let a = try await practice.folder(chef, "A")
        let b = try await practice.folder(chef, "B", in: a)
        let document = try await practice.file(chef, "d.txt", [1], in: b)
        try await practice.change(chef, "folder", a, "bin")
        #expect(try await practice.list(chef) == [])
        #expect(try await practice.list(chef, bin: true) == ["A/"])
        #expect(try await practice.list(chef, a, bin: true) == ["B/"])
        #expect(try await practice.list(chef, b, bin: true) == ["d.txt"])
        #expect(await code { try await practice.list(chef, b) } == "DOC-GONE")
        #expect(await code { try await practice.file(chef, "neu", [1], in: b) } == "DOC-FOLDER-GONE")
        for (kind, id) in [("folder", b), ("document", document.id)] {
            #expect(await code { try await practice.change(chef, kind, id, "rename", name: "x") } == "DOC-IN-BIN")
            #expect(await code { try await practice.change(chef, kind, id, "move", parent: nil) } == "DOC-IN-BIN")
            #expect(await code { try await practice.change(chef, kind, id, "bin") } == "DOC-IN-BIN")
            #expect(await code { try await practice.change(chef, kind, id, "unbin") } == "DOC-NOT-IN-BIN")
        }
        let found = try await practice.host.answer(PracticeDeeds.Search(session: chef, words: "d"))
        #expect(found.documents.isEmpty && found.folders.isEmpty)
        try await practice.change(chef, "folder", a, "unbin")
        #expect(try await practice.list(chef, b) == ["d.txt"])
        #expect(try await practice.list(chef, bin: true) == [])
    }

    @Test func `what was thrown away twice comes back twice`() async throws {
        let a = try await practice.folder(chef, "A")
        let b = try await practice.folder(chef, "B", in: a)
        try await practice.change(chef, "folder", b, "bin")
        try await practice.change(chef, "folder", a, "bin")
        #expect(Set(try await practice.list(chef, bin: true)) == ["A/", "B/"])
        #expect(await code { try await practice.change(chef, "folder", b, "unbin") } == "DOC-FOLDER-GONE")
        try await practice.change(chef, "folder", a, "unbin")
        #expect(try await practice.list(chef, a) == [])
        try await practice.change(chef, "folder", b, "unbin")
        #expect(try await practice.list(chef, a) == ["B/"])
    }

    @Test func `a place taken meanwhile is said, and a new name helps`() async throws {
        let old = try await practice.file(chef, "d.txt", [1])
        try await practice.change(chef, "document", old.id, "bin")
        _ = try await practice.file(chef, "d.txt", [2])
        #expect(await code { try await practice.change(chef, "document", old.id, "unbin") } == "DOC-TAKEN")
        try await practice.change(chef, "document", old.id, "rename", name: "d alt.txt")
        try await practice.change(chef, "document", old.id, "unbin")
        #expect(try await practice.list(chef) == ["d alt.txt", "d.txt"])
        #expect(try await practice.read(chef, old.id) == [1])
    }

    @Test func `erasing removes what nobody else needs, and only that`() async throws {
        let a = try await practice.folder(chef, "A")
        let b = try await practice.folder(chef, "B", in: a)
        let shared = try await practice.file(chef, "da.txt", [1])
        _ = try await practice.file(chef, "auch.txt", [1], in: b)
        let own = try await practice.file(chef, "nur hier.txt", [2], in: b)
        _ = try await practice.file(chef, "nur hier.txt", [3], in: b)
        try await practice.change(chef, "document", own.id, "bin")
        try await practice.change(chef, "folder", a, "bin")
        #expect(practice.blobs.count == 3)
        try await practice.change(chef, "folder", a, "erase")
        #expect(practice.blobs == [shared.sha256])
        #expect(try await practice.list(chef, bin: true) == [])
        #expect(try await practice.list(chef) == ["da.txt"])
        #expect(await code { try await practice.read(chef, own.id) } == "DOC-GONE")
        let found = try await practice.host.answer(PracticeDeeds.Search(session: chef, words: "hier"))
        #expect(found.documents.isEmpty)
        // The log keeps the ids and forgets the names.
        let lines = try await practice.audit(chef, "document:\(own.id)")
        #expect(lines.count == 4 && lines.allSatisfy { $0.name.isEmpty })
        // Ids are never used again.
        #expect(try await practice.file(chef, "neu", [9]).id > own.id)
        let counts = try await practice.host.counts()
        #expect(counts.documents == 2 && counts.bytes == 2)
    }

    @Test func `a content that an upload holds is not removed under it`() async throws {
        let row = try await practice.file(chef, "d.txt", [7])
        let address = try #require(ContentAddress(row.sha256))
        try await practice.change(chef, "document", row.id, "bin")
        practice.host.held.hold(address)
        try await practice.change(chef, "document", row.id, "erase")
        #expect(practice.blobs == [row.sha256])
        practice.host.held.release(address)
        await practice.host.removeDoomed()
        #expect(practice.blobs == [])
    }

    @Test func `uploads and erasures of one content side by side lose nothing`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<16 {
                group.addTask {
                    for round in 0..<10 {
                        let row = try await practice.file(chef, "d\(number)-\(round)", [42])
                        #expect(try await practice.read(chef, row.id) == [42])
                        try await practice.change(chef, "document", row.id, "bin")
                        try await practice.change(chef, "document", row.id, "erase")
                    }
                    _ = try await practice.file(chef, "bleibt \(number)", [42])
                }
            }
            try await group.waitForAll()
        }
        #expect(practice.blobs.count == 1)
        #expect(try await practice.list(chef).count == 16)
    }
}
