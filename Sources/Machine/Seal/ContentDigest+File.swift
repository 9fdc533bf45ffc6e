import Glibc

extension ContentDigest {
    /// A file as it was read.
    public struct File: Sendable, Equatable {
        /// 32 bytes.
        public var digest: [UInt8]
        public var bytes: Int64
    }

    /// Why a file could not be read: errno(3).
    public struct Unreadable: Error, Equatable {
        public var errno: Int32

        /// There is no such file.
        public var isGone: Bool { errno == ENOENT }
    }

    /// The digest of a file of any size, which does not stay in the memory of the kernel for it. Blocks.
    public static func file(at path: String) throws(Unreadable) -> File {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw Unreadable(errno: errno) }
        defer { close(descriptor) }
        var digest = ContentDigest()
        var bytes: Int64 = 0
        var piece = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Unreadable(errno: errno) }
            guard count > 0 else { break }
            piece.withUnsafeBytes { digest.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            bytes += Int64(count)
        }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        return File(digest: digest.finish(), bytes: bytes)
    }
}
