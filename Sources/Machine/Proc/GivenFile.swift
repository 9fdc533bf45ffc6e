public import DatasafeCore
import Glibc

/// A file somebody named on the command line; `-` is standard input.
public enum GivenFile {
    /// All bytes of it. Throws why there are none, `.tooLarge` for more than `limit` bytes; reads no further than that.
    public static func read(_ path: String, limit: Int) throws(GivenFileCode) -> [UInt8] {
        let isInput = path == "-"
        // A terminal of that name does not become ours.
        let descriptor = isInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw why(errno) }
        defer { if !isInput { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw why(errno) }
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw .tooLarge }
        }
    }

    private static func why(_ error: Int32) -> GivenFileCode {
        switch error {
        case ENOENT, ENOTDIR: .missing
        case EACCES, EPERM: .forbidden
        default: .unreadable
        }
    }
}
