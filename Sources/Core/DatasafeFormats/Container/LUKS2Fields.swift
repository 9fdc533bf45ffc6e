/// Single fields of the LUKS2 JSON. 64-bit numbers stand there as decimal strings.
enum LUKS2Fields {
    static func keyslot(_ value: JSONValue) throws(FormatError) -> LUKS2Header.Keyslot {
        guard let area = value["area"] else { throw FormatError(.missing, "LUKS2 keyslot area") }
        let kdf = value["kdf"]
        let af = value["af"]
        let splitting = [af?["type"]?.string, af?["stripes"]?.int.map { String($0) }, af?["hash"]?.string]
        return LUKS2Header.Keyslot(
            type: try text(value, "type"), keyBytes: try int(value, "key_size"),
            areaOffset: try decimal(area, "offset"), areaLength: try decimal(area, "size"),
            areaType: area["type"]?.string ?? "",
            // Areas of a reencryption have no cipher.
            encryption: area["encryption"]?.string ?? "", areaKeyBytes: area["key_size"]?.int ?? 0,
            splitting: splitting.compactMap { $0 }.joined(separator: " "), kdf: kdf?["type"]?.string ?? "",
            hash: kdf?["hash"]?.string ?? "", iterations: kdf?["iterations"]?.int ?? 0,
            salt: kdf?["salt"]?.string ?? "")
    }

    static func segment(_ value: JSONValue) throws(FormatError) -> LUKS2Header.Segment {
        let isDynamic = value["size"]?.string == "dynamic"
        return LUKS2Header.Segment(
            type: try text(value, "type"), offset: try decimal(value, "offset"),
            length: isDynamic ? nil : try decimal(value, "size"),
            ivTweak: value["iv_tweak"] == nil ? 0 : try decimal(value, "iv_tweak"),
            encryption: value["encryption"]?.string ?? "", sectorBytes: value["sector_size"]?.int ?? 512,
            flags: try words(value, "flags"), hasIntegrity: value["integrity"] != nil)
    }

    static func digest(_ value: JSONValue) throws(FormatError) -> LUKS2Header.Digest {
        LUKS2Header.Digest(
            type: try text(value, "type"), keyslots: try numbers(value, "keyslots"),
            segments: try numbers(value, "segments"), hash: value["hash"]?.string ?? "",
            iterations: value["iterations"]?.int ?? 0, salt: value["salt"]?.string ?? "",
            value: try text(value, "digest"))
    }

    static func text(_ value: JSONValue, _ key: String) throws(FormatError) -> String {
        guard let text = value[key]?.string, text.utf8.count <= 1024 else {
            throw FormatError(.badValue, "LUKS2 \(key)")
        }
        return text
    }

    static func int(_ value: JSONValue, _ key: String) throws(FormatError) -> Int {
        guard let int = value[key]?.int, int >= 0 else { throw FormatError(.badValue, "LUKS2 \(key)") }
        return int
    }

    /// A list of words, empty if the key is missing: whatever else stands there could be read as flags by somebody else.
    static func words(_ value: JSONValue, _ key: String) throws(FormatError) -> [String] {
        guard let entry = value[key] else { return [] }
        guard let list = entry.array, list.count <= 32 else { throw FormatError(.badValue, "LUKS2 \(key)") }
        return list.map { $0.string ?? "?" }
    }

    /// A number written as a decimal string, 0 ... 2^60: two of them can be added.
    static func decimal(_ value: JSONValue, _ key: String) throws(FormatError) -> Int {
        guard let text = value[key]?.string, let number = Int(text), String(number) == text,
            (0...(1 << 60)).contains(number)
        else { throw FormatError(.badValue, "LUKS2 \(key)") }
        return number
    }

    static func numbers(_ value: JSONValue, _ key: String) throws(FormatError) -> Set<Int> {
        guard let list = value[key]?.array, list.count <= 32 else { throw FormatError(.badValue, "LUKS2 \(key)") }
        var numbers: Set<Int> = []
        for entry in list {
            guard let text = entry.string, let number = number(text) else {
                throw FormatError(.badValue, "LUKS2 \(key)")
            }
            numbers.insert(number)
        }
        return numbers
    }

    /// The same as `numbers`, nil for anything else.
    static func numbersIfAny(_ value: JSONValue, _ key: String) -> Set<Int>? {
        do {
            return try numbers(value, key)
        } catch {
            return nil
        }
    }

    /// The number of a keyslot, token, segment or digest: 0...31 without leading zeros.
    static func number(_ text: String) -> Int? {
        guard let number = Int(text), (0...31).contains(number), String(number) == text else { return nil }
        return number
    }
}
