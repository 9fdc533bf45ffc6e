import Glibc

/// An open file, closed when the last owner lets go.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    /// Opens without following a link at the end of the path.
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0, what: String) throws(StagingError) -> Descriptor
    {
        let number = Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
        guard number >= 0 else { throw .last(what) }
        return Descriptor(number)
    }

    /// Bytes of a plain file. Throws `.notPlain` for anything else.
    func plainSize(what: String) throws(StagingError) -> Int64 {
        var state = stat()
        guard fstat(number, &state) == 0 else { throw .last(what) }
        guard state.st_mode & S_IFMT == S_IFREG else { throw StagingError(code: .notPlain, what: what) }
        return Int64(state.st_size)
    }

    func write(_ bytes: UnsafeRawBufferPointer, what: String) throws(StagingError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last(what) }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads from the start to the end in pieces of at most 256 KiB.
    ///
    /// - Returns: bytes read.
    func readAll(what: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Int64 {
        // Big enough that a multi-GB file costs few calls, small enough that 32 uploads at once cost 8 MiB.
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 4096)
        defer { buffer.deallocate() }
        var offset: Int64 = 0
        while true {
            let count = pread(number, buffer.baseAddress, buffer.count, off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StagingError.last(what) }
            guard count > 0 else { return offset }
            offset += Int64(count)
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    func sync(what: String) throws(StagingError) {
        guard fsync(number) == 0 else { throw .last(what) }
    }

    deinit { close(number) }
}

/// Makes a folder's entries durable.
func syncFolder(_ path: String, what: String) throws(StagingError) {
    try Descriptor.open(path, O_RDONLY | O_DIRECTORY, what: what).sync(what: what)
}

/// Makes a folder if it is missing. True when it was made now.
func makeFolder(_ path: String, mode: mode_t, what: String) throws(StagingError) -> Bool {
    if mkdir(path, 0o700) == 0 {
        // Whatever the umask says. A set-group-id bit from the folder above would be lost here, so it is kept by hand.
        var state = stat()
        guard stat(path, &state) == 0, chmod(path, mode | (state.st_mode & S_ISGID)) == 0 else { throw .last(what) }
        return true
    }
    guard errno == EEXIST else { throw .last(what) }
    return false
}

/// Names in a folder, without `.` and `..`; nil when it cannot be read.
func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names
}
