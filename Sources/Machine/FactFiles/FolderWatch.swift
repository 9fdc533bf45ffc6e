import DatasafeCore
import Glibc
import Synchronization

/// Reads inotify on a thread of its own; `stop` may be called from anywhere and more than once.
final class FolderWatch: Sendable {
    private let descriptor: Int32
    private let stopped = Mutex(false)

    init(descriptor: Int32) { self.descriptor = descriptor }

    func stop() { stopped.withLock { $0 = true } }

    /// Blocks until `stop`; the descriptor is closed here, by the only reader, so that no number is reused under it.
    func run(_ found: (ServiceName) -> Void) {
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 8 << 10)
        while !stopped.withLock({ $0 }) {
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // A second at most until `stop` is seen.
            guard poll(&poller, 1, 1000) > 0 else { continue }
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { continue }
            for name in names(in: buffer[0..<count]) where name.hasSuffix(".json") {
                if let service = ServiceName(rawValue: String(name.dropLast(5))) { found(service) }
            }
        }
    }

    /// Names in a read of `struct inotify_event` (16 bytes, then `len` bytes of NUL-padded name). Source: inotify(7).
    private func names(in bytes: ArraySlice<UInt8>) -> Set<String> {
        var names: Set<String> = []
        var offset = bytes.startIndex
        while offset + 16 <= bytes.endIndex {
            let length = bytes[offset + 12..<offset + 16].reversed().reduce(0) { $0 << 8 | Int($1) }
            let start = offset + 16
            guard start + length <= bytes.endIndex else { break }
            names.insert(String(decoding: bytes[start..<start + length].prefix { $0 != 0 }, as: UTF8.self))
            offset = start + length
        }
        return names
    }
}
