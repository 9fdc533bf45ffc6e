import Glibc
import Synchronization

/// Runs `body` on a thread of its own and waits for it without holding a thread of the cooperative pool.
///
/// Every C call that may block (libcryptsetup, read of a slow disk, poll) goes through here. A thread for each call is
/// dearer than a pool (about 30 µs) but cannot be starved by a call that hangs on a dead disk.
///
/// When it returns, the thread has let go of everything `body` held: what the caller drops next is gone at once.
///
/// - Throws: what `body` throws, or `ThreadError` when the kernel gives no thread.
public func offload<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        let errand = Errand(body)
        do {
            try startThread { continuation.resume(with: errand.run()) }
        } catch {
            continuation.resume(throwing: error)
        }
    }
}

/// Starts a detached thread that runs `body` and ends.
public func startThread(_ body: @escaping @Sendable () -> Void) throws(ThreadError) {
    let box = Unmanaged.passRetained(ThreadBody(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 512 << 10)
    var thread = pthread_t()
    let code = pthread_create(
        &thread, &attributes,
        { argument in
            guard let argument else { return nil }
            Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
            return nil
        }, box.toOpaque())
    guard code == 0 else {
        box.release()
        throw ThreadError(errno: code)
    }
}

/// The kernel refused a thread.
public struct ThreadError: Error, Equatable {
    public var errno: Int32
    public init(errno: Int32) { self.errno = errno }
}

/// A body that is let go of as soon as it ran: the thread outlives the answer by a moment, and an upload that its caller
/// gave up must not stay open (or on the disk) that much longer.
private final class Errand<Value: Sendable>: Sendable {
    private let body: Mutex<(@Sendable () throws -> Value)?>

    init(_ body: @escaping @Sendable () throws -> Value) { self.body = Mutex(body) }

    /// Runs the body; to be called once.
    func run() -> Result<Value, any Error> {
        let taken = body.withLock { body in
            defer { body = nil }
            return body
        }
        guard let taken else { preconditionFailure("an errand is run once") }
        return Result { try taken() }
    }
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
