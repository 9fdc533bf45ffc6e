import DatasafeCore
import Testing

@Suite struct Bytes16Tests {
    @Test func `hexadecimal digits and bytes agree`() {
        let raw = Bytes16(hex: "00112233445566778899AABBCCDDEEFF")
        #expect(raw?.high == 0x0011_2233_4455_6677 && raw?.low == 0x8899_aabb_ccdd_eeff)
        #expect(raw?.hex == "00112233445566778899aabbccddeeff")
        #expect(
            raw?.bytes == [0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff])
        #expect(raw.map { Bytes16($0.bytes) } == raw)
    }

    @Test(arguments: [
        "", "00", String(repeating: "0", count: 31), String(repeating: "0", count: 33),
        "0011223344556677-8899aabbccddeef", "0011223344556677889９aabbccddee", "+0112233445566778899aabbccddeeff",
    ])
    func `anything else is no id`(text: String) {
        #expect(Bytes16(hex: text) == nil && KeyID(hex: text) == nil)
    }

    @Test(arguments: [0, 15, 17]) func `another number of bytes is no id`(count: Int) {
        #expect(BoxID(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func `names made of ids`() {
        let raw = Bytes16(high: 0x0123_4567_89ab_cdef, low: 1)
        #expect(BoxID(raw: raw).homeHost == "ds01234567")
        #expect(BoxID(raw: raw).subsystem == "datasafe-0123456789abcdef0000000000000001")
        #expect(ArrayUUID(raw: raw).mdadmText == "01234567:89abcdef:00000000:00000001")
        #expect(MemberUUID(raw: raw).mdadmText == ArrayUUID(raw: raw).mdadmText)
        #expect(KeyID(raw: raw).short == "01234567" && !KeyID(raw: raw).isZero)
        #expect(KeyID(raw: Bytes16(high: 0, low: 0)).isZero)
    }
}

@Suite struct JudgementTests {
    @Test(arguments: [
        (Judgement.ok, Judgement.warn, Judgement.warn), (.warn, .crit, .crit), (.unknown, .ok, .unknown),
        (.unknown, .warn, .warn), (.unknown, .crit, .crit), (.notApplicable, .ok, .ok),
        (.notApplicable, .unknown, .unknown), (.crit, .crit, .crit),
    ])
    func `an unknown never hides a fault and is never OK`(left: Judgement, right: Judgement, worse: Judgement) {
        #expect(left.worse(right) == worse && right.worse(left) == worse)
    }

    @Test func `the numbers are those of the check fact`() {
        #expect(Judgement.allCases.map(\.rawValue) == [-1, 0, 1, 2, 3])
    }
}
