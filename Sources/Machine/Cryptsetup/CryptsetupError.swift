public import DatasafeCore
import Glibc

/// What libcryptsetup refused.
public struct CryptsetupError: Error, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// No keyslot opens with this key. libcryptsetup says the same for five different causes; the key record's own
        /// checksum is checked before it is asked (storage.md 3.9).
        case noMatch
        /// The device is gone, busy or too small.
        case device
        /// The header or superblock is missing or damaged.
        case header
        /// The library took another header than the one that was judged.
        case otherHeader
        /// A mapping of that name is or is not there.
        case mapping
        /// Anything else: see `errno`.
        case system
    }
    public var code: Code
    /// The step and the device, without a path below /dev/mapper being secret: `luks format md/data`.
    public var what: String
    /// Positive errno of the library.
    public var errno: Int32
    /// The library's own last sentence, for the log only.
    public var said: String

    public init(code: Code, what: String, errno: Int32 = 0, said: String = "") {
        self.code = code
        self.what = what
        self.errno = errno
        self.said = said
    }

    public static func == (left: CryptsetupError, right: CryptsetupError) -> Bool {
        left.code == right.code && left.what == right.what
    }

    public var description: String { "\(what): \(code.rawValue), errno \(errno)\(said.isEmpty ? "" : ", \(said)")" }
}

extension CryptsetupError {
    /// What it means for a container that our own reader had found fit, and a key that is whole and enrolled.
    public var opening: OpeningFault {
        switch code {
        case .noMatch: .noMatch
        case .header: .header
        case .otherHeader: .otherHeader
        case .device: errno == EIO ? .unreadable : .system
        case .mapping, .system: .system
        }
    }
}
