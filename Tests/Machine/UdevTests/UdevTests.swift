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

    @Test(arguments: [
        // A stick's first partition, a member of another disk's name, and a disk that came itself.
        (["/sys/devices/pci0/usb1/1-1/host6/block/sdb/sdb1"], ["sdb"]),
        (["/sys/devices/pci0/ata1/block/sda/sda3"], ["sda"]),
        (["/sys/devices/pci0/nvme/nvme0/nvme0n1/nvme0n1p2"], ["nvme0n1"]),
        (["/sys/devices/pci0/usb1/1-2/host7/block/sdc"], []), (["/sys/devices/virtual/block/dm-0"], []), ([], []),
    ])
    func `a disk whose partition came after the list is not finished`(came: [String], unfinished: [String]) {
        let listed = [
            UdevDevice(name: "sda", node: "/dev/sda", type: "disk", bytes: 1),
            UdevDevice(name: "sda1", node: "/dev/sda1", type: "partition", bytes: 1, parent: "sda"),
            UdevDevice(name: "sdb", node: "/dev/sdb", type: "disk", bytes: 1),
            UdevDevice(name: "nvme0n1", node: "/dev/nvme0n1", type: "disk", bytes: 1),
        ]
        let judged = Udev.unfinished(listed, without: Set(came))
        #expect(judged.map(\.name) == listed.map(\.name))
        #expect(judged.filter { !$0.isFinished }.map(\.name) == unfinished)
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
