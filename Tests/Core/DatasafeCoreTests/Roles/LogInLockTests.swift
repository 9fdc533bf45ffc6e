import DatasafeCore
import Testing

@Suite struct LogInLockTests {
    private func at(_ seconds: Int64) -> Instant { Instant(seconds: 1_000_000 + seconds) }

    @Test func `five wrong tries lock the user for fifteen minutes, from the fifth on`() {
        var lock = LogInLock()
        for second in 0..<5 {
            #expect(lock.begin(user: "anna", client: "c\(second)", now: at(Int64(second * 60))) == nil)
        }
        #expect(lock.begin(user: "anna", client: "other", now: at(241)) == at(240 + 900))
        #expect(lock.begin(user: "ANNA", client: "other", now: at(1139)) == at(1140))
        #expect(lock.begin(user: "anna", client: "other", now: at(1140)) == nil)
        // A lock that is over leaves nothing behind: four more tries are free.
        for second in 1141..<1145 {
            #expect(lock.begin(user: "anna", client: "x\(second)", now: at(Int64(second))) == nil)
        }
        #expect(lock.begin(user: "anna", client: "y", now: at(1146)) == at(1144 + 900))
    }

    @Test func `waiting does not make a lock longer, and tries while locked are not counted`() {
        var lock = LogInLock()
        for _ in 0..<5 { _ = lock.begin(user: "anna", client: "c", now: at(0)) }
        for second in 1..<900 { #expect(lock.begin(user: "anna", client: "c", now: at(Int64(second))) == at(900)) }
        #expect(lock.lockedUntil(user: "anna", client: "c", now: at(900)) == nil)
    }

    @Test func `one client that tries many names is locked, others are not`() {
        var lock = LogInLock()
        for number in 0..<5 { #expect(lock.begin(user: "user\(number)", client: "c", now: at(0)) == nil) }
        #expect(lock.begin(user: "anna", client: "c", now: at(1)) == at(900))
        #expect(lock.begin(user: "anna", client: "d", now: at(1)) == nil)
        #expect(lock.begin(user: "user1", client: "d", now: at(1)) == nil)
    }

    @Test func `old tries do not count`() {
        var lock = LogInLock()
        for second in stride(from: Int64(0), to: 9000, by: 300) {
            #expect(lock.begin(user: "anna", client: "c", now: at(second)) == nil, "at \(second)")
        }
    }

    @Test func `the right password clears the user and gives the client back that one try`() {
        var lock = LogInLock()
        for _ in 0..<4 { _ = lock.begin(user: "bert", client: "c", now: at(0)) }
        #expect(lock.begin(user: "anna", client: "c", now: at(1)) == nil)
        lock.succeeded(user: "anna", client: "c")
        #expect(lock.lockedUntil(user: "anna", client: "c", now: at(1)) == nil)
        // The four tries at Bert's still count for this client.
        #expect(lock.begin(user: "carl", client: "c", now: at(2)) == nil)
        #expect(lock.begin(user: "anna", client: "c", now: at(3)) == at(2 + 900))
        #expect(lock.begin(user: "anna", client: "d", now: at(3)) == nil)
    }

    @Test func `a new password ends the user's lock, not the client's`() {
        var lock = LogInLock()
        for _ in 0..<5 { _ = lock.begin(user: "anna", client: "c", now: at(0)) }
        lock.forget(user: "Anna")
        #expect(lock.lockedUntil(user: "anna", client: "d", now: at(1)) == nil)
        #expect(lock.lockedUntil(user: "anna", client: "c", now: at(1)) != nil)
    }

    @Test func `tries side by side cannot pass the limit`() {
        var lock = LogInLock()
        let begun = (0..<20).filter { _ in lock.begin(user: "anna", client: "c", now: at(0)) == nil }
        #expect(begun.count == 5)
    }

    @Test func `a clock that goes back by years locks nobody out`() {
        var lock = LogInLock()
        for _ in 0..<5 { _ = lock.begin(user: "anna", client: "c", now: at(400_000_000)) }
        #expect(lock.lockedUntil(user: "anna", client: "c", now: at(400_000_001)) != nil)
        #expect(lock.begin(user: "anna", client: "c", now: at(0)) == nil)
    }

    @Test func `memory is bounded`() {
        var lock = LogInLock()
        for number in 0..<3000 { _ = lock.begin(user: "user\(number)", client: "c\(number)", now: at(Int64(number))) }
        // The first names were forgotten, the last ones not: four more tries lock the last.
        for _ in 0..<4 { _ = lock.begin(user: "user2999", client: "d", now: at(3000)) }
        #expect(lock.lockedUntil(user: "user2999", client: "e", now: at(3001)) != nil)
    }
}
