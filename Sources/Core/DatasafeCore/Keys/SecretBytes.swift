import Synchronization

/// Secret bytes with one owner, overwritten when the owner lets go. Not copyable, not printable, not encodable.
///
/// Memory is whole pages, so that the machine storey can lock them with mlock; Core makes no system call.
public struct SecretBytes: ~Copyable, @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer
    /// Number of secret bytes, at least 0.
    public let count: Int

    static let page = 4096

    /// `count` zero bytes, to be filled in place.
    public init(count: Int) {
        precondition(count >= 0, "a negative number of secret bytes")
        let size = max(Self.page, (count + Self.page - 1) / Self.page * Self.page)
        self.memory = .allocate(byteCount: size, alignment: Self.page)
        self.memory.initializeMemory(as: UInt8.self, repeating: 0)
        self.count = count
    }

    /// A copy of `bytes`; the caller wipes the original.
    public init(copying bytes: UnsafeRawBufferPointer) {
        self.init(count: bytes.count)
        UnsafeMutableRawBufferPointer(rebasing: memory[..<count]).copyMemory(from: bytes)
    }

    /// The bytes, valid only inside `body`.
    public borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
    }

    /// The bytes for writing, valid only inside `body`.
    public mutating func withUnsafeMutableBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeMutableRawBufferPointer(rebasing: memory[..<count]))
    }

    /// The whole pages under the bytes, for mlock and munlock.
    public borrowing func withPages<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(memory))
    }

    /// Another owner of the same bytes.
    public borrowing func duplicate() -> SecretBytes {
        withUnsafeBytes { SecretBytes(copying: $0) }
    }

    /// Whether all bytes are equal, as in a key that was never filled. True for no bytes.
    public borrowing func isConstant() -> Bool {
        withUnsafeBytes { bytes in
            guard let first = bytes.first else { return true }
            return bytes.reduce(UInt8(0)) { $0 | ($1 ^ first) } == 0
        }
    }

    /// Whether two secrets are equal, in a time that does not depend on where they differ.
    public borrowing func equals(_ other: borrowing SecretBytes) -> Bool {
        guard count == other.count else { return false }
        return withUnsafeBytes { mine in
            other.withUnsafeBytes { theirs in
                zip(mine, theirs).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
            }
        }
    }

    /// Overwrites `bytes` with zeros in a way the optimiser keeps, also right before the memory is given back: atomic
    /// stores instead of plain ones, which it may drop as dead.
    public static func wipe(_ bytes: UnsafeMutableRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        let cells = start.bindMemory(to: Atomic<UInt8>.self, capacity: bytes.count)
        for index in 0..<bytes.count { cells[index].store(0, ordering: .relaxed) }
        atomicMemoryFence(ordering: .sequentiallyConsistent)
        _ = start.bindMemory(to: UInt8.self, capacity: bytes.count)
    }

    deinit {
        Self.wipe(memory)
        memory.deallocate()
    }
}
