public import SystemPackage

/// Something that can be put into a box or taken out: a stick, a backup disk, a data disk.
public struct Part: Sendable, Equatable {
    /// Where it goes.
    public enum Kind: String, Sendable, Codable {
        /// USB stick, 8 MiB.
        case stick
        /// USB disk.
        case backupDisk
        /// Disk in a bay of the box.
        case dataDisk
    }

    /// "key1", "disk2", "data3": what a person types; also the id QEMU knows it by.
    public var name: String
    /// Where it goes.
    public var kind: Kind
    /// The image.
    public var file: FilePath
    /// Where QEMU takes it from instead of its file; nil = the raw file itself.
    public var source: ImageSource?
    /// Serial number the box reads; its last four characters are its number in the drawer.
    public var serial: String
    /// Bay, 0-based; only for data disks.
    public var bay: Int

    /// A part; see the properties.
    public init(name: String, kind: Kind, file: FilePath, serial: String, bay: Int = 0) {
        self.name = name
        self.kind = kind
        self.file = file
        self.serial = serial
        self.bay = bay
    }

    /// How QEMU opens the image: under the part's own name.
    var blockNode: JSON { (source ?? .file(file, format: "raw")).node(named: name) }

    /// How QEMU attaches it.
    var device: JSON {
        switch kind {
        case .stick, .backupDisk:
            .object(
                [
                    "driver": "usb-storage", "bus": "xhci.0", "id": .string(name), "drive": .string(name),
                    "serial": .string(serial), "removable": .bool(kind == .stick),
                ].merging(source?.deviceWords ?? [:]) { first, _ in first })
        case .dataDisk:
            .object(
                [
                    "driver": "scsi-hd", "bus": "scsi0.0", "id": .string(name), "drive": .string(name),
                    "serial": .string(serial), "device_id": .string(serial), "scsi-id": .integer(Int64(bay)),
                ].merging(source?.deviceWords ?? [:]) { first, _ in first })
        }
    }
}
