import Testing

/// A file one can keep in mind.
enum Sizes {
    static let lines = 300

    static func complaint(path: String, text: String) -> String? {
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count - (text.hasSuffix("\n") ? 1 : 0)
        return count <= lines ? nil : "\(path): \(count) lines, at most \(lines)"
    }
}

@Suite struct SizeTests {
    @Test(arguments: [(0, true), (300, true), (301, false), (5_000, false)])
    func `lines are counted`(count: Int, isRight: Bool) {
        let text = String(repeating: "x\n", count: count)
        #expect((Sizes.complaint(path: "a", text: text) == nil) == isRight)
        guard count > 0 else { return }
        #expect((Sizes.complaint(path: "a", text: String(text.dropLast())) == nil) == isRight)
    }

    @Test func `every file can be kept in mind`() {
        expectNone(Repository.swift.compactMap { Sizes.complaint(path: $0.path, text: $0.text) })
    }
}
