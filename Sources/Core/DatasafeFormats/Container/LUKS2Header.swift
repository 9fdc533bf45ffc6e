public import DatasafeCore

/// What the header of a LUKS2 container says, read within limits before libcryptsetup sees it.
/// Source: LUKS2 On-Disk Format Specification 1.1, chapter 3.
public struct LUKS2Header: Hashable, Sendable {
    /// One keyslot.
    public struct Keyslot: Hashable, Sendable {
        /// `luks2`; `reencrypt` while a reencryption runs.
        public let type: String
        /// Bytes of the volume key in it.
        public let keyBytes: Int
        /// Where its area stands, bytes from the start of the container.
        public let areaOffset: Int
        /// Bytes of its area.
        public let areaLength: Int
        /// `raw`, others during a reencryption.
        public let areaType: String
        /// Cipher of its area.
        public let encryption: String
        /// Bytes of the key its area is encrypted with.
        public let areaKeyBytes: Int
        /// How the volume key is spread over the area: type, stripes and hash with spaces between.
        public let splitting: String
        /// `pbkdf2`, `argon2i`, `argon2id`.
        public let kdf: String
        /// Hash of a pbkdf2, empty for others.
        public let hash: String
        /// Iterations of a pbkdf2, 0 for others.
        public let iterations: Int
        /// Its salt, base64.
        public let salt: String
    }

    /// One segment of the data.
    public struct Segment: Hashable, Sendable {
        /// `crypt` or `linear`.
        public let type: String
        /// Where it starts, bytes from the start of the container.
        public let offset: Int
        /// Bytes, nil = up to the end of the device.
        public let length: Int?
        /// First value of the initialisation vector.
        public let ivTweak: Int
        /// Cipher.
        public let encryption: String
        /// Bytes of a sector.
        public let sectorBytes: Int
        /// Flags such as `backup-final`.
        public let flags: [String]
        /// Whether it carries authentication tags.
        public let hasIntegrity: Bool
    }

    /// One digest of the volume key.
    public struct Digest: Hashable, Sendable {
        /// `pbkdf2`.
        public let type: String
        /// Keyslots whose key it confirms.
        public let keyslots: Set<Int>
        /// Segments it is for.
        public let segments: Set<Int>
        /// Hash of the pbkdf2.
        public let hash: String
        /// Iterations of the pbkdf2.
        public let iterations: Int
        /// Its salt, base64.
        public let salt: String
        /// The digest itself, base64 as it stands in the header: changes with the volume key, and only with it.
        public let value: String
    }

    /// Counts up with each change of the header.
    public let sequence: UInt64
    /// The container's label.
    public let label: String
    /// The container's UUID.
    public let uuid: String
    /// `datasafe-<box id>`
    public let subsystem: String
    /// By number, 0...31.
    public let keyslots: [Int: Keyslot]
    /// By number.
    public let segments: [Int: Segment]
    /// By number.
    public let digests: [Int: Digest]
    /// Requirements that whoever opens the container must meet.
    public let requirements: [String]
    /// Flags that change how the container is opened.
    public let configFlags: [String]
    /// Bytes of the JSON area with its binary part's 4,096, and of the keyslot areas.
    public let jsonAreaBytes: Int
    /// Bytes of the room for keyslot areas.
    public let keyslotAreaBytes: Int
    /// Our tokens about keys, by token number.
    public let keyTokens: [Int: LUKS2KeyToken]
    /// Our token about the array, nil if it is missing.
    public let arrayToken: LUKS2ArrayToken?
    /// Its token number.
    public let arrayTokenNumber: Int?
    /// Numbers of tokens of ours that could not be read, and of any others.
    public let badTokens: [Int]
    /// Types of the tokens that are not ours.
    public let foreignTokens: [String]

    /// The JSON text as it stands in the header.
    let json: [UInt8]

    /// Keys as the tokens name them, ordered by number.
    public var enrolled: [EnrolledKey] {
        keyTokens.values.map(\.enrolled).sorted { ($0.role.rawValue, $0.number) < ($1.role.rawValue, $1.number) }
    }

    init(copy: LUKS2Copy) throws(FormatError) {
        let root = try JSONValue(json: copy.json, maxBytes: LUKS2Copy.length, maxDepth: 8)
        sequence = copy.sequence
        label = copy.label
        uuid = copy.uuid
        subsystem = copy.subsystem
        json = copy.json
        keyslots = try Self.numbered(root, "keyslots", LUKS2Fields.keyslot)
        segments = try Self.numbered(root, "segments", LUKS2Fields.segment)
        digests = try Self.numbered(root, "digests", LUKS2Fields.digest)
        guard let config = root["config"] else { throw FormatError(.missing, "LUKS2 config") }
        jsonAreaBytes = try LUKS2Fields.decimal(config, "json_size")
        keyslotAreaBytes = try LUKS2Fields.decimal(config, "keyslots_size")
        requirements = try Self.requirements(config)
        configFlags = try LUKS2Fields.words(config, "flags")
        var keyTokens: [Int: LUKS2KeyToken] = [:]
        var arrayTokens: [Int: LUKS2ArrayToken] = [:]
        var bad: [Int] = []
        var foreign: [String] = []
        for (number, token) in try Self.numbered(root, "tokens", { (value) throws(FormatError) in value }) {
            switch token["type"]?.string {
            case LUKS2KeyToken.type:
                if let key = LUKS2KeyToken(token: token) { keyTokens[number] = key } else { bad.append(number) }
            case LUKS2ArrayToken.type:
                if let array = LUKS2ArrayToken(token: token) { arrayTokens[number] = array } else { bad.append(number) }
            case .some(let type): foreign.append(type)
            case nil: throw FormatError(.missing, "LUKS2 token type")
            }
        }
        self.keyTokens = keyTokens
        // Two of them could say two things: then there is none.
        let only = arrayTokens.count == 1 ? arrayTokens.first : nil
        arrayToken = only?.value
        arrayTokenNumber = only?.key
        badTokens = bad.sorted()
        foreignTokens = foreign.sorted()
    }

    private static func numbered<Value>(
        _ root: JSONValue, _ name: String, _ read: (JSONValue) throws(FormatError) -> Value
    ) throws(FormatError) -> [Int: Value] {
        guard let members = root[name]?.object else { throw FormatError(.missing, "LUKS2 \(name)") }
        guard members.count <= 32 else { throw FormatError(.tooMany, "LUKS2 \(name)") }
        var result: [Int: Value] = [:]
        for (key, value) in members {
            guard let number = LUKS2Fields.number(key), value.object != nil else {
                throw FormatError(.badValue, "LUKS2 \(name)")
            }
            result[number] = try read(value)
        }
        return result
    }

    private static func requirements(_ config: JSONValue) throws(FormatError) -> [String] {
        guard let all = config["requirements"] else { return [] }
        guard let kinds = all.object else { throw FormatError(.badValue, "LUKS2 requirements") }
        var result: [String] = []
        for (kind, list) in kinds.sorted(by: { $0.key < $1.key }) {
            guard let names = list.array else { throw FormatError(.badValue, "LUKS2 requirements") }
            result += names.map { $0.string ?? kind }
        }
        return result
    }
}
