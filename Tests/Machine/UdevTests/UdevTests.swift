import Glibc
import Testing

@testable import Udev

@Suite struct UdevTests {
    @Test func `every disk the kernel lists is described, with its size`() throws {
        var names: Set<String> = []
        let folder = try #require(opendir("/sys/class/block"))
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.insert(name) }
        }
        let devices = try Udev.blockDevices()
        #expect(Set(devices.map(\.name)) == names)
        #expect(devices.allSatisfy { $0.node == "/dev/\($0.name)" && $0.bytes >= 0 })
        #expect(devices.map(\.name) == devices.map(\.name).sorted())
    }

    @Test func `a disk's partitions are those the kernel lists under it`() throws {
        let devices = try Udev.blockDevices()
        for disk in devices where disk.type == "disk" {
            let listed = devices.filter { $0.type == "partition" && $0.parent == disk.name }.map(\.name)
            #expect(Set(Udev.partitions(of: disk.name)) == Set(listed), "\(disk.name)")
        }
        #expect(Udev.partitions(of: "no-such-disk").isEmpty)
    }

    @Test(arguments: [
        ("/dev/disk/by-id/wwn-0x5 /dev/disk/by-id/ata-B /dev/disk/by-path/x", "ata-B"),
        ("/dev/disk/by-id/wwn-0x5", "wwn-0x5"), ("/dev/disk/by-path/x", nil), ("", nil),
    ])
    func `the stable name is the one with model and serial`(links: String, name: String?) {
        let device = UdevDevice(
            name: "sda", node: "/dev/sda", type: "disk", bytes: 0, properties: ["DEVLINKS": links])
        #expect(device.stableName == name)
    }
}
