import DatasafeCore
import Testing

@Suite struct SmartRereadTests {
    private static let now = Instant(seconds: 1_795_000_000)

    @Test(arguments: [(nil, true), (0, false), (59, false), (60, true), (3600, true), (-5, true)] as [(Int64?, Bool)])
    func `at once, and then once a minute`(secondsAgo: Int64?, isDue: Bool) {
        let last = secondsAgo.map { Self.now.adding(seconds: -$0) }
        #expect(SmartReread.isDue(last: last, now: Self.now) == isDue)
    }
}
