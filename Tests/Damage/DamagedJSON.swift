public import DatasafeFormats

/// JSON that is not what its reader expects: other values at one place of the tree, or other text.
public enum DamagedJSON {
    /// Values that have hurt somebody's parser.
    static let evil: [JSONValue] = [
        .null, .bool(true), 0, -1, .number("18446744073709551615"), .number("18446744073709551616"), .number("1e400"),
        .number("-9223372036854775808"), .number("0.5"), "", "0", "-1", "00", " 1", "+1", "0x10", "1e3", "32", "4096",
        "16777216", "1152921504606846976", "1152921504606846977", "4611686018427387904", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "18446744073709551616", "dynamic", "\u{0}", "null", "../../x",
        .string(String(repeating: "A", count: 2000)), .string(String(repeating: "\u{301}", count: 500)), [],
        .object([:]),
        ["0", "0", "31", "32"], .array([JSONValue](repeating: "0", count: 40)), ["0": ["0": ["0": ["0": ["0": []]]]]],
    ]

    /// Keys that have.
    static let evilKeys = ["0", "1", "31", "32", "00", "-1", "4294967296", "", "keyslots", "é", "e\u{301}", "type"]

    /// The same tree with one value replaced, removed, renamed or doubled under another name.
    public static func tree(_ root: JSONValue, _ random: inout SplitMix) -> JSONValue {
        var node = random.below(count(root))
        return changed(root, &node, &random) ?? .null
    }

    private static func count(_ value: JSONValue) -> Int {
        switch value {
        case .object(let members): members.values.reduce(1) { $0 + count($1) }
        case .array(let elements): elements.reduce(1) { $0 + count($1) }
        default: 1
        }
    }

    /// The value with its `node`th node in order changed, nil if that removes it; `node` is negative once that is done.
    private static func changed(_ value: JSONValue, _ node: inout Int, _ random: inout SplitMix) -> JSONValue? {
        if node == 0 {
            node = -1
            return random.below(6) == 0 ? nil : random.pick(evil)
        }
        node -= 1
        switch value {
        case .object(let members):
            var result = members
            for (key, member) in members.sorted(by: { $0.key < $1.key }) where node >= 0 {
                if node == 0, random.below(5) == 0 { result[random.pick(evilKeys)] = member }
                result[key] = changed(member, &node, &random)
            }
            return .object(result)
        case .array(let elements):
            return .array(elements.compactMap { node >= 0 ? changed($0, &node, &random) : $0 })
        default:
            return value
        }
    }

    /// The text with one thing in it that is no JSON, not UTF-8, or read in two ways.
    public static func text(_ good: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = good
        let place = random.below(bytes.count)
        func insert(_ text: String, at place: Int) { bytes.insert(contentsOf: Array(text.utf8), at: place) }
        let afterBrace = bytes.indices.filter { bytes[$0] == UInt8(ascii: "{") }.map { $0 + 1 }
        switch random.below(14) {
        case 0: insert(#""keyslots":{},"#, at: random.pick(afterBrace))
        case 1: insert(#""type":"crypt","type":"linear","#, at: random.pick(afterBrace))
        case 2: bytes.insert(contentsOf: random.pick([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0x80]]), at: place)
        case 3: bytes[place] = random.byte()
        case 4: bytes.remove(at: place)
        case 5: bytes.removeLast(random.within(1, bytes.count))
        case 6: bytes += random.pick([[0, 1], [0, 0x7d], [0x20, 0x7d], [0x2c], [0x7b, 0x7d]])
        case 7: bytes = random.pick([[0xef, 0xbb, 0xbf], [0x20, 0x0a], [0]]) + bytes
        case 8: insert(random.pick(["/* */", "// x\n", "NaN", "Infinity", "'", ",", "\u{1}", "\\"]), at: place)
        case 9:
            insert("\"a\":\(String(repeating: "9", count: random.within(60, 4000))),", at: random.pick(afterBrace))
        case 10: insert(random.pick([#""\ud800":1,"#, #""\u0000":1,"#, #""\udc00":1,"#]), at: random.pick(afterBrace))
        case 11: bytes += [UInt8](repeating: 0x20, count: 12_288)
        case 12: insert(nested(random.within(1, 6000), isClosed: random.below(2) == 0), at: random.pick(afterBrace))
        default:
            let keys = (0..<random.within(1, 400)).map { #""a\#($0)":[],"# }.joined()
            insert(keys, at: random.pick(afterBrace))
        }
        return bytes
    }

    private static func nested(_ depth: Int, isClosed: Bool) -> String {
        let inner = String(repeating: "[", count: depth) + (isClosed ? String(repeating: "]", count: depth) : "")
        return "\"a\":\(inner),"
    }
}
