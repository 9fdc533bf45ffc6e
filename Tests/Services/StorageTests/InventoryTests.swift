import Testing
import Udev

@testable import Storage

@Suite struct InventoryTests {
    private func disk(
        _ name: String, mebibytes: Int64, usb: String? = nil, isFinished: Bool = true,
        _ properties: [String: String] = [:]
    ) -> UdevDevice {
        UdevDevice(
            name: name, node: "/dev/\(name)", type: "disk", bytes: mebibytes << 20, usb: usb,
            usbInterfaces: usb == nil ? "" : ":080650:", isFinished: isFinished,
            properties: ["DEVLINKS": "/dev/disk/by-id/x-\(name)", "ID_SERIAL_SHORT": name].merging(properties) { $1 })
    }

    private func partition(of disk: String, label: String?, isFinished: Bool = true) -> UdevDevice {
        UdevDevice(
            name: "\(disk)1", node: "/dev/\(disk)1", type: "partition", bytes: 1 << 20, parent: disk, usb: "1-1",
            isFinished: isFinished, properties: label.map { ["ID_PART_ENTRY_NAME": $0] } ?? [:])
    }

    @Test func `a stick whose partition udev has not read is not there yet`() {
        let stick = disk("sdc", mebibytes: 8, usb: "1-1", ["ID_PART_TABLE_TYPE": "gpt"])
        let early = Inventory([stick, partition(of: "sdc", label: nil, isFinished: false)]) { _ in false }
        #expect(early.sticks.isEmpty)
        let late = Inventory([stick, partition(of: "sdc", label: "datasafe-key")]) { _ in false }
        #expect(late.sticks.count == 1 && late.sticks.first?.record?.node == "/dev/sdc1")
        #expect(late.sticks.first?.isEmpty == false)
    }

    @Test func `a disk that is being partitioned has not left, another one in its place is not it`() {
        let known = Inventory([disk("sdd", mebibytes: 2048, usb: "1-2", ["DISKSEQ": "9"])]) { _ in false }
        let unread = partition(of: "sdd", label: nil, isFinished: false)
        let same = disk("sdd", mebibytes: 2048, usb: "1-2", ["DISKSEQ": "9"])
        #expect(Inventory([same, unread], after: known) { _ in false }.externals == known.externals)
        #expect(Inventory([same, unread]) { _ in false }.externals.isEmpty)
        let other = disk("sdd", mebibytes: 2048, usb: "1-2", ["DISKSEQ": "10"])
        #expect(Inventory([other, unread], after: known) { _ in false }.externals.isEmpty)
        #expect(Inventory([], after: known) { _ in false }.externals.isEmpty)
        let unknown = disk("sdd", mebibytes: 2048, usb: "1-2")
        let nameless = Inventory([unknown]) { _ in false }
        #expect(Inventory([unknown, unread], after: nameless) { _ in false }.externals.isEmpty)
    }

    @Test func `an internal disk udev has not read is not offered as empty; a member is known by its block`() {
        let unread = disk("sda", mebibytes: 4096, isFinished: false)
        #expect(Inventory([unread]) { _ in false }.disks.isEmpty)
        #expect(Inventory([unread]) { _ in true }.disks.map(\.content) == ["member"])
        #expect(Inventory([disk("sda", mebibytes: 4096)]) { _ in false }.disks.map(\.content) == ["empty"])
    }

    @Test func `pulled and plugged again is another stay`() {
        let stays = ["7", "8"].map { seq in
            Inventory([disk("sdc", mebibytes: 8, usb: "1-1", ["DISKSEQ": seq])]) { _ in false }.sticks.first?.stay
        }
        #expect(stays[0] != nil && stays[0] != stays[1])
    }

    @Test(arguments: [(":080650:", true), (":080650:030101:", false), (":020600:", false)])
    func `a stick that is also a keyboard or a network holds no key`(interfaces: String, hasPlace: Bool) {
        var stick = disk("sdc", mebibytes: 8, usb: "1-1")
        stick.usbInterfaces = interfaces
        #expect((Inventory([stick]) { _ in false }.sticks.first?.record != nil) == hasPlace)
    }

    @Test func `below one gibibyte nothing is offered as a backup disk`() {
        #expect(Inventory([disk("sdd", mebibytes: 1023, usb: "1-2")]) { _ in false }.externals.isEmpty)
        #expect(Inventory([disk("sdd", mebibytes: 1024, usb: "1-2")]) { _ in false }.externals.count == 1)
    }
}
