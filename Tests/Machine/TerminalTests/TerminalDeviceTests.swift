import Glibc
import Terminal
import Testing

@Suite struct TerminalDeviceTests {
    @Test func `bytes arrive as they are, once somebody listens`() throws {
        var template = Array("/tmp/terminal-XXXXXX".utf8CString)
        let path = try #require(mkdtemp(&template).map { String(cString: $0) }) + "/port"
        try #require(mkfifo(path, 0o600) == 0)
        let device = TerminalDevice(path: path)
        // Nobody listens: refused at once, not waited for.
        #expect(device.isPresent && !device.write([1]))
        let reader = open(path, O_RDONLY | O_NONBLOCK)
        try #require(reader >= 0)
        defer { close(reader) }
        for line in ["DS:12:locked:\r\n", "DS:13:open:\r\n"] {
            #expect(device.write(Array(line.utf8)))
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = read(reader, &bytes, bytes.count)
            #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == line)
        }
    }

    @Test func `a line nobody reads costs a moment, not the service`() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        let device = TerminalDevice(path: "/proc/self/fd/\(ends[1])")
        let began = ContinuousClock.now
        #expect(!device.write([UInt8](repeating: 65, count: 1 << 20)))
        #expect(began.duration(to: .now) < .seconds(5))
    }

    @Test func `a device that is not there is not there`() {
        let device = TerminalDevice(path: "/dev/no-such-port")
        #expect(!device.isPresent && !device.write([1]))
    }
}
