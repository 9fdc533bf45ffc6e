import Damage
import DatasafeCore
import DatasafeFormats
import Testing

private let array = ArrayUUID(hex: LUKS2Fixtures.array) ?? ArrayUUID(raw: Bytes16(high: 0, low: 0))

/// What our reading says where libcryptsetup may choose the other copy.
@Suite struct LUKS2ForgedTests {
    static func outcome(_ bytes: [UInt8]) -> String {
        DamagedHeader.outcome(of: LUKS2Reading(bytes: bytes), boxID: BoxID(hex: LUKS2Fixtures.boxID), array: array).code
    }

    /// One copy sealed with other bytes in its binary part, the other one good.
    static func binary(_ copy: Int, at offset: Int, _ field: [UInt8]) -> [UInt8] {
        var image = HeaderImage(LUKS2Fixtures.header())
        image.put(field, at: offset, copy)
        image.seal(copy)
        return image.bytes
    }

    /// What libcryptsetup does not take either is damage that heals.
    @Test(arguments: [
        (6, [0, 3] as [UInt8]), (8, HeaderImage.big(0)), (8, HeaderImage.big(4097)), (8, HeaderImage.big(4 << 20 + 1)),
        (8, HeaderImage.big(.max)), (256, HeaderImage.big(4096)), (72, [0]), (72, [0xff]), (0, [0]),
    ])
    func `a copy nobody takes is healed`(offset: Int, field: [UInt8]) {
        #expect(Self.outcome(Self.binary(0, at: offset, field)) == "VOL-HEADER-HEALED", "\(offset) \(field)")
        #expect(Self.outcome(Self.binary(1, at: offset, field)) == "VOL-HEADER-HEALED", "\(offset) \(field)")
    }

    @Test(arguments: [
        (0, 8, HeaderImage.big(32_768)), (0, 8, HeaderImage.big(16_385)), (0, 8, HeaderImage.big(4 << 20)),
        (0, 72, Array("sha512\0".utf8)), (1, 72, Array("SHA256\0".utf8)), (0, 24, [0xff]), (1, 168, [1]),
        (1, 208, [0x80]),
    ])
    func `a copy somebody may take is not`(copy: Int, offset: Int, field: [UInt8]) {
        #expect(Self.outcome(Self.binary(copy, at: offset, field)) == "VOL-PARAM")
    }

    /// The second copy's place is its length: another one is damage.
    @Test func `a second copy of another length heals`() {
        #expect(Self.outcome(Self.binary(1, at: 8, HeaderImage.big(32_768))) == "VOL-HEADER-HEALED")
    }

    @Test(
        arguments: [
            (#""config":{"#, #""config":{"requirements":{"mandatory":["online-reencrypt-v2"]},"#, "VOL-REENCRYPT"),
            (#""config":{"#, #""config":{"requirements":{"mandatory":["opal"]},"#, "VOL-REQUIREMENT"),
            (#""config":{"#, #""config":{"flags":["allow-discards"],"#, "VOL-PARAM"),
            (#""config":{"#, #""config":{"flags":"allow-discards","#, "VOL-PARAM"),
            (#""sector_size":4096}"#, #""sector_size":4096,"flags":"backup-final"}"#, "VOL-PARAM"),
            (#""sector_size":4096}"#, #""sector_size":512}"#, "VOL-PARAM"),
            (#""config":{"#, #""config":{"a":1,"a":2,"#, "VOL-PARAM"),
            (#"{"keyslots""#, #"{/* */"keyslots""#, "VOL-PARAM"),
        ], [0, 1])
    func `what forbids to open stands in the copy that is not chosen`(change: (String, String, String), copy: Int) {
        let json = LUKS2Fixtures.json
        guard let range = json.ranges(of: change.0).first else {
            Issue.record("nothing to change")
            return
        }
        let forged = String(json[..<range.lowerBound]) + change.1 + String(json[range.upperBound...])
        for sequence in [UInt64(1), 1000] {
            var image = HeaderImage(LUKS2Fixtures.header())
            image.put(HeaderImage.big(sequence), at: 16, copy)
            image.setJSON(Array(forged.utf8), copy)
            #expect(Self.outcome(image.bytes) == change.2, "sequence \(sequence)")
        }
    }

    /// What makes libcryptsetup work, allocate or read without end, before any key fits.
    @Test(arguments: [
        (#""encryption":"aes-xts-plain64","key_size":64}"#, #""encryption":"aes-xts-plain64","key_size":2147483647}"#),
        (#""encryption":"aes-xts-plain64","key_size":64}"#, #""encryption":"aes-xts-plain64"}"#),
        (#""stripes":4000"#, #""stripes":2147483647"#), (#""type":"raw""#, #""type":"journal""#),
        (#""iterations":1000,"salt":"YJ"#, #""iterations":10000000,"salt":"YJ"#),
        (#""salt":"Fz9it7/x"#, #""salt":""#), (#""salt":"Fz9it7/x"#, #""salt":"!z9it7/x"#),
        (#""digest":"KiXA"#, #""digest":"KiXA!"#),
    ])
    func `costs other than ours are refused`(from: String, to: String) {
        let json = LUKS2Fixtures.json
        guard let range = json.ranges(of: from).first else {
            Issue.record("nothing to change")
            return
        }
        let forged = String(json[..<range.lowerBound]) + to + String(json[range.upperBound...])
        #expect(Self.outcome(LUKS2Fixtures.header(json: forged)) == "VOL-PARAM")
    }

    /// The largest areas a header can name add up.
    @Test func `areas at the edge of numbers can be looked at`() throws {
        let json = LUKS2Fixtures.json.replacing(#""offset":"290816","size":"258048""#, with: Self.edge)
        let header = try #require(LUKS2Reading(bytes: LUKS2Fixtures.header(json: json)).header)
        #expect(header.pinnedAreas.last?.upperBound == 1 << 61)
        #expect(Self.outcome(LUKS2Fixtures.header(json: json)) == "VOL-PARAM")
        let beyond = json.replacing("1152921504606846976", with: "4611686018427387904")
        #expect(LUKS2Reading(bytes: LUKS2Fixtures.header(json: beyond)).findings == [.headerDead])
    }

    private static let edge = #""offset":"1152921504606846976","size":"1152921504606846976""#

    @Test func `a copy the medium does not give is a broken one`() {
        let bytes = LUKS2Fixtures.header()
        let first = Array(bytes[..<HeaderImage.copyLength])
        let second = Array(bytes[HeaderImage.copyLength...])
        #expect(LUKS2Reading(copies: [first, second]) == LUKS2Reading(bytes: bytes))
        #expect(LUKS2Reading(copies: [nil, second]).findings == [.headerHealed])
        #expect(LUKS2Reading(copies: [first, nil]).findings == [.headerHealed])
        #expect(LUKS2Reading(copies: [nil, nil]).findings == [.headerDead])
        #expect(LUKS2Reading(copies: []).header == nil)
    }

    @Test func `a header says what it says, in any order and with any white space`() throws {
        let header = try #require(LUKS2Reading(bytes: LUKS2Fixtures.header()).header)
        let json = LUKS2Fixtures.json
        #expect(header.says(Array(json.replacing(",", with: " ,\n ").utf8)))
        #expect(header.says(Array(try JSONValue(json: Array(json.utf8)).text.utf8)))
        #expect(!header.says(Array(json.replacing("4096", with: "512").utf8)))
        #expect(!header.says([]) && !header.says(Array("{}".utf8)))
    }
}
