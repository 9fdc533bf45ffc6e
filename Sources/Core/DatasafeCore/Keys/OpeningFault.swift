/// Why libcryptsetup did not open the container with an enrolled, undamaged key, although our own reader had found the
/// header fit.
public enum OpeningFault: String, Sendable, CaseIterable {
    /// No keyslot opens with this key. It says so for five different causes.
    case noMatch
    /// It does not take the header.
    case header
    /// It took another header than the one that was judged.
    case otherHeader
    /// The medium did not give the keyslot's area.
    case unreadable
    /// Anything else: no memory, the mapping is in use, the kernel refuses.
    case system
}

/// What stands in the area of a keyslot, beside the copy of the header that the box keeps.
public enum KeyslotArea: Sendable, Hashable, CaseIterable {
    /// The same bytes as in the copy.
    case asKept
    /// Other bytes than in the copy, or bytes that are no ciphertext.
    case damaged
    /// Nothing to compare with.
    case unknown

    /// Bytes looked at together: a block of a disk, or what a careless command overwrites.
    static let block = 4096

    /// The bytes that a key really needs, of the area that a box gives to it: 4,000 stripes of 64 bytes.
    static let used = 256_000

    /// Compares the area with the kept copy of it, nil where there is none. A whole block of equal bytes is never
    /// ciphertext.
    public init(area: [UInt8], kept: [UInt8]?) {
        let bytes = area.prefix(Self.used)
        let blocks = stride(from: 0, to: bytes.count - bytes.count % Self.block, by: Self.block)
        let isOverwritten = blocks.contains { start in
            bytes[start..<start + Self.block].allSatisfy { $0 == bytes[start] }
        }
        if isOverwritten || bytes.isEmpty {
            self = .damaged
        } else if let kept {
            self = kept.prefix(Self.used) == bytes ? .asKept : .damaged
        } else {
            self = .unknown
        }
    }
}

/// What a person is told when the container did not open.
public enum OpeningRefusal: Sendable, Hashable {
    /// The key is the reason.
    case key(KeyRefusal)
    /// The container is the reason.
    case volume(VolumeCode)

    /// The refusal for a fault. Source: storage design 3.9.
    ///
    /// - Parameters:
    ///   - area: the area of the key's keyslot; asked only where the library cannot tell key and keyslot apart.
    ///   - isHealing: one of the two header copies was broken. The library refuses to mend it where it finds the traces of
    ///     a file system or a partition table; otherwise it takes what our reader takes.
    public init(_ fault: OpeningFault, area: @autoclosure () -> KeyslotArea, isHealing: Bool) {
        self =
            switch fault {
            // Without anything to compare with, the key is suspected: the event says that somebody may be trying keys.
            case .noMatch: area() == .damaged ? .volume(.keyslot) : .key(.noMatch)
            case .header: .volume(isHealing ? .foreignSignature : .headerDead)
            case .otherHeader: .volume(.parameters)
            case .unreadable: .volume(.keyslot)
            case .system: .volume(.open)
            }
    }

    /// The stable code.
    public var code: String {
        switch self {
        case .key(let refusal): refusal.code
        case .volume(let code): code.code
        }
    }
}
