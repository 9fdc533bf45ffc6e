import Glibc
import Synchronization
import Threads

/// /dev/kmsg from now on, one record a line; parsing is Core's. Source: Linux, Documentation/ABI/testing/dev-kmsg.
public enum KernelLog {
    /// Records that appear from now on, until the consumer stops. Needs CAP_SYSLOG.
    public static func records(fromBoot: Bool = false) -> AsyncStream<String> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1024)) { continuation in
            let descriptor = open("/dev/kmsg", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            guard descriptor >= 0 else {
                continuation.finish()
                return
            }
            if !fromBoot { lseek(descriptor, 0, SEEK_END) }
            let stopped = Stopped()
            continuation.onTermination = { _ in stopped.flag.withLock { $0 = true } }
            do {
                try startThread {
                    defer { close(descriptor) }
                    var buffer = [UInt8](repeating: 0, count: 8192)
                    while !stopped.flag.withLock({ $0 }) {
                        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                        guard poll(&poller, 1, 1000) > 0 else { continue }
                        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
                        // EPIPE: records were overwritten before we read them; go on with the next.
                        guard count > 0 else { continue }
                        continuation.yield(String(decoding: buffer[0..<count], as: UTF8.self))
                    }
                }
            } catch {
                continuation.finish()
            }
        }
    }

    private final class Stopped: Sendable {
        let flag = Mutex(false)
    }
}
