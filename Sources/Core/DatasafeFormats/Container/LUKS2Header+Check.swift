public import DatasafeCore

extension LUKS2Header {
    /// Where the data starts, bytes.
    public static let dataOffset = 16 << 20
    /// Where the keyslot areas start, and the bytes of each.
    public static let keyslotStart = 32_768
    /// Bytes of one keyslot area: 4,000 stripes of 64 bytes, rounded up to 4 KiB.
    public static let keyslotLength = 258_048

    /// What speaks against opening this container, before libcryptsetup is asked. Source: storage design 3.4 step 3.
    ///
    /// Reencryption metadata is refused in every form, because libcryptsetup follows it while opening (CVE-2021-4122: a
    /// forged header makes it decrypt the disk step by step without a key).
    ///
    /// - Parameters:
    ///   - boxID: this box, nil if the state volume is lost.
    ///   - array: md's array under the container.
    /// - Returns: every finding, most telling first; empty = it may be opened.
    public func findings(boxID: BoxID?, array: ArrayUUID) -> [VolumeCode] {
        var findings = shapeFindings
        let boxes = Set([arrayToken?.boxID].compactMap { $0 } + keyTokens.values.map(\.enrolled.boxID))
        if boxes.count > 1 || (boxID != nil && boxes.contains { $0 != boxID }) { findings.append(.otherBox) }
        if let named = arrayToken?.array, named != array { findings.append(.otherArray) }
        if !hasOurTokens { findings.append(.tokens) }
        if keys.isHalfChanged { findings.append(.keyChange) }
        return findings
    }

    /// What speaks against opening it whatever box and array it is for.
    var shapeFindings: [VolumeCode] {
        var findings: [VolumeCode] = []
        if hasReencryption { findings.append(.reencrypt) }
        if requirements.contains(where: { !Self.isReencryption($0) }) { findings.append(.requirement) }
        if !hasOurShape { findings.append(.parameters) }
        return findings
    }

    /// Whether this is the container of `other`: same UUID, same volume key. Only then may a kept copy of its header be
    /// put back (storage design 3.9).
    public func isContainer(of other: LUKS2Header) -> Bool {
        guard let digest = digests[0], let others = other.digests[0] else { return false }
        return uuid == other.uuid && digest.value == others.value && digest.salt == others.salt
    }

    /// Whether this is what `json` says, in any order of its members: the text libcryptsetup gives of the header it took.
    public func says(_ json: [UInt8]) -> Bool {
        do {
            let mine = try JSONValue(json: self.json, maxBytes: LUKS2Copy.length, maxDepth: 8)
            // It writes the text with line breaks and indents.
            return try mine == JSONValue(json: json, maxBytes: 16 * LUKS2Copy.length, maxDepth: 8)
        } catch {
            return false
        }
    }

    private static func isReencryption(_ requirement: String) -> Bool {
        requirement.hasPrefix("online-reencrypt") || requirement.hasPrefix("offline-reencrypt")
    }

    private var hasReencryption: Bool {
        requirements.contains(where: Self.isReencryption)
            || keyslots.values.contains { $0.type == "reencrypt" }
            || segments.values.contains { segment in
                segment.flags.contains { $0.hasPrefix("backup-") || $0.contains("reencrypt") }
            }
            || segments.count > 1 && digests.count > 1
    }

    /// Layout, ciphers and derivation as a box makes them (storage design 3.1).
    private var hasOurShape: Bool {
        guard segments.count == 1, let segment = segments[0], digests.count == 1, let digest = digests[0] else {
            return false
        }
        let isOurSegment =
            segment.type == "crypt" && segment.offset == Self.dataOffset && segment.length == nil
            && segment.ivTweak == 0 && segment.encryption == "aes-xts-plain64" && segment.sectorBytes == 4096
            && segment.flags.isEmpty && !segment.hasIntegrity
        let isOurDigest =
            digest.type == "pbkdf2" && digest.hash == "sha256" && digest.segments == [0]
            && digest.keyslots == Set(keyslots.keys) && Self.iterations.contains(digest.iterations)
            && Self.isBase64(digest.salt, bytes: 32) && Self.isBase64(digest.value, bytes: 32)
        // A flag such as `allow-discards` changes how the container is opened.
        let isOurArea =
            configFlags.isEmpty && jsonAreaBytes == 12_288 && keyslotAreaBytes == Self.dataOffset - Self.keyslotStart
        return isOurSegment && isOurDigest && isOurArea && keyslots.values.allSatisfy(Self.isOurs)
            && !hasOverlap
    }

    /// A box makes 1,000. More would only make the start slow, much more would hang it.
    private static let iterations = 1000...100_000

    private static func isOurs(_ keyslot: Keyslot) -> Bool {
        let place = keyslot.areaOffset - keyslotStart
        return keyslot.type == "luks2" && keyslot.keyBytes == 64 && keyslot.encryption == "aes-xts-plain64"
            && keyslot.areaType == "raw" && keyslot.splitting == "luks1 4000 sha256"
            // libcryptsetup derives and locks as many bytes as the header asks for: 2 GiB of them are a hang of hours.
            && keyslot.areaKeyBytes == 64
            && keyslot.kdf == "pbkdf2" && keyslot.hash == "sha256" && iterations.contains(keyslot.iterations)
            && isBase64(keyslot.salt, bytes: 32)
            && place >= 0 && place % keyslotLength == 0 && keyslot.areaLength == keyslotLength
            && keyslot.areaOffset + keyslot.areaLength <= dataOffset
    }

    /// As libcryptsetup writes it: standard alphabet, padded.
    static func isBase64(_ text: String, bytes: Int) -> Bool {
        let padding = (3 - bytes % 3) % 3
        let signs = text.utf8.dropLast(padding)
        return text.utf8.count == (bytes + 2) / 3 * 4
            && text.utf8.suffix(padding).allSatisfy { $0 == UInt8(ascii: "=") }
            && signs.allSatisfy { sign in
                switch sign {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }

    private var hasOverlap: Bool {
        Set(keyslots.values.map(\.areaOffset)).count != keyslots.count
    }

    /// Keys, keyslots and revoked keys, for `HeaderStep`.
    public var keys: HeaderKeys {
        HeaderKeys(
            keyslots: Set(keyslots.keys), tokens: keyTokens.mapValues(\.enrolled),
            revoked: arrayToken?.revoked ?? [])
    }

    /// One array token, key tokens of which no two name the same keyslot or key, at least one keyslot that a token names,
    /// and no token we do not know.
    private var hasOurTokens: Bool {
        let silver = keyTokens.values.map(\.enrolled).filter { $0.role == .unlock }
        let named = silver.flatMap(\.keyslots)
        let ids = keyTokens.values.map(\.enrolled.keyID)
        return arrayToken != nil && badTokens.isEmpty && foreignTokens.isEmpty
            && Set(named).count == named.count && !Set(named).isDisjoint(with: keyslots.keys)
            && Set(ids).count == ids.count
    }
}
