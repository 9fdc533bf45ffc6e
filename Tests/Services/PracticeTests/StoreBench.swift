import DatasafeCore
import FoundationEssentials
import Glibc
import Seal
import Staging
import Testing

@testable import Practice

/// How many documents a second the store acknowledges, beside what `cp` and `fsync` of the same bytes cost in the same
/// run. Not a test of right or wrong: runs where `DATASAFE_BENCH` is set, prints a table.
@Suite(.serialized, .enabled(if: getenv("DATASAFE_BENCH") != nil)) struct StoreBench {
    static let documents = 2000
    static let bytes = 20_000

    private func seconds(_ body: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        let taken = try await clock.measure { try await body() }
        return Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
    }

    private func content(_ number: Int) -> [UInt8] {
        withUnsafeBytes(of: number) { Array($0) } + [UInt8](repeating: UInt8(number & 255), count: Self.bytes - 8)
    }

    /// `cp` and `fsync`, one after the other and `lanes` at once.
    private func copies(lanes: Int, into folder: String) async throws -> Double {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let contents = (0..<Self.documents).map { content($0) }
        return try await seconds {
            await withTaskGroup(of: Void.self) { group in
                for lane in 0..<lanes {
                    group.addTask {
                        for number in stride(from: lane, to: Self.documents, by: lanes) {
                            let file = open("\(folder)/\(number)", O_WRONLY | O_CREAT, 0o600)
                            _ = contents[number].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
                            fsync(file)
                            close(file)
                        }
                    }
                }
            }
        }
    }

    private func uploads(lanes: Int) async throws -> Double {
        let practice = try TestPractice()
        let chef = try await practice.found()
        let staged = try (0..<Self.documents).map { try practice.stage(content($0)) }
        return try await seconds {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<lanes {
                    group.addTask {
                        for number in stride(from: lane, to: Self.documents, by: lanes) {
                            _ = try await practice.host.answer(
                                PracticeDeeds.FileDocument(
                                    session: chef, folder: nil, name: "d\(number)", staged: staged[number],
                                    bytes: Int64(Self.bytes)))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: [1, 8, 32])
    func `small documents`(lanes: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(Token.uuid())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let copied = Double(Self.documents) / (try await copies(lanes: min(lanes, 2), into: folder))
        let stored = Double(Self.documents) / (try await uploads(lanes: lanes))
        print("bench small lanes=\(lanes) cp+fsync=\(Int(copied))/s store=\(Int(stored))/s")
    }

    @Test func `one large document`() async throws {
        let practice = try TestPractice()
        let chef = try await practice.found()
        let piece = [UInt8](repeating: 7, count: 1 << 20)
        let writer = try practice.host.staging.make()
        let copy = try practice.host.staging.make()
        for _ in 0..<512 { try piece.withUnsafeBytes { try writer.write($0) } }
        writer.finish()
        let copied = try await seconds {
            for _ in 0..<512 { try piece.withUnsafeBytes { try copy.write($0) } }
            let file = open("\(practice.places.staging)/\(copy.name.text)", O_RDONLY)
            fsync(file)
            close(file)
        }
        let stored = try await seconds {
            _ = try await practice.host.answer(
                PracticeDeeds.FileDocument(
                    session: chef, folder: nil, name: "gross", staged: writer.name.text, bytes: writer.bytes))
        }
        print("bench large write+fsync=\(Int(512 / copied)) MB/s store=\(Int(512 / stored)) MB/s")
    }
}
