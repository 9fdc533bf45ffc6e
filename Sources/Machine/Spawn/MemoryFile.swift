import CLinux
import DatasafeCore
import Glibc
import SystemPackage

/// Bytes in a sealed file that lives in memory only, for the standard input of a program or a file name in `/proc`.
/// Closed and gone with its last owner.
final class MemoryFile: Sendable {
    let descriptor: FileDescriptor

    init(_ bytes: UnsafeRawBufferPointer, program: String) throws(SpawnError) {
        let raw = clinux_memfd("input")
        guard raw >= 0 else {
            throw SpawnError(code: .system, program: program, cause: "memfd_create: errno \(errno)")
        }
        descriptor = FileDescriptor(rawValue: raw)
        var written = 0
        while written < bytes.count {
            let count = pwrite(raw, bytes.baseAddress?.advanced(by: written), bytes.count - written, off_t(written))
            guard count > 0 || (count < 0 && errno == EINTR) else {
                throw SpawnError(code: .system, program: program, cause: "memory file: errno \(errno)")
            }
            written += max(0, count)
        }
        // Sealed: the program cannot change what others may still read.
        guard clinux_seal(raw) == 0 else {
            throw SpawnError(code: .system, program: program, cause: "seal: errno \(errno)")
        }
    }

    /// The device that has nothing to read.
    init(nothingFor program: String) throws(SpawnError) {
        let raw = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard raw >= 0 else {
            throw SpawnError(code: .system, program: program, cause: "/dev/null: errno \(errno)")
        }
        descriptor = FileDescriptor(rawValue: raw)
    }

    convenience init(_ secret: Secret, program: String) throws(SpawnError) {
        // withBytes rethrows without a type, so the failure is carried out by hand.
        let result = secret.withBytes { bytes in
            Result { () throws(SpawnError) in try MemoryFile(bytes, program: program) }
        }
        let copy = try result.get()
        let raw = fcntl(copy.descriptor.rawValue, F_DUPFD_CLOEXEC, 3)
        guard raw >= 0 else { throw SpawnError(code: .system, program: program, cause: "dup: errno \(errno)") }
        self.init(adopting: raw)
    }

    private init(adopting raw: Int32) { descriptor = FileDescriptor(rawValue: raw) }

    /// A name under which a child with our user id opens this file afresh, at offset 0. Children inherit no descriptor
    /// but 0, 1 and 2 (swift-subprocess closes the rest), so the name points at this process.
    var path: String { "/proc/\(getpid())/fd/\(descriptor.rawValue)" }

    deinit { close(descriptor.rawValue) }
}
