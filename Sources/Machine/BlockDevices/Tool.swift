import DatasafeCore
import Spawn

/// Runs one of the disk tools and turns a bad end into this room's error.
enum Tool {
    /// Output of a program that ended well.
    @discardableResult
    static func run(
        _ path: String, _ arguments: [String], input: Program.Input = .nothing, timeout: Duration = .seconds(60),
        accepting codes: Set<Int32> = [0]
    ) async throws(BlockDevicesError) -> Ended {
        let program = Program(path: path, arguments: arguments, input: input, timeout: timeout, outputLimit: 4 << 20)
        let ended: Ended
        do { ended = try await Spawn.run(program) } catch {
            throw BlockDevicesError(code: .program, what: program.name, cause: "\(error)")
        }
        guard let code = ended.exitCode, codes.contains(code) else {
            throw BlockDevicesError(code: .program, what: program.name, cause: ended.lastWords)
        }
        return ended
    }
}
