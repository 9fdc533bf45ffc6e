import FoundationEssentials
import Staging
import Testing

@Suite struct StagingFolderTests {
    private static let name = "0123456789abcdef0123456789abcdef"

    private struct Broken: Error {}

    private func folder() throws -> StagingFolder {
        let path = FileManager.default.temporaryDirectory.path + "/staging-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return StagingFolder(path: path)
    }

    private func stream(_ chunks: [[UInt8]], failing: Bool = false) -> AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream { continuation in
            for chunk in chunks { continuation.yield(chunk) }
            continuation.finish(throwing: failing ? Broken() : nil)
        }
    }

    @Test(arguments: [[], [0], [1, 2, 3], [1 << 20, 5, (1 << 20) - 1, 3 << 20]] as [[Int]])
    func `what is staged is what was sent`(sizes: [Int]) async throws {
        let folder = try folder()
        let chunks = sizes.enumerated().map { index, size in [UInt8](repeating: UInt8(index + 1), count: size) }
        let bytes = try await folder.receive(Self.name, chunks: stream(chunks), limit: 1 << 30)
        #expect(bytes == Int64(sizes.reduce(0, +)))
        #expect(FileManager.default.contents(atPath: "\(folder.path)/\(Self.name)") == Data(chunks.flatMap { $0 }))
        folder.remove(Self.name)
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/\(Self.name)"))
    }

    @Test func `more than announced is refused and leaves nothing`() async throws {
        let folder = try folder()
        await #expect(throws: StagingError(code: .tooLong)) {
            try await folder.receive(Self.name, chunks: stream([[1, 2], [3]]), limit: 2)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `a broken transfer leaves nothing`() async throws {
        let folder = try folder()
        await #expect(throws: Broken.self) {
            try await folder.receive(Self.name, chunks: stream([[1, 2]], failing: true), limit: 10)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(arguments: ["", "../escape", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcde/"])
    func `a name that is no staged name is refused`(name: String) async throws {
        let folder = try folder()
        await #expect(throws: StagingError(code: .name)) {
            try await folder.receive(name, chunks: stream([[1]]), limit: 10)
        }
        folder.remove(name)
    }

    @Test func `a name is used once`() async throws {
        let folder = try folder()
        _ = try await folder.receive(Self.name, chunks: stream([[1]]), limit: 10)
        await #expect(throws: StagingError.self) {
            try await folder.receive(Self.name, chunks: stream([[2]]), limit: 10)
        }
        #expect(FileManager.default.contents(atPath: "\(folder.path)/\(Self.name)") == Data([1]))
    }
}
