import DatasafeCore
import Testing

@Suite struct ScreenCodeTests {
    private struct Fixed: RandomNumberGenerator {
        var value: UInt64
        mutating func next() -> UInt64 {
            value &+= 0x9e37_79b9_7f4a_7c15
            return value
        }
    }

    private func code() -> ScreenCode {
        var random = Fixed(value: 42)
        return ScreenCode(using: &random)
    }

    @Test func `a code is six digits, and not always the same`() {
        var random = SystemRandomNumberGenerator()
        let codes = (0..<200).map { _ in ScreenCode(using: &random).digits }
        #expect(codes.allSatisfy { $0.count == 6 && $0.allSatisfy { ("0"..."9").contains($0) } })
        #expect(Set(codes).count > 190)
    }

    @Test(arguments: [
        ("012345", true), ("", false), ("12345", false), ("1234567", false), ("12 456", false), ("１２３４５６", false),
        ("12345a", false),
    ])
    func `the code of a fact is six digits`(digits: String, isCode: Bool) throws {
        var code = ScreenCode(digits: digits)
        #expect((code?.digits == digits) == isCode)
        if isCode { try code?.check(digits, at: .zero) }
    }

    @Test func `five wrong codes in a minute close the door, also for the right one`() throws {
        var code = code()
        let right = code.digits
        for second in 0..<5 {
            #expect(throws: ScreenCode.Miss.wrong) { try code.check("00000x", at: .seconds(second)) }
        }
        #expect(throws: ScreenCode.Miss.tooOften) { try code.check(right, at: .seconds(10)) }
        #expect(throws: ScreenCode.Miss.tooOften) { try code.check(right, at: .seconds(59)) }
        try code.check(right, at: .seconds(60))
    }

    @Test(arguments: ["", "1", "0000000", "12345 ", "🙂", "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}"])
    func `what is not the code is wrong`(typed: String) {
        var code = code()
        #expect(throws: ScreenCode.Miss.wrong) { try code.check(typed, at: .zero) }
        var prefix = self.code()
        #expect(throws: ScreenCode.Miss.wrong) { try prefix.check(prefix.digits + typed + "1", at: .zero) }
    }
}
