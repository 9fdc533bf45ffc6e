import CLinux
public import DatasafeCore
import Glibc

/// Reads and writes of a block device in whole, aligned blocks of 4 KiB past the page cache, so that nothing of a key
/// stays there. All calls block; use them through `offload`.
public enum RawDevice {
    /// Block size of every read and write, bytes.
    public static let block = 4096

    /// Size in bytes.
    public static func bytes(of node: String) throws(BlockDevicesError) -> Int64 {
        let descriptor = try open(node, O_RDONLY)
        defer { close(descriptor) }
        let size = clinux_block_bytes(descriptor)
        guard size >= 0 else {
            // A plain file in tests.
            let end = lseek(descriptor, 0, SEEK_END)
            guard end >= 0 else { throw failure(.read, node) }
            return Int64(end)
        }
        return size
    }

    /// Reads `count` bytes, a multiple of 4 KiB, from `offset`; the bytes are wiped with the `Secret`.
    public static func read(_ node: String, at offset: Int64, count: Int) throws(BlockDevicesError) -> Secret {
        precondition(offset % Int64(block) == 0 && count % block == 0)
        let descriptor = try open(node, O_RDONLY | clinux_o_direct())
        defer { close(descriptor) }
        return try aligned(count) { (buffer) throws(BlockDevicesError) in
            guard pread(descriptor, buffer.baseAddress, count, off_t(offset)) == count else {
                throw failure(.read, node)
            }
            return Secret(UnsafeRawBufferPointer(buffer))
        }
    }

    /// Writes bytes (padded with zeros to whole blocks), flushes, and reads them back.
    public static func write(_ node: String, at offset: Int64, _ bytes: Secret) throws(BlockDevicesError) {
        let count = (bytes.count + block - 1) / block * block
        let descriptor = try open(node, O_RDWR | clinux_o_direct())
        defer { close(descriptor) }
        try aligned(count) { (buffer) throws(BlockDevicesError) in
            bytes.withBytes { buffer.copyMemory(from: $0) }
            guard pwrite(descriptor, buffer.baseAddress, count, off_t(offset)) == count, fsync(descriptor) == 0 else {
                throw failure(.write, node)
            }
        }
        _ = clinux_flush_buffers(descriptor)
        let back = try read(node, at: offset, count: count)
        let same = back.withBytes { back in
            bytes.withBytes { wanted in back.prefix(wanted.count).elementsEqual(wanted) }
        }
        guard same else { throw BlockDevicesError(code: .readBack, what: node) }
    }

    /// Overwrites `count` bytes from `offset` with zeros and flushes.
    public static func wipe(_ node: String, at offset: Int64, count: Int64) throws(BlockDevicesError) {
        let descriptor = try open(node, O_RDWR)
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var done: Int64 = 0
        while done < count {
            let step = min(Int64(zeros.count), count - done)
            let written = zeros.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, Int(step), off_t(offset + done)) }
            guard written == Int(step) else { throw failure(.write, node) }
            done += step
        }
        guard fsync(descriptor) == 0 else { throw failure(.write, node) }
    }

    /// Copies the first `count` bytes of one device or file to another, and flushes. A file that is not there is made for
    /// its owner alone; a device that is not there is an error, and no file in its place.
    public static func copy(_ from: String, to target: String, count: Int64) throws(BlockDevicesError) {
        let input = try open(from, O_RDONLY)
        defer { close(input) }
        let output = Glibc.open(target, O_WRONLY | O_CLOEXEC | (target.hasPrefix("/dev/") ? 0 : O_CREAT), 0o600)
        guard output >= 0 else { throw failure(.open, target) }
        defer { close(output) }
        try aligned(1 << 20) { (buffer) throws(BlockDevicesError) in
            var done: Int64 = 0
            while done < count {
                let step = Int(min(Int64(buffer.count), count - done))
                let got = pread(input, buffer.baseAddress, step, off_t(done))
                guard got == step else { throw failure(.read, from) }
                let put = pwrite(output, buffer.baseAddress, step, off_t(done))
                guard put == step else { throw failure(.write, target) }
                done += Int64(step)
            }
        }
        guard fsync(output) == 0 else { throw failure(.write, target) }
    }

    /// Reads blocks of a device that was overwritten with zeros, past the page cache: the first and last mebibyte's blocks
    /// and others spread evenly, and counts those that hold something else.
    ///
    /// - Parameter places: how many blocks of 4,096 bytes beside the ends.
    public static func countNotZero(
        _ node: String, bytes: Int64, places: Int
    ) throws(BlockDevicesError) -> (checked: Int, wrong: Int) {
        let blocks = bytes / Int64(block)
        guard blocks > 0 else { return (0, 0) }
        let ends = min(256, blocks)
        var wanted = Set(0..<ends).union((blocks - ends)..<blocks)
        for place in 0..<Int64(max(1, places)) { wanted.insert(blocks * place / Int64(max(1, places))) }
        var wrong = 0
        for number in wanted.sorted() {
            let isZero = try read(node, at: number * Int64(block), count: block).withBytes { $0.allSatisfy { $0 == 0 } }
            if !isZero { wrong += 1 }
        }
        return (wanted.count, wrong)
    }

    /// Asks the kernel to read the partition table again; false while a partition is in use.
    public static func readPartitionsAgain(_ node: String) -> Bool {
        let descriptor = Glibc.open(node, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return clinux_reread_partitions(descriptor) == 0
    }

    private static func open(_ node: String, _ flags: Int32) throws(BlockDevicesError) -> Int32 {
        var descriptor = Glibc.open(node, flags | O_CLOEXEC)
        // A file system without O_DIRECT (tmpfs in tests) still is to be read.
        if descriptor < 0, errno == EINVAL { descriptor = Glibc.open(node, flags & ~clinux_o_direct() | O_CLOEXEC) }
        guard descriptor >= 0 else { throw failure(.open, node) }
        return descriptor
    }

    private static func aligned<Result>(
        _ count: Int, _ body: (UnsafeMutableRawBufferPointer) throws(BlockDevicesError) -> Result
    ) throws(BlockDevicesError) -> Result {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: block)
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        defer {
            clinux_wipe(buffer.baseAddress, count)
            buffer.deallocate()
        }
        return try body(buffer)
    }

    private static func failure(_ code: BlockDevicesError.Code, _ node: String) -> BlockDevicesError {
        BlockDevicesError(code: code, what: node, cause: "errno \(errno)")
    }
}
