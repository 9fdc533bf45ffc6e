/// Bytes that must not be seen: a password, a key. Overwritten when the last owner lets go; never printed, never encoded.
///
/// It travels between processes as a sealed memory file beside a Varlink message, never inside one.
public final class Secret: @unchecked Sendable {
    // Only written in init and deinit, so sharing it between tasks is safe.
    private let storage: UnsafeMutableRawBufferPointer

    /// Copies `bytes`; the caller's copy is the caller's to wipe.
    public init(_ bytes: UnsafeRawBufferPointer) {
        storage = .allocate(byteCount: bytes.count, alignment: 16)
        storage.copyMemory(from: bytes)
    }

    /// The UTF-8 bytes of a password typed by a person.
    public convenience init(text: String) {
        var utf8 = Array(text.utf8)
        self.init(bytes: utf8)
        for index in utf8.indices { utf8[index] = 0 }
    }

    public convenience init(bytes: [UInt8]) {
        self.init(count: bytes.count) { target in
            bytes.withUnsafeBytes { target.copyMemory(from: $0) }
        }
    }

    /// Lets `fill` write the bytes in place, so that no second copy exists.
    public init(count: Int, fill: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
        storage = .allocate(byteCount: count, alignment: 16)
        storage.initializeMemory(as: UInt8.self, repeating: 0)
        try fill(storage)
    }

    public var count: Int { storage.count }

    /// Reads the bytes without a copy.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try body(UnsafeRawBufferPointer(storage))
    }

    deinit {
        // Through a volatile-like loop: a plain memset before free may be optimised away.
        for index in 0..<storage.count {
            storage.storeBytes(of: 0, toByteOffset: index, as: UInt8.self)
        }
        withExtendedLifetime(storage) {}
        storage.deallocate()
    }
}
