import FoundationEssentials
import Spawn
import Testing

/// A program of this package as it was built with these tests.
enum BuiltProgram {
    /// Runs `datasafe` with an environment that holds nothing but the language.
    static func datasafe(
        _ arguments: [String], language: String = "en_GB.UTF-8", folder: String = "/",
        input: Program.Input = .nothing
    ) async throws -> Ended {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = own.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/datasafe"
        try #require(FileManager.default.fileExists(atPath: path), "\(path) is missing: swift build --build-tests")
        var program = Program(
            path: path, arguments: arguments, environment: ["LANG": language], input: input, timeout: .seconds(60))
        program.folder = folder
        return try await Spawn.run(program)
    }
}

extension Ended {
    /// Lines of standard output.
    var lines: [String] { text.split(separator: "\n").map(String.init) }
    /// Standard error as text.
    var complaints: String { String(decoding: stderr, as: UTF8.self) }
}
