import FoundationEssentials
import Testing

/// One text file of the repository.
struct SourceFile: Sendable, CustomTestStringConvertible {
    /// From the root of the repository.
    var path: String
    var text: String

    var testDescription: String { path }

    /// Parts of the path.
    var folders: [Substring] { path.split(separator: "/") }
}

/// The files of the repository as they lie here.
enum Repository {
    static let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()

    /// Folders that hold what we write; what the scripts make lies in others.
    private static let folders = [".ci", "Images", "Scripts", "Sources", "Tests", "docs", "rootfs"]

    /// Every path, folders and links too.
    static let paths: Set<String> = {
        var found = Set((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [])
        for folder in folders {
            for path in (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")) ?? [] {
                found.insert("\(folder)/\(path)")
            }
        }
        return found
    }()

    /// Every text file in UTF-8.
    static let files: [SourceFile] = paths.sorted().compactMap { path in
        guard folders.contains(where: { path.hasPrefix("\($0)/") }) || !path.hasPrefix("."),
            let bytes = FileManager.default.contents(atPath: "\(root)/\(path)"),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return SourceFile(path: path, text: text)
    }

    static let swift = files.filter { $0.path.hasSuffix(".swift") }

    /// The Swift files taken apart, once for all rules.
    static let parts: [(file: SourceFile, text: SwiftText)] = swift.map { ($0, SwiftText($0.text)) }

    /// Our own code, without the tests.
    static let sources = parts.filter { $0.file.path.hasPrefix("Sources/") }

    /// A file that must be there.
    static func text(_ path: String) throws -> String {
        try #require(files.first { $0.path == path }, "\(path) is missing").text
    }
}

/// Fails with all complaints at once.
func expectNone(_ complaints: [String]) {
    #expect(complaints == [])
}

@Suite struct RepositoryTests {
    @Test func `the rules see the tree`() throws {
        #expect(Repository.sources.count > 300)
        #expect(Repository.swift.contains { $0.path == "Package.swift" })
        #expect(try Repository.text("README.md").contains("Datasafe"))
        #expect(!Repository.paths.contains { $0.hasPrefix(".build") && $0.contains("/") })
    }
}
