import Glibc
import StateFiles
import Testing

@Suite struct StateFileTests {
    private let folder: String

    init() throws {
        var template = Array("/tmp/state-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    @Test func `what was written comes back, the newest`() throws {
        let file = StateFile(path: "\(folder)/journal.json")
        #expect(try file.read() == nil && !file.exists)
        try file.replace(with: Array("one".utf8))
        try file.replace(with: Array("two".utf8))
        #expect(try file.read() == Array("two".utf8) && file.exists)
        var status = stat()
        #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func `a half-written neighbour of a power cut disturbs nothing`() throws {
        let file = StateFile(path: "\(folder)/journal.json")
        try file.replace(with: Array("good".utf8))
        try StateFile(path: "\(folder)/journal.json.new").replace(with: Array("ha".utf8))
        #expect(try file.read() == Array("good".utf8))
        try file.replace(with: Array("better".utf8))
        #expect(try file.read() == Array("better".utf8))
    }

    @Test func `a link, a missing folder and a huge file are errors, not surprises`() throws {
        #expect(symlink("/etc/hostname", "\(folder)/link") == 0)
        #expect(throws: StateFileError(code: .system, path: "\(folder)/link", errno: ELOOP)) {
            try StateFile(path: "\(folder)/link").read()
        }
        #expect(throws: StateFileError(code: .system, path: "\(folder)/none/x", errno: ENOENT)) {
            try StateFile(path: "\(folder)/none/x").replace(with: [1])
        }
        #expect(throws: StateFileError(code: .tooLarge, path: "\(folder)/x")) {
            try StateFile(path: "\(folder)/x").replace(with: [UInt8](repeating: 0, count: StateFile.largest + 1))
        }
    }
}
