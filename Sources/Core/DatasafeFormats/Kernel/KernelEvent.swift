/// What a kernel message tells about disks, memory and file systems. Kernel device names (sda, dm-3) hold only until the
/// next start: the storage service turns them into a bay at once. Texts are those of Linux 6.1 to 6.12.
public enum KernelEvent: Hashable, Sendable {
    /// md read from another member and wrote it back: healed.
    case mdReadCorrected(array: String, device: String, sector: UInt64, sectors: Int)
    /// md could not read it from any member.
    case mdUnreadable(array: String, device: String)
    /// md dropped a member.
    case mdMemberFailed(array: String, device: String)
    /// dm-integrity found a block whose tag does not fit.
    case integrityMismatch(device: String, sector: UInt64)
    /// The block layer reports an error of a device. `isRead`: a read that an answering device refused; false also where
    /// the line does not say what was asked for, or repeats one that does.
    case ioError(device: String, sector: UInt64, isMedium: Bool, isRead: Bool)
    /// btrfs found a block whose checksum does not fit, or counts one.
    case btrfsCorruption(device: String)
    /// Any other error of btrfs.
    case btrfsError(device: String)
    /// A file system was switched to read-only.
    case readOnly(device: String)
    /// The kernel killed a process for want of memory.
    case outOfMemory(process: String)
    /// A memory or machine fault.
    case hardware(isCorrected: Bool)
    /// The kernel itself stumbled: oops, bug, lock-up.
    case oops

    /// The event of a message, nil if it tells nothing of the kind or was not written by the kernel.
    public init?(_ message: KernelMessage) {
        guard message.facility == 0 else { return nil }
        let readers: [(String) -> KernelEvent?] = [
            Self.md, Self.integrity, Self.block, Self.btrfs, Self.remount, Self.memory, Self.fault,
        ]
        for read in readers {
            if let event = read(message.text) {
                self = event
                return
            }
        }
        return nil
    }

    /// The counter of the storage fact this event belongs to: `oom`, `mce`, `io`, `btrfs`, `integrity`, `md`.
    public var counter: String {
        switch self {
        case .mdReadCorrected, .mdUnreadable, .mdMemberFailed: "md"
        case .integrityMismatch: "integrity"
        case .ioError: "io"
        case .btrfsCorruption, .btrfsError, .readOnly: "btrfs"
        case .outOfMemory: "oom"
        case .hardware, .oops: "mce"
        }
    }

    /// Kernel name of the disk, or of the mapping on one, whose SMART is worth a look at once.
    public var sickDevice: String? {
        switch self {
        case .ioError(let device, _, _, _), .integrityMismatch(let device, _), .mdReadCorrected(_, let device, _, _),
            .mdMemberFailed(_, let device):
            device
        case .mdUnreadable, .btrfsCorruption, .btrfsError, .readOnly, .outOfMemory, .hardware, .oops: nil
        }
    }

    private static func md(_ text: String) -> KernelEvent? {
        var words = Words(text)
        guard words.take("md/raid1:") || words.take("md/raid10:"), let array = words.upTo(":") else { return nil }
        words.skipSpaces()
        if words.take("read error corrected (") {
            guard let sectors = words.number(), words.take(" sectors at "), let sector = words.number(),
                words.take(" on "), let device = words.upTo(")")
            else { return nil }
            return .mdReadCorrected(array: array, device: device, sector: sector, sectors: Int(clamping: sectors))
        }
        if words.take("Disk failure on "), let device = words.upTo(",") {
            return .mdMemberFailed(array: array, device: device)
        }
        guard let device = words.upTo(":"), words.rest.contains("unrecoverable I/O") else { return nil }
        return .mdUnreadable(array: array, device: device)
    }

    private static func integrity(_ text: String) -> KernelEvent? {
        var words = Words(text)
        guard words.take("device-mapper: integrity: ") else { return nil }
        // Before 5.9 no device stood there.
        let device = words.rest.hasPrefix("Checksum") ? "" : words.upTo(":") ?? ""
        words.skipSpaces()
        guard words.take("Checksum failed at sector 0x"), let sector = words.hexadecimal() else { return nil }
        return .integrityMismatch(device: device, sector: sector)
    }

    private static func block(_ text: String) -> KernelEvent? {
        var words = Words(text)
        _ = words.take("blk_update_request: ") || words.take("print_req_error: ")
        let kinds = [
            ("I/O error", false), ("critical medium error", true), ("critical target error", false),
            ("critical space allocation error", false), ("protection error", true), ("timeout error", false),
            ("recoverable transport error", false), ("device offline error", false),
        ]
        for (kind, isMedium) in kinds where words.take(kind + ", dev ") {
            guard let device = words.upTo(","), words.take(" sector "), let sector = words.number() else { return nil }
            let isRead = kind != "device offline error" && words.take(" op 0x0:(READ)")
            return .ioError(device: device, sector: sector, isMedium: isMedium, isRead: isRead)
        }
        if words.take("Buffer I/O error on dev "), let device = words.upTo(","), words.take(" logical block ") {
            return words.number().map { .ioError(device: device, sector: $0, isMedium: false, isRead: false) }
        }
        return nil
    }

    private static func btrfs(_ text: String) -> KernelEvent? {
        guard text.hasPrefix("BTRFS") else { return nil }
        var words = Words(text)
        guard words.skip(through: "(device "), let inside = words.upTo(")") else { return nil }
        // "dm-3" or "dm-3 state EA".
        let device = String(inside.prefix { $0 != " " })
        let rest = words.rest
        if rest.contains("forced readonly") { return .readOnly(device: device) }
        let isLoud = ["BTRFS error", "BTRFS critical", "BTRFS: error", "BTRFS warning"].contains { text.hasPrefix($0) }
        guard isLoud else { return nil }
        if rest.contains("csum failed") || rest.contains("checksum error") || rest.contains("checksum verify failed")
            || rest.contains("unable to fixup")
        {
            return .btrfsCorruption(device: device)
        }
        return text.hasPrefix("BTRFS warning") ? nil : .btrfsError(device: device)
    }

    private static func remount(_ text: String) -> KernelEvent? {
        var words = Words(text)
        guard words.take("EXT4-fs ("), let device = words.upTo(")"),
            words.rest.contains("Remounting filesystem read-only")
        else { return nil }
        return .readOnly(device: device)
    }

    private static func memory(_ text: String) -> KernelEvent? {
        var words = Words(text)
        let isKill =
            words.take("Out of memory: Killed process ") || words.take("Memory cgroup out of memory: Killed process ")
        guard isKill, words.number() != nil, words.take(" ("), let name = words.upTo(")") else { return nil }
        return .outOfMemory(process: String(name.prefix(16)))
    }

    private static func fault(_ text: String) -> KernelEvent? {
        if text.contains("[Hardware Error]") {
            // The summary line of a machine check carries its severity; the lines around it only details.
            if text.contains("Machine check events logged") { return .hardware(isCorrected: true) }
            if text.contains("Uncorrected") || text.contains("Fatal") { return .hardware(isCorrected: false) }
            return nil
        }
        if text.hasPrefix("EDAC ") {
            if text.contains(" UE ") { return .hardware(isCorrected: false) }
            return text.contains(" CE ") ? .hardware(isCorrected: true) : nil
        }
        let stumbles = [
            "BUG: ", "Oops: ", "general protection fault", "kernel BUG at", "watchdog: BUG: ", "Kernel panic",
        ]
        return stumbles.contains { text.hasPrefix($0) } ? .oops : nil
    }

    /// A text read from the left.
    private struct Words {
        private(set) var rest: Substring

        init(_ text: String) { rest = text[...] }

        mutating func take(_ prefix: String) -> Bool {
            guard rest.hasPrefix(prefix) else { return false }
            rest = rest.dropFirst(prefix.count)
            return true
        }

        mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

        /// Moves behind the first occurrence of `text`.
        mutating func skip(through text: String) -> Bool {
            while !rest.isEmpty {
                if take(text) { return true }
                rest = rest.dropFirst()
            }
            return false
        }

        /// What stands before `end`, at most 64 characters; moves behind it.
        mutating func upTo(_ end: Character) -> String? {
            guard let index = rest.prefix(65).firstIndex(of: end) else { return nil }
            defer { rest = rest[rest.index(after: index)...] }
            return String(rest[..<index])
        }

        mutating func number() -> UInt64? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            return UInt64(digits)
        }

        mutating func hexadecimal() -> UInt64? {
            let digits = rest.prefix { $0.isASCII && $0.isHexDigit }
            rest = rest.dropFirst(digits.count)
            return UInt64(digits, radix: 16)
        }
    }
}
