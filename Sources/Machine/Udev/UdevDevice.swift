/// One block device as udev describes it. Strings come from the device and are not trusted: bounded here, escaped by
/// whoever shows them.
public struct UdevDevice: Sendable, Equatable {
    /// `sda`, `nvme0n1p2`
    public var name: String
    /// `/dev/sda`
    public var node: String
    /// `disk` or `partition`
    public var type: String
    public var bytes: Int64
    /// Name of the whole disk of a partition.
    public var parent: String?
    /// Name of the USB device that carries it, nil when it is not on USB: its place in the kernel's tree decides, because
    /// ID_BUS reads `ata` behind some bridges (image.md 7.6).
    public var usb: String?
    /// Interface classes of that USB device as udev lists them, `:080650:`.
    public var usbInterfaces: String
    /// udev has run its rules on it; before that it has no properties and looks empty.
    public var isFinished: Bool
    /// udev's properties, values cut to 256 characters.
    public var properties: [String: String]

    public init(
        name: String, node: String, type: String, bytes: Int64, parent: String? = nil, usb: String? = nil,
        usbInterfaces: String = "", isFinished: Bool = true, properties: [String: String] = [:]
    ) {
        self.name = name
        self.node = node
        self.type = type
        self.bytes = bytes
        self.parent = parent
        self.usb = usb
        self.usbInterfaces = usbInterfaces
        self.isFinished = isFinished
        self.properties = properties
    }

    public subscript(property: String) -> String? { properties[property] }

    /// Stable name below /dev/disk/by-id without the folder: the one with model and serial before a bare number.
    public var stableName: String? {
        let prefix = "/dev/disk/by-id/"
        let names = (properties["DEVLINKS"] ?? "").split(separator: " ").compactMap { link -> String? in
            link.hasPrefix(prefix) ? String(link.dropFirst(prefix.count)) : nil
        }
        let bare = ["wwn-", "nvme-eui.", "nvme-uuid.", "dm-", "md-", "lvm-"]
        return names.filter { name in !bare.contains { name.hasPrefix($0) } }.min() ?? names.min()
    }

    /// PARTLABEL of a GPT partition.
    public var partitionLabel: String? { properties["ID_PART_ENTRY_NAME"] }
    /// PARTUUID of a GPT partition.
    public var partitionUUID: String? { properties["ID_PART_ENTRY_UUID"] }
}

/// A device came, changed or went.
public struct UdevEvent: Sendable, Equatable {
    /// `add`, `change`, `remove` ...
    public var action: String
    public var device: UdevDevice
    public init(action: String, device: UdevDevice) {
        self.action = action
        self.device = device
    }
}

/// udev could not be asked.
public struct UdevError: Error, Equatable {
    public var what: String
    public init(what: String) { self.what = what }
}
