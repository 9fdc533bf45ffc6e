import CLinux
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

    /// Characters in a row and rows; nil for a device that is no screen. May change while the box runs: a monitor is
    /// plugged in, the graphics driver takes over from the firmware.
    public var size: (columns: Int, rows: Int)? {
        opened { descriptor in
            let window = clinux_window(descriptor)
            guard window >= 1 << 16, window & 0xffff > 0 else { return nil }
            return (Int(window >> 16), Int(window & 0xffff))
        }
    }

    /// Makes the letters twice as large; false when the screen is no text screen of the kernel, refuses, or has large
    /// letters already. The number of rows and columns is halved.
    public func enlarge() -> Bool {
        opened { descriptor in
            var glyphs = [UInt8](repeating: 0, count: 65_536)
            var (width, height, count): (UInt32, UInt32, UInt32) = (0, 0, 0)
            guard clinux_font_get(descriptor, &glyphs, &width, &height, &count) == 0, width == 8, count <= 512
            else { return nil }
            let font = TerminalFont(
                width: Int(width), height: Int(height), glyphs: Array(glyphs.prefix(Int(count) * TerminalFont.pitch)))
            guard var large = font.doubled else { return nil }
            return clinux_font_set(
                descriptor, &large.glyphs, UInt32(large.width), UInt32(large.height), UInt32(large.count)) == 0
        } ?? false
    }

    /// Opens the device when needed; nil when it cannot be opened.
    private func opened<Outcome>(_ body: (Int32) -> Outcome?) -> Outcome? {
        descriptor.withLock { descriptor in
            reopen(&descriptor)
            return descriptor < 0 ? nil : body(descriptor)
        }
    }

    private func reopen(_ descriptor: inout Int32) {
        if descriptor < 0 { descriptor = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) }
    }

    /// Writes as much as the device takes now; true when it took everything. Opens the device when needed, and again
    /// after it refused.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool {
        descriptor.withLock { descriptor in
            reopen(&descriptor)
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
