import Guest
import Testing

@testable import Nights

@Suite("A night held against the book") struct NightBookTests {
    private func at(_ evening: Int, _ second: Int64) -> Moment { Moment(evening: evening, second: second) }

    private var book: NightBook {
        var book = NightBook()
        book.asks("a", sha256: "1", at: at(0, 10))
        book.answered("a", at: at(0, 11))
        book.asks("b", sha256: "2", at: at(0, 12))
        book.answered("b", at: at(0, 13))
        book.asks("a", sha256: "3", at: at(2, 10))
        book.answered("a", at: at(2, 11))
        // The power went before the answer came.
        book.asks("c", sha256: "4", at: at(2, 12))
        return book
    }

    @Test("What was stored by then, and nothing else") func right() {
        #expect(book.answered == 3)
        #expect(book.harm(in: ["a": "1", "b": "2"], at: at(0, 200)).isEmpty)
        #expect(book.harm(in: ["a": "1", "b": "2"], at: at(1, 0)).isEmpty)
        #expect(book.harm(in: ["a": "3", "b": "2"], at: at(2, 200)).isEmpty)
        #expect(book.harm(in: ["a": "3", "b": "2", "c": "4"], at: at(2, 200)).isEmpty)
    }

    @Test("Missing, older, newer, strange, torn") func wrong() {
        #expect(book.harm(in: ["a": "1"], at: at(1, 0)) == [.missing("b")])
        #expect(book.harm(in: ["a": "1", "b": "2"], at: at(2, 200)) == [.other("a")])
        #expect(book.harm(in: ["a": "3", "b": "2"], at: at(1, 0)) == [.other("a")])
        #expect(book.harm(in: ["a": "1", "b": "2", "c": "4"], at: at(1, 0)) == [.strange("c")])
        #expect(book.harm(in: ["a": "1", "b": "2", "d": "9"], at: at(1, 0)) == [.strange("d")])
        #expect(book.harm(in: ["a": "3", "b": "2", "c": "5"], at: at(3, 0)) == [.other("c")])
        #expect(book.harm(in: [:], at: at(1, 0)) == [.missing("a"), .missing("b")])
    }

    @Test("What a box no longer has is what was replaced after the night") func replaced() {
        #expect(book.isReplaced("a", since: at(0, 200)) && book.isReplaced("a", since: at(1, 0)))
        #expect(!book.isReplaced("b", since: at(0, 200)) && !book.isReplaced("b", since: at(2, 200)))
        #expect(!book.isReplaced("a", since: at(2, 200)) && !book.isReplaced("nothing", since: at(0, 0)))
    }

    @Test("Close to the snapshot both are right") func close() {
        let moment = at(2, 11)
        #expect(book.harm(in: ["a": "1", "b": "2"], at: moment).isEmpty)
        #expect(book.harm(in: ["a": "3", "b": "2"], at: moment).isEmpty)
        #expect(book.harm(in: ["b": "2"], at: moment) == [.missing("a")])
    }
}

@Suite("What the state page says of a night") struct NightSightTests {
    private func sight(_ backup: String) throws -> NightSight {
        NightSight(try JSON(Array("{\"backup\":\(backup)}".utf8)))
    }

    @Test("Complete only if it is newer than what is waited for, and not while it runs") func outcome() throws {
        let done = #"{"disks":[{"number":2,"state":"done","lastSuccess":"2026-11-23T20:01:00Z"}],"catchUp":false}"#
        let due: Int64 = 1_795_464_000
        #expect(try sight(done).outcome(of: 2, since: due) == .complete)
        #expect(try sight(done).outcome(of: 2, since: due + 61) == nil)
        #expect(try sight(done).outcome(of: 1, since: due) == nil)
        // The clock was put back: what it has is the night of another evening.
        #expect(try sight(done).outcome(of: 2, since: due - EveningClock.day) == nil)
        #expect(try sight(done).disks[2]?.hasNight(since: due - EveningClock.day) == false)
        let running = #"""
            {"disks":[{"number":2,"state":"verifying","lastSuccess":"2026-11-23T20:01:00Z"}],"catchUp":true,
            "runningDisk":2,"running":{"step":"verify"}}
            """#
        #expect(try sight(running).outcome(of: 2, since: due) == nil)
        #expect(try sight(running).isAt(.backup, of: 2) && sight(running).isAt(.verify, of: 2))
        #expect(try !sight(running).isAt(.forget, of: 2) && !sight(running).isAt(.backup, of: 1))
        #expect(try sight(running).isOwed)
        let full = #"{"disks":[{"number":2,"state":"disturbed","code":"BAK-FULL"}]}"#
        #expect(try sight(full).outcome(of: 2, since: due) == .refused("BAK-FULL"))
        // Plugged in, it may still say what came of another evening.
        #expect(try sight(full).disks[2]?.isAsItWas == true && sight(done).disks[2]?.isAsItWas == false)
        #expect(try sight("null").outcome(of: 2, since: due) == nil)
    }

    @Test("A run that claims nothing, or claims what does not come back, is not good") func goodness() {
        var good = NightsCount()
        (good.evenings, good.claimed, good.restored, good.isAborted) = (30, 20, 60, false)
        #expect(good.isGood)
        for change in [
            { $0.untrue = 1 }, { $0.stuck = 1 }, { $0.late = 1 }, { $0.faults = ["x"] }, { $0.isAborted = true },
            { $0.claimed = 0 }, { $0.restored = 19 }, { $0.partial = 41 },
        ] as [(inout NightsCount) -> Void] {
            var count = good
            change(&count)
            #expect(!count.isGood)
        }
        #expect(good.line.hasPrefix("RESULT seed=0 evenings=30 ") && good.line.hasSuffix(" aborted=no good=yes"))
    }
}
