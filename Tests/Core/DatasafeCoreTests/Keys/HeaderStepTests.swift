import DatasafeCore
import Testing

/// A header as the steps change it.
private struct MadeUpHeader {
    var keys: HeaderKeys
    var remembered: Set<KeyID> = []

    mutating func take(_ step: HeaderStep) {
        switch step {
        case .note(let revoked): keys.revoked = revoked
        case .destroy(let keyslot): keys.keyslots.remove(keyslot)
        case .forget(let token): keys.tokens[token] = nil
        }
    }

    mutating func settle() -> [HeaderStep] {
        var steps: [HeaderStep] = []
        while steps.count < 20, let step = HeaderStep.next(keys, revoked: remembered) {
            steps.append(step)
            take(step)
        }
        return steps
    }
}

@Suite struct HeaderStepTests {
    private static let box = BoxID(raw: Bytes16(high: 1, low: 1))

    private func id(_ number: UInt8) -> KeyID { KeyID(raw: Bytes16(high: 5, low: UInt64(number))) }

    private func key(_ number: UInt8, _ slots: [Int], role: KeyRole = .unlock) -> EnrolledKey {
        EnrolledKey(keyID: id(number), boxID: Self.box, role: role, number: number, keyslots: slots)
    }

    private func header(_ slots: Set<Int>, _ tokens: [Int: EnrolledKey], revoked: [KeyID] = []) -> MadeUpHeader {
        MadeUpHeader(keys: HeaderKeys(keyslots: slots, tokens: tokens, revoked: revoked))
    }

    @Test func `a header that is as it should be has nothing to do`() {
        var whole = header([0, 1], [0: key(1, [0]), 1: key(2, [1]), 2: key(9, [], role: .backup)])
        #expect(whole.settle().isEmpty && !whole.keys.isHalfChanged)
        // A key revoked long ago, of which nothing is left.
        whole.remembered = [id(7)]
        #expect(whole.settle().isEmpty)
    }

    @Test func `a revoked key loses its keyslot, and the list knows it first`() {
        var revoked = header([0, 1], [0: key(1, [0]), 1: key(2, [1])])
        revoked.remembered = [id(1)]
        #expect(revoked.settle() == [.note(revoked: [id(1)]), .destroy(keyslot: 0), .forget(token: 0)])
        #expect(revoked.keys == HeaderKeys(keyslots: [1], tokens: [1: key(2, [1])], revoked: [id(1)]))
    }

    @Test func `after a cut between any two steps the rest is done, with either list lost`() {
        let tokens = [0: key(1, [0]), 1: key(2, [1])]
        var whole = header([0, 1], tokens)
        whole.remembered = [id(1)]
        let steps = whole.settle()
        for cut in 0...steps.count {
            for forgotten in [false, true] where !(forgotten && cut == 0) {
                var part = header([0, 1], tokens)
                for step in steps.prefix(cut) { part.take(step) }
                if !forgotten { part.remembered = [id(1)] }
                _ = part.settle()
                #expect(part.keys == whole.keys, "cut at \(cut), state volume lost: \(forgotten)")
            }
        }
    }

    @Test func `a keyslot without a key and a key without its keyslot go`() {
        var added = header([0, 1, 2], [0: key(1, [0]), 1: key(2, [1])])
        #expect(added.keys.isHalfChanged)
        #expect(added.settle() == [.destroy(keyslot: 2)])
        var dead = header([0], [0: key(1, [0]), 1: key(2, [1])])
        #expect(dead.keys.isHalfChanged)
        #expect(dead.settle() == [.forget(token: 1)])
    }

    @Test func `the last keyslot is never destroyed`() {
        var alone = header([0], [0: key(1, [0])])
        alone.remembered = [id(1)]
        #expect(alone.settle().isEmpty)
        var nameless = header([0, 1], [:])
        #expect(nameless.settle().isEmpty)
        var all = header([0, 1], [0: key(1, [0]), 1: key(2, [1])], revoked: [id(1), id(2)])
        #expect(all.settle().isEmpty)
    }

    @Test func `numbers count up and never come back`() {
        #expect(KeyChangeRule.nextNumber(enrolled: [key(1, [0]), key(2, [1])], lastGiven: 0) == 3)
        #expect(KeyChangeRule.nextNumber(enrolled: [key(1, [0])], lastGiven: 5) == 6)
        #expect(KeyChangeRule.nextNumber(enrolled: [key(9, [], role: .backup)], lastGiven: 2) == 3)
        #expect(KeyChangeRule.nextNumber(enrolled: [key(255, [0])], lastGiven: 0) == nil)
    }

    @Test func `a key is revoked in the presence of another one only`() throws {
        let two = [key(1, [0]), key(2, [1]), key(3, [], role: .backup)]
        func code(_ number: UInt8, _ enrolled: [EnrolledKey], _ present: KeyID?) -> String? {
            do throws(Refusal) { _ = try KeyChangeRule.mayRevoke(number, enrolled: enrolled, present: present) } catch {
                return error.code
            }
            return nil
        }
        #expect(code(1, two, id(2)) == nil)
        #expect(code(1, two, id(1)) == "KEY-CHANGE-OTHER" && code(1, two, nil) == "KEY-CHANGE-OTHER")
        #expect(code(1, two, id(3)) == "KEY-CHANGE-OTHER" && code(1, two, id(8)) == "KEY-CHANGE-OTHER")
        #expect(code(3, two, id(2)) == "KEY-CHANGE-NONE" && code(7, two, id(2)) == "KEY-CHANGE-NONE")
        #expect(code(1, [key(1, [0])], id(1)) == "KEY-CHANGE-LAST")
    }
}
