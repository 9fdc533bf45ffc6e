import DatasafeCore
import Testing

@Suite struct OpeningRefusalTests {
    @Test(
        arguments: [
            (.noMatch, .asKept, false, .key(.noMatch)), (.noMatch, .damaged, false, .volume(.keyslot)),
            (.noMatch, .unknown, true, .key(.noMatch)), (.header, .asKept, true, .volume(.foreignSignature)),
            (.header, .damaged, false, .volume(.headerDead)), (.otherHeader, .asKept, false, .volume(.parameters)),
            (.unreadable, .unknown, false, .volume(.keyslot)), (.system, .damaged, true, .volume(.open)),
        ] as [(OpeningFault, KeyslotArea, Bool, OpeningRefusal)])
    func `each refusal of the library has its code`(
        fault: OpeningFault, area: KeyslotArea, isHealing: Bool, refusal: OpeningRefusal
    ) {
        #expect(OpeningRefusal(fault, area: area, isHealing: isHealing) == refusal)
        #expect(KeyRefusal(rawValue: refusal.code) != nil || VolumeCode(rawValue: refusal.code)?.mayOpen == false)
    }

    @Test func `an area is compared where the key lies in it`() {
        let area = (0..<258_048).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        var other = area
        other[255_999] ^= 1
        var behind = area
        behind[256_000] ^= 1
        #expect(KeyslotArea(area: area, kept: area) == .asKept)
        #expect(KeyslotArea(area: area, kept: behind) == .asKept)
        #expect(KeyslotArea(area: other, kept: area) == .damaged)
        #expect(KeyslotArea(area: area, kept: nil) == .unknown)
        #expect(KeyslotArea(area: area, kept: []) == .damaged)
    }

    @Test func `a block of equal bytes is no ciphertext, with and without a copy`() {
        var area = (0..<258_048).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        area.replaceSubrange(8192..<12_288, with: [UInt8](repeating: 0xf6, count: 4096))
        #expect(KeyslotArea(area: area, kept: nil) == .damaged)
        #expect(KeyslotArea(area: area, kept: area) == .damaged)
        #expect(KeyslotArea(area: [], kept: nil) == .damaged)
    }

    @Test func `the kept header mends what is wrong with this one, and nothing else`() {
        #expect(
            VolumeCode.allCases.filter(\.isMendedByKeptHeader)
                == [.headerDead, .notLUKS, .foreignSignature, .keyslot, .reencrypt, .requirement, .parameters, .tokens])
        #expect(VolumeCode.allCases.allSatisfy { !($0.isMendedByKeptHeader && $0.mayOpen) })
    }
}
