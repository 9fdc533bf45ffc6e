import SystemPackage
import Testing

@testable import Guest

@Suite("The drawer") struct DrawerTests {
    let folder = FilePath("/tmp/datasafe-drawer-\(UInt64.random(in: 0 ... .max))")

    @Test("Each name is made once with its own serial") func names() throws {
        defer { try? Files.remove(folder) }
        let drawer = try Drawer(folder: folder, dataMiB: 192, backupMiB: 256)
        let names = ["key1", "key2", "backupkey", "empty", "photos", "foreign", "disk1", "disk2", "data1", "data4"]
        let parts = try names.map { try drawer.part($0) }
        #expect(Set(parts.map(\.serial)).count == names.count)
        #expect(
            parts.map(\.kind) == Array(repeating: .stick, count: 6) + [.backupDisk, .backupDisk, .dataDisk, .dataDisk])
        #expect(parts.map(\.bay) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
        try Files.write([1, 2, 3], to: parts[0].file)
        #expect(try Files.read(drawer.part("key1").file) == [1, 2, 3])
    }

    @Test("Unknown names are refused", arguments: ["", "key", "key0", "disk", "data", "disk10", "../key1", "keyx"])
    func unknown(name: String) throws {
        defer { try? Files.remove(folder) }
        let drawer = try Drawer(folder: folder)
        #expect(throws: GuestError(.part, name)) { try drawer.part(name) }
    }

    @Test("A damaged key needs a written one") func damaged() throws {
        defer { try? Files.remove(folder) }
        let drawer = try Drawer(folder: folder)
        #expect(throws: GuestError(.part, "damaged")) { try drawer.part("damaged") }
        let key = try drawer.part("key1")
        #expect(throws: GuestError(.part, "damaged")) { try drawer.part("damaged") }
        try Files.write(KeyStickImage.foreign(), to: key.file)
        let damaged = try drawer.part("damaged")
        #expect(!KeyStickImage.holdsKey(try Files.read(damaged.file)))
        #expect(KeyStickImage.holdsKey(try Files.read(key.file)))
    }
}
