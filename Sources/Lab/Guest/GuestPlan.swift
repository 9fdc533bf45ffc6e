import FoundationEssentials
public import SystemPackage

/// How a box is built in the lab: everything QEMU is told when it starts.
public struct GuestPlan: Sendable {
    /// How the machine starts.
    public enum Lane: Sendable, Equatable {
        /// QEMU's own BIOS and nothing to start: for tests of this room.
        case bare
        /// QEMU loads kernel and initrd itself: saves the firmware's seconds, shows everything after them.
        case direct(kernel: FilePath, initrd: FilePath, commandLine: String)
        /// Firmware, boot loader, unified kernel image, as on real hardware. Both files 4 MiB; `variables` is written.
        case uefi(code: FilePath, variables: FilePath)
    }

    /// How the machine starts.
    public var lane: Lane
    /// The program that plays the machine; qemu-system-x86_64 of 7.2 or newer.
    public var emulator = Guest.program
    /// "tcg" everywhere; "kvm" where a person asked for it and the machine has it.
    public var accelerator: String
    /// Processors, at least 1.
    public var cores: Int
    /// Memory, MiB.
    public var memoryMiB: Int
    /// The system disk ("qcow2" overlay in the lab); nil for a machine without.
    public var systemDisk: ImageSource?
    /// Disks in the bays at power-on.
    public var dataDisks: [Part]
    /// Loopback ports that lead to the box.
    public var ports: Ports?
    /// Folder for the sockets; its path is short, a socket's may have at most 107 bytes.
    public var sockets: FilePath
    /// Where the serial record and QEMU's own messages go.
    public var records: FilePath
    /// The machine's SMBIOS UUID, from which the box derives its machine-id.
    public var identity: String
    /// Where each packet is written (pcap), if it is.
    public var capture: FilePath?
    /// Where the box's journal is written, if it is; only in the direct lane.
    public var journal: FilePath?
    /// True: a stranger's computer is on the same network (`Guest.stranger`).
    public var hasStranger = false
    /// A state written by `Guest.freeze(to:)` to start from.
    public var frozen: FilePath?
    /// True: the machine tells its system when it goes on from a frozen state, so that no random number is drawn twice.
    public var isForked = false
    /// What the lab says to the box's system at its start: credential name to content. Only in the direct lane, where the
    /// command line is the lab's; the shipped one takes none.
    public var credentials: [String: String] = [:]
    /// What makes journald speak on the second serial line.
    static let journalWords =
        " console=ttyS1 loglevel=4 systemd.journald.forward_to_console=1 systemd.journald.max_level_console=info"
    /// What the clock says at power-on, "2026-11-23T20:00:00" UTC; nil = what this machine's says.
    public var clock: String?
    /// The address and port under which the box reaches the hub; everything else outside is closed to it.
    public static let hubAddress = "10.0.2.100"
    /// The hub's port as the box sees it.
    public static let hubPort = 8443
    /// The vault's, at the same address: what a box goes to unless it is told otherwise.
    static let vaultPort = 8444
    /// The address of the practice's file server, at the usual ports of SMB and NFS.
    public static let serverAddress = "10.0.2.101"

    /// A plan with the lab's usual machine: TCG, two processors, 1 GiB.
    public init(lane: Lane, sockets: FilePath, records: FilePath) {
        self.lane = lane
        accelerator = "tcg"
        cores = 2
        memoryMiB = 1024
        dataDisks = []
        self.sockets = sockets
        self.records = records
        identity = "d5a7e5af-0000-4000-8000-000000000001"
    }

    /// Socket for commands.
    var control: String { sockets.appending("qmp").string }
    /// Socket for the serial line.
    var serial: String { sockets.appending("serial").string }
    /// Socket of the stranger's network cable.
    var lan: String { sockets.appending("lan").string }
    /// Socket for the line of state changes.
    var states: String { sockets.appending("states").string }

    /// The command line of qemu-system-x86_64 (7.2 or newer), without the program.
    public func arguments() throws -> [String] {
        var list = ["-name", "datasafe-box", "-no-user-config", "-nodefaults", "-display", "none"]
        list += [
            "-machine", "q35", "-accel", acceleration, "-cpu", processor, "-smp", "\(cores)", "-m", "\(memoryMiB)",
        ]
        list += ["-uuid", identity, "-rtc", "base=\(clock ?? "utc"),clock=host"]
        list += ["-qmp", "unix:\(control),server=on,wait=off"]
        list += ["-chardev", "socket,id=serial0,path=\(serial)", "-serial", "chardev:serial0"]
        list += ["-chardev", "socket,id=states0,path=\(states)", "-device", "virtio-serial-pci,id=lines"]
        list += ["-device", "virtserialport,bus=lines.0,chardev=states0,name=datasafe.console"]
        list += ["-device", "VGA", "-device", "virtio-rng-pci", "-device", "qemu-xhci,id=xhci"]
        list += ["-device", "virtio-scsi-pci,id=scsi0"]
        list += network
        switch lane {
        case .bare: break
        case .direct(let kernel, let initrd, let commandLine):
            list += ["-kernel", kernel.string, "-initrd", initrd.string]
            list += ["-append", words(of: commandLine)]
            if let journal { list += ["-chardev", "file,id=journal0,path=\(journal)", "-serial", "chardev:journal0"] }
        case .uefi(let code, let variables):
            list += ["-drive", "if=pflash,format=raw,unit=0,readonly=on,file=\(code)"]
            list += ["-drive", "if=pflash,format=raw,unit=1,file=\(variables)"]
        }
        if let systemDisk {
            var device: [String: JSON] = ["driver": "virtio-blk-pci", "drive": "system", "serial": "system"]
            // With -kernel QEMU takes boot index 0 for itself.
            if case .uefi = lane { device["bootindex"] = 0 }
            device.merge(systemDisk.deviceWords) { first, _ in first }
            list += ["-blockdev", try systemDisk.node(named: "system").line()]
            list += ["-device", try JSON.object(device).line()]
        }
        if isForked { list += ["-device", "vmgenid,guid=auto"] }
        for disk in dataDisks {
            list += ["-blockdev", try disk.blockNode.line(), "-device", try disk.device.line()]
        }
        if let frozen { list += ["-incoming", "exec:cat '\(frozen.string)'"] }
        return list
    }

    private var acceleration: String {
        accelerator == "tcg" ? "tcg,thread=multi,tb-size=512" : accelerator
    }

    /// Emulated without "fast" string instructions and five-level tables, which are slow ones there: each cleared page
    /// would be 4096 single stores (decision 0025). Nested KVM refuses to write the register of its feature.
    private var processor: String {
        accelerator == "tcg" ? "max,-erms,-fsrm,-la57" : "max,arch-capabilities=off"
    }

    /// The command line of the image as the direct lane takes it.
    private func words(of commandLine: String) -> String {
        var words = commandLine
        // Without PCID every system call would empty the emulated address cache, to protect nothing.
        if accelerator == "tcg" { words = words.replacing(" pti=on", with: "") }
        if !credentials.isEmpty {
            words = words.replacing(" systemd.import_credentials=no", with: "")
            for (name, content) in credentials.sorted(by: { $0.key < $1.key }) {
                words += " systemd.set_credential_binary=\(name):\(Data(content.utf8).base64EncodedString())"
            }
        }
        return words + (journal == nil ? "" : Self.journalWords)
    }

    private var network: [String] {
        guard let ports else { return ["-nic", "none"] }
        let forwards = "hostfwd=tcp:127.0.0.1:\(ports.web)-:443,hostfwd=tcp:127.0.0.1:\(ports.redirect)-:80"
        let hub =
            "guestfwd=tcp:\(Self.hubAddress):\(Self.hubPort)-cmd:/usr/bin/socat -lf/dev/null - TCP:127.0.0.1:\(ports.hub)"
            + ",guestfwd=tcp:\(Self.hubAddress):\(Self.vaultPort)-cmd:/usr/bin/socat -lf/dev/null - TCP:127.0.0.1:\(ports.vault)"
        // What socat has to complain about would go down the line as the answer of a server that is off.
        let server =
            "guestfwd=tcp:\(Self.serverAddress):445-cmd:/usr/bin/socat -lf/dev/null - TCP:127.0.0.1:\(ports.smb)"
            + ",guestfwd=tcp:\(Self.serverAddress):2049-cmd:/usr/bin/socat -lf/dev/null - TCP:127.0.0.1:\(ports.nfs)"
        var list = ["-netdev", "user,id=net0,restrict=on,\(forwards),\(hub),\(server)"]
        if hasStranger {
            // One hub: the box, the lab's router, the stranger.
            list += ["-netdev", "stream,id=lan0,server=off,addr.type=unix,addr.path=\(lan)"]
            list += ["-netdev", "hubport,id=port0,hubid=0", "-netdev", "hubport,id=port1,hubid=0,netdev=net0"]
            list += ["-netdev", "hubport,id=port2,hubid=0,netdev=lan0"]
        }
        let cable = hasStranger ? "port0" : "net0"
        list += ["-device", "virtio-net-pci,netdev=\(cable),mac=52:54:00:d5:a7:01"]
        if let capture { list += ["-object", "filter-dump,id=capture,netdev=net0,file=\(capture.string)"] }
        return list
    }
}

extension JSON {
    /// The value as one line of text.
    func line() throws -> String { String(decoding: try bytes(), as: UTF8.self) }
}
