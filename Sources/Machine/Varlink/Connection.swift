import Glibc
import Synchronization

/// One connection as the server's loop and the deeds see it: the loop reads and sends, deeds only put into the outbox.
final class Connection: Sendable {
    let descriptor: Int32
    let user: UInt32
    private let state: Mutex<State>
    private let wake: @Sendable () -> Void

    private struct State {
        var reader = MessageReader(limit: Limits.call)
        var outbox: [Outgoing] = []
        var outboxBytes = 0
        var passed: [Int32] = []
        var lastWhole: Int64
        var closing = false
    }

    private struct Outgoing {
        var bytes: ArraySlice<UInt8>
        var passing: Int32?
    }

    init(descriptor: Int32, user: UInt32, now: Int64, wake: @escaping @Sendable () -> Void) {
        self.descriptor = descriptor
        self.user = user
        self.wake = wake
        state = Mutex(State(lastWhole: now))
    }

    /// Something waits to be sent.
    var wantsToSend: Bool { state.withLock { !$0.outbox.isEmpty } }

    /// Has to go: told to, or a message half there for too long.
    func isOver(now: Int64) -> Bool {
        state.withLock {
            ($0.closing && $0.outbox.isEmpty)
                || ($0.reader.isHalf && now - $0.lastWhole > Limits.firstMessageSeconds)
        }
    }

    /// Reads what is there: whole messages, each with the descriptor that came with it. nil = the connection ended.
    func read(now: Int64) -> [(bytes: [UInt8], passed: Int32?)]? {
        let (count, bytes, passed) = Socket.receive(descriptor, flags: Int32(MSG_DONTWAIT))
        if count == -Int(EAGAIN) || count == -Int(EINTR) { return [] }
        guard count > 0 else {
            for descriptor in passed { Glibc.close(descriptor) }
            return nil
        }
        return state.withLock { state in
            state.passed.append(contentsOf: passed)
            if !state.reader.isHalf { state.lastWhole = now }
            // One descriptor belongs to one message; a peer that sends more is cut off before it fills our table.
            guard state.passed.count <= 4, let messages = try? state.reader.take(bytes[...]) else { return nil }
            if !messages.isEmpty { state.lastWhole = now }
            return messages.map { ($0, state.passed.isEmpty ? nil : state.passed.removeFirst()) }
        }
    }

    /// Puts a reply into the outbox; a reader that takes nothing is dropped. Owns `passing`.
    func put(_ bytes: [UInt8], passing: Int32? = nil) {
        state.withLock { state in
            guard !state.closing, state.outboxBytes + bytes.count < Limits.outbox else {
                state.closing = true
                if let passing { Glibc.close(passing) }
                return
            }
            state.outbox.append(Outgoing(bytes: (bytes + [0])[...], passing: passing))
            state.outboxBytes += bytes.count + 1
        }
        wake()
    }

    /// Ends the connection once the outbox is empty.
    func end() {
        state.withLock { $0.closing = true }
        wake()
    }

    /// Sends what the socket takes now. False when the connection broke.
    func send() -> Bool {
        state.withLock { state in
            while let first = state.outbox.first {
                let flags = Int32(MSG_DONTWAIT)
                let count = Socket.send(descriptor, first.bytes, passing: first.passing, flags: flags)
                if count == -Int(EAGAIN) || count == -Int(EINTR) { return true }
                guard count > 0 else { return false }
                if let passing = first.passing { Glibc.close(passing) }
                state.outbox[0].passing = nil
                state.outboxBytes -= count
                if count == first.bytes.count {
                    state.outbox.removeFirst()
                } else {
                    state.outbox[0].bytes = first.bytes.dropFirst(count)
                }
            }
            return true
        }
    }

    /// Closes every descriptor; the loop calls it once, when nobody else uses the number.
    func close() {
        state.withLock { state in
            for descriptor in state.passed { Glibc.close(descriptor) }
            for outgoing in state.outbox { if let passing = outgoing.passing { Glibc.close(passing) } }
            state.passed = []
            state.outbox = []
            state.closing = true
        }
        Glibc.close(descriptor)
    }
}
