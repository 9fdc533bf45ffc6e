import BlockDevices
import Glibc
import Testing

@Suite struct FolderTests {
    private let folder: String

    init() throws {
        var template = Array("/tmp/folder-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    @Test func `names are listed, renamed over others, removed`() throws {
        for name in ["a", "b"] { Folder.make("\(folder)/\(name)") }
        #expect(Set(Folder.names(in: folder)) == ["a", "b"])
        try Folder.rename("\(folder)/a", to: "\(folder)/b")
        #expect(Folder.names(in: folder) == ["b"] && !Folder.holds("\(folder)/a") && Folder.holds("\(folder)/b"))
        #expect(throws: BlockDevicesError.self) { try Folder.rename("\(folder)/a", to: "\(folder)/c") }
        #expect(Folder.names(in: "\(folder)/none").isEmpty)
    }

    @Test func `what is not there cannot be made to survive`() throws {
        Folder.make("\(folder)/a")
        try Folder.sync("\(folder)/a")
        #expect(throws: BlockDevicesError.self) { try Folder.sync("\(folder)/none") }
    }

    @Test func `a file system says how large it is, a missing folder does not`() throws {
        let space = try Folder.space(folder)
        #expect(space.bytes > 0 && (0...space.bytes).contains(space.used) && !space.readOnly)
        #expect(throws: BlockDevicesError.self) { try Folder.space("\(folder)/none") }
    }

    @Test func `a plain folder is no mount, another file system is`() {
        #expect(SystemUnits.mountedDevice(folder) == nil)
        #expect(SystemUnits.mountedDevice("\(folder)/none") == nil)
        #expect(SystemUnits.mountedDevice("/proc") != nil)
        #expect(!SystemUnits.isMounted("/dev/null", at: "/proc"))
    }

    @Test func `users by name`() {
        #expect(SystemUser(named: "root")?.user == 0)
        #expect(SystemUser(named: "nobody-of-that-name") == nil)
    }
}
