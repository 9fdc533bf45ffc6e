import BlockDevices
import Glibc
import Testing

@Suite struct RawCopyTests {
    private let folder: String

    init() throws {
        var template = Array("/tmp/raw-copy-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    private func put(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(descriptor >= 0 && write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
        return path
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4 << 20)
        let count = read(descriptor, &buffer, buffer.count)
        return Array(buffer.prefix(max(0, count)))
    }

    @Test func `what is copied is the beginning, for the owner alone`() throws {
        let noise = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
        let from = try put("from", noise)
        let count = 2 << 20 + 512
        try RawDevice.copy(from, to: "\(folder)/to", count: Int64(count))
        #expect(try bytes("\(folder)/to") == Array(noise[..<count]))
        var state = stat()
        #expect(stat("\(folder)/to", &state) == 0 && state.st_mode & 0o777 == 0o600)
        // Back over another one: what lies behind stays.
        let target = try put("target", [UInt8](repeating: 7, count: 3 << 20))
        try RawDevice.copy("\(folder)/to", to: target, count: Int64(count))
        #expect(try bytes(target) == Array(noise[..<count]) + [UInt8](repeating: 7, count: 3 << 20 - count))
    }

    @Test func `a device that has gone is an error, and no file in its place`() throws {
        let from = try put("from", [UInt8](repeating: 1, count: 4096))
        let device = "/dev/datasafe-raw-copy-\(getpid())"
        defer { unlink(device) }
        #expect(throws: BlockDevicesError.self) { try RawDevice.copy(from, to: device, count: 4096) }
        #expect(access(device, F_OK) != 0)
        #expect(throws: BlockDevicesError.self) { try RawDevice.copy(from, to: "\(folder)/none", count: 8192) }
    }
}
