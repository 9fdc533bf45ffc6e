import ArgumentParser
import UnixSignals

/// Runs `body` until it ends or a person presses Ctrl-C; then everything is ended in order.
func untilSignal<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask(operation: body)
        group.addTask {
            for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup) {
                throw ExitCode(130)
            }
            // The sequence ends only with the task itself.
            throw CancellationError()
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}
