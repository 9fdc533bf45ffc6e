/// The fingerprint of a container's key directory: SHA-256 over the JSON text and the areas of all keyslots in order of
/// their numbers. Sequence number, salt and checksum of the header do not count: healing one copy changes them.
///
/// Kept on the state volume; a difference is VOL-CHANGED (somebody changed keys elsewhere), an event, no refusal.
public struct LUKS2Pin: ~Copyable {
    private var hash = SHA256()

    /// Begins with the JSON text of the header.
    public init(header: LUKS2Header) {
        hash.update(header.json)
    }

    /// Takes in the area of one keyslot; call in order of the keyslots' numbers.
    public mutating func take(area: UnsafeRawBufferPointer) { hash.update(area) }

    /// Takes in the area of one keyslot; call in order of the keyslots' numbers.
    public mutating func take(area: [UInt8]) { hash.update(area) }

    /// The fingerprint.
    public consuming func finish() -> SHA256Digest { hash.finish() }
}

extension LUKS2Header {
    /// The areas whose bytes go into the pin, in order: offset and length in bytes.
    public var pinnedAreas: [Range<Int>] {
        keyslots.sorted { $0.key < $1.key }.map { $0.value.areaOffset..<($0.value.areaOffset + $0.value.areaLength) }
    }
}
