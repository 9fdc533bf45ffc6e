import Glibc
import Synchronization

/// One device that shows bytes to people or tests: tty1, a serial line, a virtio port. Only ever written, never read.
///
/// Nothing here waits: a screen whose scrolling is held, or a serial line nobody listens to, loses bytes; the next picture
/// brings them again.
public final class TerminalDevice: Sendable {
    public let path: String
    private let descriptor = Mutex<Int32>(-1)

    public init(path: String) { self.path = path }

    /// Whether there is such a device.
    public var isPresent: Bool { access(path, W_OK) == 0 }

    /// Writes as much as the device takes now; true when it took everything. Opens the device when needed, and again
    /// after it refused.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool {
        descriptor.withLock { descriptor in
            if descriptor < 0 { descriptor = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) }
            guard descriptor >= 0 else { return false }
            var rest = bytes[...]
            var patience = 20
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count > 0 {
                    rest = rest.dropFirst(count)
                    continue
                }
                if count < 0, errno == EINTR { continue }
                // A slow serial line has a full buffer for a moment; a dead one for ever.
                if count < 0, errno == EAGAIN, patience > 0 {
                    patience -= 1
                    var waiter = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&waiter, 1, 50)
                    continue
                }
                if count < 0, errno != EAGAIN {
                    close(descriptor)
                    descriptor = -1
                }
                return false
            }
            return true
        }
    }

    deinit {
        descriptor.withLock { if $0 >= 0 { close($0) } }
    }
}
