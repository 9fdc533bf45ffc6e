import Damage
import DatasafeCore
import DatasafeFormats

/// Both copies of a key stick. First byte: place (two bits), A unreadable, B unreadable, A sealed, B sealed; then the two
/// copies, half of the rest each.
enum KeyParser: FuzzParser {
    static let name = "key"
    static let longest = 1 + 2 * 1024

    static func outcome(_ bytes: [UInt8]) -> String {
        guard let flags = bytes.first else { return "nothing" }
        let rest = bytes.dropFirst()
        let half = rest.count / 2
        var a = Array(rest.prefix(half))
        var b = Array(rest.dropFirst(half))
        if flags & 16 != 0, a.count > 12 { StickImage.seal(&a) }
        if flags & 32 != 0, b.count > 12 { StickImage.seal(&b) }
        let place = KeyReading.Place.allCases[Int(flags & 3) % 3]
        let candidate = a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                let reading = KeyReading(copyA: flags & 4 != 0 ? nil : a, copyB: flags & 8 != 0 ? nil : b, place: place)
                for copy in KeyCopy.allCases {
                    hold((reading.withKey(copy) { $0.count } ?? 64) == 64, "a key of another length")
                }
                return reading.candidate
            }
        }
        hold(candidate.records.count <= 2 && candidate.findings.count <= 2, "too many findings")
        return DamagedStick.outcome(StickImage.plan(candidate))
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        func record(_ block: [UInt8]) -> [UInt8] { Array(block.prefix(512)) }
        let good = record(StickImage.block())
        var newer = good
        newer[8] = 2
        var torn = good
        torn.replaceSubrange(256..<512, with: [UInt8](repeating: 0xff, count: 256))
        let backup = record(StickImage.block(role: .backup, keyID: 3))
        let other = record(StickImage.block(box: StickImage.otherBox))
        let weak = record(StickImage.block(isWeak: true))
        let zeros = [UInt8](repeating: 0, count: 512)
        return [
            ("whole", [0] + good + good), ("torn-a", [0] + torn + good), ("torn-both", [0] + torn + torn),
            ("without-table", [1] + good + good), ("newer", [0x30] + newer + newer), ("unreadable", [12] + good + good),
            ("b-unreadable", [8] + good + good), ("backup", [0] + backup + backup), ("other-box", [0] + other + other),
            ("weak", [0] + weak + weak), ("zeros", [0] + zeros + zeros),
            ("two-records", [0] + good + record(StickImage.block(number: 2, keyID: 2, key: 9))),
        ]
    }
}
