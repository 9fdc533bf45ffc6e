import Testing

@testable import Guest

@Suite("Waiting for what comes") struct WaitingTests {
    @Test("Not yet is not found, behind try? as well") func notYet() async throws {
        var looks = 0
        let found: Int? = try? await waiting(for: "three looks", limit: .seconds(5), every: .milliseconds(1)) {
            () -> Int? in
            looks += 1
            return looks < 3 ? nil : looks
        }
        #expect(found == 3)
        let start = ContinuousClock.now
        let never: Void? = try? await waiting(for: "nothing", limit: .milliseconds(80)) { () -> Void? in nil }
        #expect(never == nil && ContinuousClock.now - start >= .milliseconds(80))
    }

    @Test("A closure that does not say what it returns is refused before it can deceive") func refused() async {
        await #expect(processExitsWith: .failure) {
            _ = try? await waiting(for: "an optional", limit: .zero) { () -> Int?? in .some(nil) }
        }
    }
}
