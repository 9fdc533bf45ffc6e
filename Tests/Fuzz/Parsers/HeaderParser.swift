import Damage
import DatasafeCore
import DatasafeFormats

/// Both copies of a container's header with their binary parts. First byte: first copy sealed, second sealed, first there,
/// second there; then 512 bytes of each copy's binary part, then the JSON of both.
enum HeaderParser: FuzzParser {
    static let name = "header"
    static let longest = 1 + 2 * 512 + 4096
    static let array = ArrayUUID(raw: Bytes16(high: 0xa0a1_a2a3_a4a5_a6a7, low: 0xa8a9_aaab_acad_aeaf))

    static func outcome(_ bytes: [UInt8]) -> String {
        guard let flags = bytes.first, bytes.count >= 1 + 1024 else { return "nothing" }
        var image = HeaderImage([UInt8](repeating: 0, count: LUKS2Reading.length))
        for copy in 0..<2 where flags & (4 << UInt8(copy)) != 0 {
            image.put(Array(bytes[(1 + 512 * copy)..<(1 + 512 * (copy + 1))]), at: 0, copy)
            image.put(Array(bytes[1025...].prefix(4096)), at: HeaderImage.jsonOffset, copy)
            if flags & (1 << UInt8(copy)) != 0 { image.seal(copy) }
        }
        let reading = LUKS2Reading(bytes: image.bytes)
        hold(reading.header != nil || !reading.findings.isEmpty, "no header and no reason")
        return DamagedHeader.outcome(of: reading, boxID: StickImage.box, array: array).code
    }

    /// The binary part of one copy as cryptsetup writes it; the checksum is the parser's to make.
    static func binary(offset: Int, sequence: UInt64 = 8) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 512)
        func put(_ field: [UInt8], _ place: Int) { bytes.replaceSubrange(place..<place + field.count, with: field) }
        put(offset == 0 ? [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe] : [0x53, 0x4b, 0x55, 0x4c, 0xba, 0xbe], 0)
        put([0, 2], 6)
        put(HeaderImage.big(16_384), 8)
        put(HeaderImage.big(sequence), 16)
        put(Array("datasafe-data".utf8), 24)
        put(Array("sha256".utf8), 72)
        put(Array("11111111-2222-4333-8444-555555555555".utf8), 168)
        put(Array(StickImage.box.subsystem.utf8), 208)
        put(HeaderImage.big(UInt64(offset)), 256)
        return bytes
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        let json = Array(HeaderTextParser.good.text.utf8)
        let both = binary(offset: 0) + binary(offset: 16_384)
        var longer = both
        longer.replaceSubrange(8..<16, with: HeaderImage.big(32_768))
        var boot = both
        boot.replaceSubrange(510..<512, with: [0x55, 0xaa])
        return [
            ("whole", [15] + both + json), ("first-only", [5] + both + json), ("second-only", [10] + both + json),
            ("unsealed", [12] + both + json), ("longer-first", [15] + longer + json), ("boot-sign", [15] + boot + json),
            ("newer-second", [15] + binary(offset: 0) + binary(offset: 16_384, sequence: 9) + json),
            ("none", [0] + both),
        ]
    }
}
