import CLinux
import DatasafeCore
import Glibc

/// Unix stream socket calls that Glibc offers only as C: addresses, peers, and descriptors beside bytes.
enum Socket {
    /// A listening socket at `path`, replacing a stale one; non-blocking.
    static func listen(at path: String) throws(VarlinkError) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw VarlinkError(code: .system, what: path, errno: errno) }
        unlink(path)
        guard withAddress(path, { bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, 16) == 0 else {
            let code = errno
            close(descriptor)
            throw VarlinkError(code: .system, what: path, errno: code)
        }
        return descriptor
    }

    /// A connection to `path`; blocking.
    static func connect(to path: String) throws(VarlinkError) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw VarlinkError(code: .system, what: path, errno: errno) }
        guard withAddress(path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
            let code = errno
            close(descriptor)
            throw VarlinkError(code: .unreachable, what: path, errno: code)
        }
        return descriptor
    }

    /// User id of the other end as the kernel proves it (SO_PEERCRED, unix(7)).
    static func peerUser(_ descriptor: Int32) -> UInt32? {
        let user = clinux_peer_user(descriptor)
        return user >= 0 ? UInt32(user) : nil
    }

    /// Sends bytes, and with the first of them one descriptor. Returns bytes sent, or -errno.
    static func send(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>, passing passed: Int32?, flags: Int32) -> Int {
        bytes.withUnsafeBytes { raw in
            var vector = iovec(iov_base: UnsafeMutableRawPointer(mutating: raw.baseAddress), iov_len: raw.count)
            return withUnsafeMutablePointer(to: &vector) { vector in
                var message = msghdr()
                message.msg_iov = vector
                message.msg_iovlen = 1
                guard let passed else { return result(sendmsg(descriptor, &message, flags | Int32(MSG_NOSIGNAL))) }
                // struct cmsghdr {size_t len; int level; int type;} then the descriptor, padded to 8: cmsg(3), 64 bit.
                return withUnsafeTemporaryAllocation(byteCount: 24, alignment: 8) { control in
                    control.initializeMemory(as: UInt8.self, repeating: 0)
                    control.storeBytes(of: 20, as: Int.self)
                    control.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
                    control.storeBytes(of: Int32(1), toByteOffset: 12, as: Int32.self)  // SCM_RIGHTS
                    control.storeBytes(of: passed, toByteOffset: 16, as: Int32.self)
                    message.msg_control = control.baseAddress
                    message.msg_controllen = 24
                    return result(sendmsg(descriptor, &message, flags | Int32(MSG_NOSIGNAL)))
                }
            }
        }
    }

    /// Reads what is there, and descriptors that came with it. Count is 0 at the end, -errno on an error.
    static func receive(_ descriptor: Int32, flags: Int32) -> (count: Int, bytes: [UInt8], passed: [Int32]) {
        var passed: [Int32] = []
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, used in
            var vector = iovec(iov_base: buffer.baseAddress, iov_len: buffer.count)
            withUnsafeMutablePointer(to: &vector) { vector in
                withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { control in
                    var message = msghdr()
                    message.msg_iov = vector
                    message.msg_iovlen = 1
                    message.msg_control = control.baseAddress
                    message.msg_controllen = 64
                    count = result(recvmsg(descriptor, &message, flags | Int32(MSG_CMSG_CLOEXEC)))
                    passed = descriptors(in: UnsafeRawBufferPointer(control)[..<Int(message.msg_controllen)])
                }
            }
            used = max(0, count)
        }
        return (count, bytes, passed)
    }

    private static func descriptors(in control: Slice<UnsafeRawBufferPointer>) -> [Int32] {
        let bytes = UnsafeRawBufferPointer(rebasing: control)
        var found: [Int32] = []
        var offset = 0
        while offset + 16 <= bytes.count {
            let length = bytes.loadUnaligned(fromByteOffset: offset, as: Int.self)
            guard length >= 16, offset + length <= bytes.count else { break }
            if bytes.loadUnaligned(fromByteOffset: offset + 8, as: Int32.self) == SOL_SOCKET,
                bytes.loadUnaligned(fromByteOffset: offset + 12, as: Int32.self) == 1
            {
                for position in stride(from: offset + 16, to: offset + length, by: 4) {
                    found.append(bytes.loadUnaligned(fromByteOffset: position, as: Int32.self))
                }
            }
            offset += (length + 7) & ~7
        }
        return found
    }

    private static func result(_ count: Int) -> Int { count < 0 ? -Int(errno) : count }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            errno = ENAMETOOLONG
            return -1
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}

/// A secret as sealed memory file: memfd_create(2), not growable, not writable, never on a disk.
enum SecretFile {
    /// The largest secret anybody hands over, bytes.
    static let largest = 4096

    static func make(_ secret: Secret) throws(VarlinkError) -> Int32 {
        let descriptor = clinux_memfd("secret")
        guard descriptor >= 0 else { throw VarlinkError(code: .system, what: "memfd", errno: errno) }
        let written = secret.withBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == secret.count, clinux_seal(descriptor) == 0 else {
            let code = errno
            close(descriptor)
            throw VarlinkError(code: .system, what: "memfd", errno: code)
        }
        return descriptor
    }

    /// Reads and closes `descriptor`.
    static func take(_ descriptor: Int32) throws(VarlinkError) -> Secret {
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, (0...largest).contains(Int(status.st_size)),
            status.st_mode & S_IFMT == S_IFREG
        else { throw VarlinkError(code: .protocolBroken, what: "secret") }
        var failed = false
        let secret = Secret(count: Int(status.st_size)) { target in
            failed = pread(descriptor, target.baseAddress, target.count, 0) != target.count
        }
        guard !failed else { throw VarlinkError(code: .protocolBroken, what: "secret") }
        return secret
    }
}
