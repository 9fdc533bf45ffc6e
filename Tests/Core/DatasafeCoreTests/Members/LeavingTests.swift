import DatasafeCore
import Testing

/// How far a box is that is retired.
@Suite struct LeavingTests {
    private func fact(
        erased: Int, keysGone: Bool = true, deed: DeedProgress? = nil, hasEnded: Bool = false, step: DeedProgress? = nil
    ) -> StorageFact {
        var fact = StorageFact()
        fact.state = .failed
        fact.reason = Refusal(ChangeRefusal.retired)
        fact.retirement = RetirementFact(disks: 2)
        fact.retirement?.areKeysGone = keysGone
        fact.retirement?.erased = erased
        fact.step = step
        if deed != nil || hasEnded {
            var entry = DeedFact(deed: "d", name: "RetireBox", started: Instant(seconds: 0))
            entry.progress = deed
            if hasEnded { entry.refusal = Refusal(ChangeRefusal.notErased) }
            fact.deeds = [entry]
        }
        return fact
    }

    private static let erase = DeedProgress(step: "erase", done: 1, of: 2)

    @Test func `it goes on by a deed, or after a cut without one`() {
        #expect(fact(erased: 0, deed: Self.erase).leaving == .erasing(Self.erase))
        #expect(fact(erased: 1, step: Self.erase).leaving == .erasing(Self.erase))
    }

    @Test func `it waits when a disk is left over`() {
        #expect(fact(erased: 1).leaving == .waiting)
        #expect(fact(erased: 1, deed: nil, hasEnded: true).leaving == .waiting)
        // No disk was here: done only once the keys are gone.
        var none = fact(erased: 0, keysGone: false)
        none.retirement?.disks = 0
        #expect(none.leaving == .waiting)
        none.retirement?.areKeysGone = true
        #expect(none.leaving == .done)
    }

    @Test func `it is done when each disk is, whatever an old deed says`() {
        #expect(fact(erased: 2).leaving == .done)
        #expect(fact(erased: 2, deed: Self.erase).leaving == .done)
    }

    @Test(arguments: [StorageState.open, .locked, .unsetUp])
    func `a box that stays does not leave`(state: StorageState) {
        var other = fact(erased: 2)
        other.state = state
        #expect(other.leaving == nil)
        var failed = fact(erased: 2)
        failed.reason = Refusal(code: "MEM-SPLIT")
        #expect(failed.leaving == nil)
    }
}
