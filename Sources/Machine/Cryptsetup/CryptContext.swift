import CCryptsetup
import Glibc
import Synchronization

/// One `struct crypt_device`, freed with its owner. libcryptsetup prints to stderr by itself: here it is kept and goes
/// into the error.
struct CryptContext: ~Copyable {
    let handle: OpaquePointer
    private let what: String
    private let said = SaidBox()

    /// A context for a device or a file that holds or will hold a container.
    init(device: String, what: String) throws(CryptsetupError) {
        var made: OpaquePointer?
        try CryptContext.check(crypt_init(&made, device), "\(what) \(device)", "")
        guard let made else { throw CryptsetupError(code: .system, what: what) }
        handle = made
        self.what = "\(what) \(device)"
        listen()
    }

    /// A context of an active mapping.
    init(mapping: String, what: String) throws(CryptsetupError) {
        var made: OpaquePointer?
        try CryptContext.check(crypt_init_by_name(&made, mapping), "\(what) \(mapping)", "")
        guard let made else { throw CryptsetupError(code: .mapping, what: what) }
        handle = made
        self.what = "\(what) \(mapping)"
        listen()
    }

    deinit { crypt_free(handle) }

    /// Turns a negative result into an error with the library's own words.
    func check(_ result: Int32) throws(CryptsetupError) {
        try CryptContext.check(result, what, said.text.withLock { $0 })
    }

    /// An error of our own about this step.
    func failure(_ code: CryptsetupError.Code) -> CryptsetupError { CryptsetupError(code: code, what: what) }

    private static func check(_ result: Int32, _ what: String, _ said: String) throws(CryptsetupError) {
        guard result < 0 else { return }
        let code: CryptsetupError.Code =
            switch -result {
            case EPERM: .noMatch
            case ENODEV, ENOTBLK, EBUSY, ENOSPC, EIO: .device
            case EEXIST, ENXIO: .mapping
            case EINVAL: .header
            default: .system
            }
        throw CryptsetupError(code: code, what: what, errno: -result, said: said)
    }

    private func listen() {
        crypt_set_log_callback(
            handle,
            { level, message, user in
                guard level == CRYPT_LOG_ERROR, let message, let user else { return }
                let text = String(cString: message)
                let box = Unmanaged<SaidBox>.fromOpaque(user).takeUnretainedValue()
                box.text.withLock { $0 = String(text.prefix { !$0.isNewline }.prefix(200)) }
            }, Unmanaged.passUnretained(said).toOpaque())
    }
}

private final class SaidBox: Sendable {
    let text = Mutex("")
}
