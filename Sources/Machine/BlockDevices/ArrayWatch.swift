import Glibc
import Synchronization
import Threads

/// Wakes when md drops a member or an action begins or ends: POLLPRI on `degraded` and `sync_action`, which fire within
/// 0.2 s where udev and `mdadm --monitor` say nothing (storage.md 3.6).
public enum ArrayWatch {
    /// Yields at each wake, until the consumer stops or the array is gone.
    public static func changes() -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            guard let name = ArraySysfs.name() else {
                continuation.finish()
                return
            }
            let stopped = Stopped()
            continuation.onTermination = { _ in stopped.flag.withLock { $0 = true } }
            do {
                try startThread {
                    let files = ["degraded", "sync_action"].map {
                        open("/sys/block/\(name)/md/\($0)", O_RDONLY | O_CLOEXEC)
                    }
                    defer { for file in files where file >= 0 { close(file) } }
                    var buffer = [UInt8](repeating: 0, count: 64)
                    // Files of an array that was stopped are always ready: whoever watched it looks for its successor.
                    while !stopped.flag.withLock({ $0 }), files.allSatisfy({ $0 >= 0 }), ArraySysfs.name() == name {
                        for file in files {
                            lseek(file, 0, SEEK_SET)
                            _ = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
                        }
                        var polled = files.map { pollfd(fd: $0, events: Int16(POLLPRI), revents: 0) }
                        if poll(&polled, nfds_t(polled.count), 1000) > 0 { continuation.yield() }
                    }
                    continuation.finish()
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
