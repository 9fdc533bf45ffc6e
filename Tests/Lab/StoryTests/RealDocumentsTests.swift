import SystemPackage
import Testing

@testable import Story

@Suite("Real documents") struct RealDocumentsTests {
    @Test("200 of them, different, the same every time, of several kinds and sizes") func collects() throws {
        let first = try RealDocuments()
        let names = first.documents.map(\.name)
        #expect(first.documents.count == 200)
        #expect(Set(first.documents.map(\.sha256)).count == 200)
        #expect(Set(names).count == 200)
        #expect(Set(first.documents.compactMap { RealDocuments.kind(of: $0.name) }).count >= 3)
        #expect(first.documents.contains { $0.bytes < 4096 } && first.documents.contains { $0.bytes > 100_000 })
        #expect(first.bytes < 400 << 20)
        let some = try RealDocuments(count: 30, below: "/usr/share/doc").documents
        #expect(try RealDocuments(count: 30, below: "/usr/share/doc").documents == some)
        #expect(!names.contains { $0.contains("/") })
    }

    @Test(
        "Kinds",
        arguments: [
            ("a/b.PDF", "pdf"), ("x.jpeg", "picture"), ("copyright", "txt"), ("changelog.gz", "gz"), ("lib.so", nil),
            ("README", nil),
        ] as [(String, String?)])
    func kinds(file: String, kind: String?) {
        #expect(RealDocuments.kind(of: file) == kind)
    }

    @Test("Too few is said so") func tooFew() {
        #expect(throws: StoryError.self) { try RealDocuments(count: 5, below: "/nowhere") }
    }
}
