import Glibc
import Synchronization
import Testing
import Threads

@testable import Varlink

/// A line that breaks once at the worst moment: the server has a file of the night, and what it says of it gets lost.
final class LossyLine: Sendable {
    private struct State {
        var isOver = false
        var losses = 0
    }

    private let state = Mutex(State())

    /// - Parameters:
    ///   - socket: where the engine comes.
    ///   - server: where the server listens.
    init(at socket: String, to server: String) throws {
        let door = try Socket.listen(at: socket)
        try startThread { [self] in pump(door, server) }
    }

    /// Answers that were lost.
    var losses: Int { state.withLock { $0.losses } }

    func end() { state.withLock { $0.isOver = true } }

    /// Both ends of a connection.
    private struct Pair {
        var engine: Int32
        var server: Int32
        /// What the engine asked last is to keep a file.
        var isSaving = false

        func close() {
            Glibc.close(engine)
            Glibc.close(server)
        }
    }

    private func pump(_ door: Int32, _ server: String) {
        var pairs: [Pair] = []
        defer {
            pairs.forEach { $0.close() }
            close(door)
        }
        while !state.withLock({ $0.isOver }) {
            var waiting = ([door] + pairs.flatMap { [$0.engine, $0.server] }).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            guard poll(&waiting, nfds_t(waiting.count), 50) > 0 else { continue }
            var kept: [Pair] = []
            for (index, pair) in pairs.enumerated() {
                var pair = pair
                let isOpen =
                    (waiting[1 + 2 * index].revents == 0 || ask(&pair))
                    && (waiting[2 + 2 * index].revents == 0 || answer(&pair))
                if isOpen { kept.append(pair) } else { pair.close() }
            }
            pairs = kept
            if waiting[0].revents != 0 {
                let engine = accept(door, nil, nil)
                if engine >= 0, let server = try? Socket.connect(to: server) {
                    pairs.append(Pair(engine: engine, server: server))
                }
            }
        }
    }

    /// Passes on what the engine says; false when the connection is over.
    private func ask(_ pair: inout Pair) -> Bool {
        guard let bytes = move(from: pair.engine, to: pair.server) else { return false }
        if bytes.starts(with: Array("POST /repo/data/".utf8)) { pair.isSaving = true }
        return true
    }

    private func answer(_ pair: inout Pair) -> Bool {
        let isSaving = pair.isSaving
        pair.isSaving = false
        let isLost =
            isSaving
            && state.withLock { state in
                guard state.losses == 0 else { return false }
                state.losses += 1
                return true
            }
        return !isLost && move(from: pair.server, to: pair.engine) != nil
    }

    /// Returns what was passed on, nil at the end of the connection.
    private func move(from: Int32, to: Int32) -> [UInt8]? {
        let received = Socket.receive(from, flags: 0)
        guard received.count > 0 else { return nil }
        var sent = 0
        while sent < received.bytes.count {
            let count = Socket.send(to, received.bytes[sent...], passing: nil, flags: 0)
            guard count > 0 else { return nil }
            sent += count
        }
        return received.bytes
    }
}
