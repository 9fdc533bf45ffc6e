/// What is wrong with the one LUKS2 container. Source: storage design, "Start and unlock" step 3-4 and "Header copy and
/// repair"; the raw values are stable codes.
public enum VolumeCode: String, AdviceCode, Codable {
    /// One of the two header copies is broken; the other opens and heals it.
    case headerHealed = "VOL-HEADER-HEALED"
    /// The magic is there, but neither header copy is valid.
    case headerDead = "VOL-HEADER-DEAD"
    /// No header at all: zeros or a foreign file system.
    case notLUKS = "VOL-NOT-LUKS"
    /// A partition table or file system signature stands over the header.
    case foreignSignature = "VOL-FOREIGN-SIGNATURE"
    /// An enrolled, undamaged key opens nothing: its keyslot area is destroyed.
    case keyslot = "VOL-KEYSLOT"
    /// The header differs from the pinned digest: an event, opening is still tried.
    case changed = "VOL-CHANGED"
    /// A reencryption stands in the header: requirement, keyslot or backup segment (CVE-2021-4122).
    case reencrypt = "VOL-REENCRYPT"
    /// The header demands something we do not know.
    case requirement = "VOL-REQUIREMENT"
    /// Cipher, sector size, offset, area or digest other than this box makes them.
    case parameters = "VOL-PARAM"
    /// The header names another box.
    case otherBox = "VOL-OTHER-BOX"
    /// The array named in the header is not the array it lies on.
    case otherArray = "VOL-OTHER-ARRAY"
    /// Our own tokens are missing or malformed.
    case tokens = "VOL-TOKENS"
    /// A key change was cut: a keyslot without a key or a key without its keyslot. It is finished without asking.
    case keyChange = "VOL-KEY-CHANGE"
    /// The saved copy of the header is not there, or not of this container.
    case noCopy = "VOL-NO-COPY"
    /// The array could not be put together from its members.
    case assembly = "VOL-ASSEMBLY"
    /// Key and header are fine, and the container could not be opened all the same.
    case open = "VOL-OPEN"
    /// The container is open, but its file system could not be mounted.
    case mount = "VOL-MOUNT"
    /// Asked for something that needs the open container.
    case locked = "VOL-LOCKED"
    /// A snapshot could not be taken.
    case snapshot = "VOL-SNAPSHOT"

    /// Whether opening may be tried with this finding.
    public var mayOpen: Bool {
        switch self {
        case .headerHealed, .changed, .keyChange: true
        case .headerDead, .notLUKS, .foreignSignature, .keyslot, .reencrypt, .requirement, .parameters, .otherBox,
            .otherArray, .tokens, .noCopy, .assembly, .open, .mount, .locked, .snapshot:
            false
        }
    }

    /// Whether putting back the header copy that the box keeps is the way out. Only where UUID and volume key are the
    /// same, and only after somebody said so (storage design 3.9).
    public var isMendedByKeptHeader: Bool {
        switch self {
        case .headerDead, .notLUKS, .foreignSignature, .keyslot, .reencrypt, .requirement, .parameters, .tokens: true
        case .headerHealed, .changed, .otherBox, .otherArray, .keyChange, .noCopy, .assembly, .open, .mount, .locked,
            .snapshot:
            false
        }
    }
}
