import CLinux
import Glibc
import Synchronization
import Threads

/// The one thread that accepts, reads and sends. Whole calls leave through `calls`; deeds answer into the connections.
final class ServerLoop: Sendable {
    struct Call: Sendable {
        var connection: Connection
        var bytes: [UInt8]
        var passed: Int32?
    }

    let calls: AsyncStream<Call>
    private let continuation: AsyncStream<Call>.Continuation
    private let listener: Int32
    private let alarm: Int32
    private let stopped = Mutex(false)

    /// Takes over `listener`.
    init(listener: Int32) throws(VarlinkError) {
        alarm = clinux_eventfd()
        guard alarm >= 0 else { throw VarlinkError(code: .system, what: "eventfd", errno: errno) }
        self.listener = listener
        (calls, continuation) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    func start() throws(ThreadError) { try startThread { self.run() } }

    /// Ends the loop; running deeds go on, their replies are dropped.
    func stop() {
        stopped.withLock { $0 = true }
        wake()
    }

    private func wake() {
        var one: UInt64 = 1
        _ = write(alarm, &one, 8)
    }

    private func run() {
        var connections: [Connection] = []
        defer {
            for connection in connections { connection.close() }
            close(listener)
            // The eventfd stays open: a deed that ends later still calls `wake`. One number per process life.
            continuation.finish()
        }
        _ = fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK)
        while !stopped.withLock({ $0 }) {
            let full = connections.count >= Limits.connections
            var polled = [
                pollfd(fd: alarm, events: Int16(POLLIN), revents: 0),
                pollfd(fd: full ? -1 : listener, events: Int16(POLLIN), revents: 0),
            ]
            for connection in connections {
                let events = connection.wantsToSend ? POLLIN | POLLOUT : POLLIN
                polled.append(pollfd(fd: connection.descriptor, events: Int16(events), revents: 0))
            }
            guard poll(&polled, nfds_t(polled.count), 1000) >= 0 || errno == EINTR else { return }
            if polled[0].revents != 0 {
                var count: UInt64 = 0
                _ = read(alarm, &count, 8)
            }
            let now = monotonicSeconds()
            serve(&connections, polled.dropFirst(2), now: now)
            if polled[1].revents != 0 { accept(into: &connections, now: now) }
        }
    }

    private func serve(_ connections: inout [Connection], _ polled: ArraySlice<pollfd>, now: Int64) {
        var open: [Connection] = []
        for (connection, poll) in zip(connections, polled) {
            var alive = true
            if poll.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 {
                if let messages = connection.read(now: now) {
                    for message in messages {
                        let call = Call(connection: connection, bytes: message.bytes, passed: message.passed)
                        continuation.yield(call)
                    }
                } else {
                    alive = false
                }
            }
            if alive { alive = connection.send() && !connection.isOver(now: now) }
            if alive { open.append(connection) } else { connection.close() }
        }
        connections = open
    }

    private func accept(into connections: inout [Connection], now: Int64) {
        let descriptor = clinux_accept(listener)
        guard descriptor >= 0 else { return }
        guard let user = Socket.peerUser(descriptor) else {
            close(descriptor)
            return
        }
        connections.append(
            Connection(descriptor: descriptor, user: user, now: now, wake: { [weak self] in self?.wake() }))
    }

    private func monotonicSeconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec)
    }
}
