public import DatasafeCore

/// Our token about one key: `{"type":"datasafe-key","keyslots":["0"],"keyid":…,"boxid":…,"number":1}`, with
/// `"role":"backup"` and no keyslot for the backup key.
public struct LUKS2KeyToken: Hashable, Sendable {
    /// The token's type.
    public static let type = "datasafe-key"

    /// What it says.
    public let enrolled: EnrolledKey

    /// A token that says this.
    public init(_ enrolled: EnrolledKey) { self.enrolled = enrolled }

    init?(token: JSONValue) {
        guard let keyslots = LUKS2Fields.numbersIfAny(token, "keyslots"), let key = token["keyid"]?.string,
            let keyID = KeyID(hex: key), let box = token["boxid"]?.string, let boxID = BoxID(hex: box),
            let number = token["number"]?.int, (1...255).contains(number)
        else { return nil }
        let word = token["role"] == nil ? KeyRole.unlock.word : token["role"]?.string
        guard let word, let role = KeyRole(word: word), role == .unlock || keyslots.isEmpty else { return nil }
        enrolled = EnrolledKey(
            keyID: keyID, boxID: boxID, role: role, number: UInt8(number), keyslots: keyslots.sorted())
    }

    /// The JSON text for the token.
    public var json: String {
        var members: [String: JSONValue] = [
            "type": .string(Self.type), "keyslots": .array(enrolled.keyslots.map { .string(String($0)) }),
            "keyid": .string(enrolled.keyID.hex), "boxid": .string(enrolled.boxID.hex),
            "number": .number(String(enrolled.number)),
        ]
        if enrolled.role != .unlock { members["role"] = .string(enrolled.role.word) }
        return JSONValue.object(members).text
    }
}
