public import DatasafeCore

/// Our token about the array under the container:
/// `{"type":"datasafe-array","keyslots":[],"boxid":…,"array":…,"state":"ready","revoked":[…]}`.
public struct LUKS2ArrayToken: Hashable, Sendable {
    /// The token's type.
    public static let type = "datasafe-array"
    /// Room for tokens in the header is scarce; the oldest revoked keys fall out, their keyslots are long destroyed.
    public static let maxRevoked = 64

    /// How far set-up has come.
    public enum State: String, Sendable, CaseIterable {
        /// Being made: may be formatted again by set-up.
        case forming
        /// Holds data: never formatted.
        case ready
    }

    /// The box.
    public let boxID: BoxID
    /// The md array.
    public let array: ArrayUUID
    /// How far set-up has come.
    public let state: State
    /// Revoked keys, oldest first.
    public let revoked: [KeyID]

    /// A token that says this; of more than 64 revoked keys the newest 64 are kept.
    public init(boxID: BoxID, array: ArrayUUID, state: State, revoked: [KeyID]) {
        self.boxID = boxID
        self.array = array
        self.state = state
        self.revoked = revoked.suffix(Self.maxRevoked)
    }

    init?(token: JSONValue) {
        guard let keyslots = token["keyslots"]?.array, keyslots.isEmpty, let box = token["boxid"]?.string,
            let boxID = BoxID(hex: box), let uuid = token["array"]?.string, let array = ArrayUUID(hex: uuid),
            let word = token["state"]?.string, let state = State(rawValue: word), let list = token["revoked"]?.array
        else { return nil }
        let revoked = list.compactMap { $0.string.flatMap { KeyID(hex: $0) } }
        guard revoked.count == list.count, revoked.count <= Self.maxRevoked else { return nil }
        self.init(boxID: boxID, array: array, state: state, revoked: revoked)
    }

    /// The JSON text for the token.
    public var json: String {
        let token: JSONValue = .object([
            "type": .string(Self.type), "keyslots": .array([]), "boxid": .string(boxID.hex),
            "array": .string(array.hex), "state": .string(state.rawValue),
            "revoked": .array(revoked.map { .string($0.hex) }),
        ])
        return token.text
    }
}
