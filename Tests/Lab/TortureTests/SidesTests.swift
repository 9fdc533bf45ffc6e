import Testing

@testable import Torture

@Suite("Disks that were in the box together and apart") struct SidesTests {
    @Test("The older one is brought up to date, never the other way round") func stale() {
        var sides = Sides(["a", "b"])
        #expect(sides.verdict(on: ["b", "a"]) == .opens(newest: ["a", "b"], stale: []))
        sides.write(1, newest: ["a", "b"])
        sides.write(2, newest: ["b"])
        #expect(sides.verdict(on: ["a", "b"]) == .opens(newest: ["b"], stale: ["a"]))
        #expect(sides.verdict(on: ["a"]) == .opens(newest: ["a"], stale: []))
        sides.write(3, newest: ["b"], stale: ["a"])
        #expect(sides.verdict(on: ["a", "b"]) == .opens(newest: ["a", "b"], stale: []))
        #expect(sides.history(of: "a") == [1, 2, 3])
    }

    @Test("Written apart stays apart") func apart() {
        var sides = Sides(["a", "b", "c"])
        sides.write(1, newest: ["a", "c"])
        sides.write(2, newest: ["b"])
        #expect(sides.verdict(on: ["a", "b", "c"]) == .apart([["a", "c"], ["b"]]))
        #expect(sides.verdict(on: ["a", "c"]) == .opens(newest: ["a", "c"], stale: []))
        sides.write(3, newest: ["a"])
        #expect(sides.verdict(on: ["a", "b", "c"]) == .apart([["a"], ["b"], ["c"]]))
        #expect(sides.verdict(on: ["a", "c"]) == .opens(newest: ["a"], stale: ["c"]))
        #expect(sides.verdict(on: ["b", "c"]) == .apart([["b"], ["c"]]))
    }

    @Test(
        "What the box remembers and nobody brings is missing",
        arguments: [([], "a", false), ([1], "a", false), ([1, 2], "a", true), ([2], "a", true), ([2], "b", false)])
    func lacking(recorded: [Int], disk: String, isLacking: Bool) {
        var sides = Sides(["a", "b"])
        sides.write(1, newest: ["a"])
        sides.write(2, newest: ["b"])
        #expect(sides.lacksNewest([disk], recorded: recorded) == isLacking)
    }
}
