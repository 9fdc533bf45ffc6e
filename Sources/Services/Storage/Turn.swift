/// Lets one at a time through, in order of asking. An actor alone does not: it lets others in at each `await`, and two
/// unlocks at once is what must not happen.
actor Turn {
    private var taken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Runs `body` when everybody who asked before is done.
    func take<Result: Sendable>(_ body: @Sendable () async throws -> Result) async rethrows -> Result {
        if taken {
            await withCheckedContinuation { waiting.append($0) }
        }
        taken = true
        defer {
            if waiting.isEmpty { taken = false } else { waiting.removeFirst().resume() }
        }
        return try await body()
    }
}
