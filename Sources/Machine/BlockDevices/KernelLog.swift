import Glibc
import Synchronization
import Threads

/// /dev/kmsg from now on, one record a line; parsing is Core's. Source: Linux, Documentation/ABI/testing/dev-kmsg.
public enum KernelLog {
    /// Records that appear from now on, until the consumer stops. Needs CAP_SYSLOG.
    public static func records(fromBoot: Bool = false) -> AsyncStream<String> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1024)) { continuation in
            let descriptor = handedOver() ?? open("/dev/kmsg", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
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

    /// PID 1 opened it for us under the name `kmsg` (systemd.service(5), OpenFile=), so that this service needs no right
    /// to the kernel's log. A copy, because the original belongs to the process.
    private static func handedOver() -> Int32? {
        guard let names = getenv("LISTEN_FDNAMES").map({ String(cString: $0) }),
            let index = names.split(separator: ":").firstIndex(of: "kmsg")
        else { return nil }
        let copy = fcntl(Int32(3 + index), F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { return nil }
        _ = fcntl(copy, F_SETFL, O_RDONLY | O_NONBLOCK)
        return copy
    }

    private final class Stopped: Sendable {
        let flag = Mutex(false)
    }
}
