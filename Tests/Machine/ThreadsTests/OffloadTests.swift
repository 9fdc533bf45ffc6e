import Glibc
import Testing
import Threads

struct OffloadTests {
    @Test func `gives back what the body returns`() async throws {
        #expect(try await offload { 6 * 7 } == 42)
    }

    @Test func `throws what the body throws`() async {
        await #expect(throws: ThreadError(errno: 5)) { try await offload { throw ThreadError(errno: 5) } }
    }

    @Test(.timeLimit(.minutes(1))) func `two hundred blocked calls do not block each other`() async throws {
        // The cooperative pool has as many threads as cores; on it these would take 200 x 0.2 s / cores.
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 { group.addTask { _ = try await offload { usleep(200_000) } } }
            try await group.waitForAll()
        }
        #expect(ContinuousClock.now - start < .seconds(8))
    }
}

extension OffloadTests {
    private final class Held: Sendable {}

    @Test func `what a call held is let go of when it returns`() async throws {
        // The thread ends a little later than the call; without care it would be the last owner now and then.
        for _ in 0..<500 {
            var held: Held? = Held()
            weak let seen = held
            if let object = held { _ = try await offload { _ = Unmanaged.passUnretained(object).toOpaque() } }
            held = nil
            #expect(seen == nil)
        }
    }
}
