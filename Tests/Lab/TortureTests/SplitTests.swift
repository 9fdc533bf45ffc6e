import Testing

@testable import Torture

@Suite("How far a history has come") struct SplitTests {
    /// Both written in 1, then a alone in 2 and b alone in 3, which is what the box remembers.
    private var apart: Split {
        var split = Split(disks: ["a", "b"], book: Notebook())
        split.end(of: 1, newest: ["a", "b"], stale: [], book: book("1"))
        split.end(of: 2, newest: ["a"], stale: [], book: book("2"))
        split.end(of: 3, newest: ["b"], stale: [], book: book("3"))
        return split
    }

    private func book(_ folder: String) -> Notebook {
        var book = Notebook()
        book.made(folder: folder, "Seite \(folder)", by: "anna")
        return book
    }

    @Test("Each disk is held to what was answered for in its own stints") func books() {
        let split = apart
        #expect(split.sides.verdict(on: ["a", "b"]) == .apart([["a"], ["b"]]))
        #expect(split.books["a"]?.folders.keys.sorted() == ["2"] && split.books["b"]?.folders.keys.sorted() == ["3"])
        #expect(split.recorded == [1, 3])
    }

    @Test("A box that was asked asks again, unless it remembers the answer and has it before it") func answers() {
        var split = apart
        #expect(split.answer(among: [["a"], ["b"]]) == nil)
        split.choose(["b"])
        #expect(split.answer(among: [["a"], ["b"]]) == ["b"])
        // Chosen is a, but the newest it remembers was on b.
        split.choose(["a"])
        #expect(split.answer(among: [["a"], ["b"]]) == nil)
        split.recorded = []
        #expect(split.answer(among: [["a"], ["b"]]) == ["a"])
    }

    @Test("A disk that was brought up to date is no longer left aside") func rejoined() {
        var split = apart
        split.choose(["b"])
        #expect(split.aside == ["a"])
        split.end(of: 4, newest: ["b"], stale: ["a"], book: book("4"))
        #expect(split.aside.isEmpty && split.books["a"]?.folders.keys.sorted() == ["4"])
        #expect(split.sides.verdict(on: ["a", "b"]) == .opens(newest: ["a", "b"], stale: []))
    }
}
