#if canImport(Glibc)
    import Glibc
#endif

/// Runs `body` on a thread of its own and waits for it without holding a thread of the cooperative pool.
///
/// Every C call that may block (libcryptsetup, read of a slow disk, poll) goes through here. A thread for each call is
/// dearer than a pool (about 30 µs) but cannot be starved by a call that hangs on a dead disk.
///
/// - Throws: what `body` throws, or `ThreadError` when the kernel gives no thread.
public func offload<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        do {
            try startThread { continuation.resume(with: Swift.Result { try body() }) }
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

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
