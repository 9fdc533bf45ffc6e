import Glibc

/// What a piece of work took.
struct Effort: Sendable, Equatable {
    /// From its beginning to its end.
    var took: Duration = .zero
    /// Time of all processors, in the programs and in the kernel for them.
    var processor: Duration = .zero

    static func + (left: Effort, right: Effort) -> Effort {
        Effort(took: left.took + right.took, processor: left.processor + right.processor)
    }

    /// Work that this thread does.
    static func ofThread(_ body: () throws -> Void) rethrows -> Effort {
        let clock = ContinuousClock()
        let (start, before) = (clock.now, threadTime())
        try body()
        return Effort(took: clock.now - start, processor: threadTime() - before)
    }

    /// Work that others do: `processor` says how much they have used so far.
    static func ofOthers(
        isolation: isolated (any Actor)? = #isolation, _ processor: () async throws -> Duration,
        _ body: () async throws -> Void
    ) async throws -> Effort {
        let clock = ContinuousClock()
        let before = try await processor()
        let start = clock.now
        try await body()
        let took = clock.now - start
        return Effort(took: took, processor: try await processor() - before)
    }

    /// What all programs together used that this process started and that have ended. Source: getrusage(2).
    static func endedChildren() -> Duration {
        var use = rusage()
        getrusage(RUSAGE_CHILDREN.rawValue, &use)
        return [use.ru_utime, use.ru_stime].reduce(.zero) {
            $0 + .seconds($1.tv_sec) + .microseconds($1.tv_usec)
        }
    }

    private static func threadTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
