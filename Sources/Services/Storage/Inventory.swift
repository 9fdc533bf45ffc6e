import BlockDevices
import DatasafeCore
import Udev

/// All block devices of one moment, sorted by what they are to us.
struct Inventory: Sendable, Equatable {
    /// A data disk or a candidate, without its bay.
    struct Disk: Sendable, Equatable {
        var id: DiskID
        var device: UdevDevice
        var model: String
        var serial: String
        /// `empty`, `member`, or what was found.
        var content: String
    }

    /// A USB stick, by what its table says.
    struct Stick: Sendable, Equatable {
        var id: String
        var device: UdevDevice
        /// Node and offset where the key record begins; nil when there is no place for one.
        var record: (node: String, offset: Int64)?
        /// There is no table although a record may be there.
        var isWithoutTable: Bool
        var isEmpty: Bool

        /// One stay of a stick in the box: pulled and plugged again it is another one, however fast the hand was.
        var stay: String { "\(id)#\(device["DISKSEQ"] ?? "")" }

        static func == (left: Stick, right: Stick) -> Bool { left.id == right.id && left.device == right.device }
    }

    /// An external disk.
    struct External: Sendable, Equatable {
        var id: String
        var device: UdevDevice
        var number: Int?
        var repository: UdevDevice?
        var info: UdevDevice?
        var content: String
    }

    var disks: [Disk] = []
    var sticks: [Stick] = []
    var externals: [External] = []

    /// The largest device offered as a key stick: nobody wants to lose a backup disk to a key.
    static let largestStick: Int64 = 256 << 30
    /// The smallest device offered as a backup disk.
    static let smallestBackup: Int64 = 1 << 30

    init() {}

    /// Sorts what udev knows. `isMember` looks at the first block of an internal disk; a device udev is reading anew stays
    /// as `earlier` knew it: it has not left, its partitions only come and go.
    init(_ devices: [UdevDevice], after earlier: Inventory = Inventory(), isMember: (UdevDevice) -> Bool) {
        let partitions = Dictionary(grouping: devices.filter { $0.type == "partition" }) { $0.parent ?? "" }
        let skipped = ["loop", "ram", "zram", "dm-", "md", "sr", "nbd", "fd"]
        for device in devices where device.type == "disk" && device.bytes > 0 {
            if skipped.contains(where: { device.name.hasPrefix($0) }) { continue }
            let parts = partitions[device.name] ?? []
            // What udev has not read yet looks empty; its event is still to come. A member is known by its own block.
            let isFinished = device.isFinished && parts.allSatisfy(\.isFinished)
            if device.usb != nil {
                if isFinished { addUSB(device, parts) } else { keep(device, from: earlier) }
            } else if !parts.contains(where: { $0.partitionLabel?.hasPrefix("datasafe") == true }) {
                let isMember = isMember(device)
                if isMember || isFinished {
                    addInternal(device, parts, isMember: isMember)
                } else {
                    keep(device, from: earlier)
                }
            }
        }
        disks.sort { ($0.device["ID_PATH"] ?? $0.device.name) < ($1.device["ID_PATH"] ?? $1.device.name) }
    }

    private mutating func keep(_ device: UdevDevice, from earlier: Inventory) {
        func isSame(_ known: UdevDevice) -> Bool {
            known.name == device.name && known["DISKSEQ"] != nil && known["DISKSEQ"] == device["DISKSEQ"]
        }
        disks += earlier.disks.filter { isSame($0.device) }
        sticks += earlier.sticks.filter { isSame($0.device) }
        externals += earlier.externals.filter { isSame($0.device) }
    }

    private mutating func addInternal(_ device: UdevDevice, _ parts: [UdevDevice], isMember: Bool) {
        guard let name = device.stableName, let id = DiskID(name) else { return }
        disks.append(
            Disk(
                id: id, device: device, model: Inventory.shown(device["ID_MODEL"] ?? "?"),
                serial: Inventory.shown(device["ID_SERIAL_SHORT"] ?? device["ID_SERIAL"] ?? ""),
                content: isMember ? "member" : Inventory.content(device, parts)))
    }

    private mutating func addUSB(_ device: UdevDevice, _ parts: [UdevDevice]) {
        let id = Inventory.shown(device.stableName ?? device["ID_SERIAL"] ?? device.name)
        // Storage and a keyboard in one device pretends something: refused whole.
        let classes = device.usbInterfaces.split(separator: ":").map { $0.prefix(2) }
        let isComposite = classes.contains { $0 != "08" }
        let key = parts.first { $0.partitionLabel == "datasafe-key" }
        let repository = parts.first { $0.partitionLabel.flatMap { BackupDisk.number(label: $0) } != nil }
        let isEmpty = parts.isEmpty && device["ID_PART_TABLE_TYPE"] == nil && device["ID_FS_TYPE"] == nil
        if repository == nil, device.bytes <= Inventory.largestStick {
            var record: (node: String, offset: Int64)?
            if let key, !isComposite { record = (key.node, 0) }
            if isEmpty, !isComposite, device.bytes >= 4 << 20 { record = (device.node, KeyStickTable.start) }
            sticks.append(
                Stick(
                    id: id, device: device, record: record, isWithoutTable: key == nil,
                    isEmpty: isEmpty && !isComposite))
        }
        if key == nil, device.bytes >= Inventory.smallestBackup, !isComposite {
            let number = repository?.partitionLabel.flatMap { BackupDisk.number(label: $0) }
            externals.append(
                External(
                    id: id, device: device, number: number, repository: repository,
                    info: parts.first { $0.partitionLabel == "DATASAFE-INFO-\(number ?? 0)" },
                    content: isEmpty ? "empty" : Inventory.content(device, parts)))
        }
    }

    /// What a device holds, in one word, as udev's blkid found it.
    private static func content(_ device: UdevDevice, _ parts: [UdevDevice]) -> String {
        if let system = parts.compactMap({ $0["ID_FS_TYPE"] }).first { return shown(system) }
        return device["ID_FS_TYPE"].map(shown) ?? device["ID_PART_TABLE_TYPE"].map(shown) ?? "empty"
    }

    /// A string of a device as it may be shown: printable ASCII, 64 characters (storage.md 4).
    static func shown(_ text: String) -> String {
        String(text.unicodeScalars.filter { (0x20...0x7e).contains($0.value) }.prefix(64).map(Character.init))
    }
}
