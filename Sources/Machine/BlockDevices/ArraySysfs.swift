import Glibc

/// What md says about the array in /sys. Source: Linux, Documentation/admin-guide/md.rst.
public struct ArraySysfs: Sendable, Equatable {
    /// One member as md sees it.
    public struct Member: Sendable, Equatable {
        /// Kernel name of the mapping, `dm-3`.
        public var device: String
        /// `in_sync`, `faulty`, `spare`, `write_mostly` ...
        public var states: Set<String>
        /// Read errors md corrected.
        public var errors: Int
        /// Ranges it could neither read nor write anew.
        public var badBlocks: Int
        /// Role in the array, nil for spares.
        public var role: Int?
    }

    public var level: Int
    public var places: Int
    public var degraded: Int
    /// `clean`, `active`, `read-auto`, `readonly` ...
    public var arrayState: String
    /// `idle`, `resync`, `recover`, `check`, `repair`, `reshape`
    public var action: String
    /// Sectors done and in all, while an action runs.
    public var completed: (done: Int64, of: Int64)?
    /// KiB per second of the running action.
    public var speed: Int64
    public var mismatches: Int
    public var members: [Member]

    public static func == (left: ArraySysfs, right: ArraySysfs) -> Bool {
        left.degraded == right.degraded && left.action == right.action && left.members == right.members
            && left.completed?.done == right.completed?.done && left.arrayState == right.arrayState
    }

    /// Kernel name of the array (`md127`), nil while there is none.
    public static func name(node: String = Mdadm.node) -> String? {
        guard let target = realpath(node, nil) else { return nil }
        defer { free(target) }
        return String(cString: target).split(separator: "/").last.map(String.init)
    }

    /// Reads the array's state; nil while there is no array.
    public static func read() -> ArraySysfs? {
        guard let name = name() else { return nil }
        let folder = "/sys/block/\(name)/md"
        guard let level = Sysfs.text("\(folder)/level") else { return nil }
        let completed = Sysfs.text("\(folder)/sync_completed").flatMap { text -> (Int64, Int64)? in
            let parts = text.split(separator: "/").compactMap { Int64($0.filter { !$0.isWhitespace }) }
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        let members = Folder.names(in: folder).filter { $0.hasPrefix("dev-") }.sorted().map { entry in
            let state = Sysfs.text("\(folder)/\(entry)/state") ?? ""
            return Member(
                device: String(entry.dropFirst(4)), states: Set(state.split(separator: ",").map(String.init)),
                errors: Sysfs.text("\(folder)/\(entry)/errors").flatMap(Int.init) ?? 0,
                badBlocks: Sysfs.text("\(folder)/\(entry)/bad_blocks")?.split(whereSeparator: \.isNewline).count ?? 0,
                role: Sysfs.text("\(folder)/\(entry)/slot").flatMap(Int.init))
        }
        return ArraySysfs(
            level: Int(level.drop { !$0.isNumber }) ?? 1,
            places: Sysfs.text("\(folder)/raid_disks").flatMap { Int($0.prefix { $0.isNumber }) } ?? 0,
            degraded: Sysfs.text("\(folder)/degraded").flatMap(Int.init) ?? 0,
            arrayState: Sysfs.text("\(folder)/array_state") ?? "",
            action: Sysfs.text("\(folder)/sync_action") ?? "idle",
            completed: completed, speed: Sysfs.text("\(folder)/sync_speed").flatMap(Int64.init) ?? 0,
            mismatches: Sysfs.text("\(folder)/mismatch_cnt").flatMap(Int.init) ?? 0, members: members)
    }

    /// Rotten disks stay members: md would drop one after 20 corrected errors and with it the only good copy of a block
    /// (storage.md 2). Our own counters judge.
    public static func keepRottenMembers(node: String = Mdadm.node) {
        guard let name = name(node: node) else { return }
        _ = Sysfs.write("/sys/block/\(name)/md/max_read_errors", "1000000")
    }

    /// Where the next check begins, sectors. md keeps it at the place where a check was stopped, and sets it to 0 at the
    /// end of a whole one; it forgets it with a new start.
    public static func checkBegin() -> Int64 {
        name().flatMap { Sysfs.text("/sys/block/\($0)/md/sync_min") }.flatMap(Int64.init) ?? 0
    }

    /// Sectors of each member that the array uses.
    public static func memberSectors() -> Int64? {
        name().flatMap { Sysfs.text("/sys/block/\($0)/md/component_size") }.flatMap(Int64.init).map { $0 * 2 }
    }

    /// Lets the next check begin here; rounded down to a whole chunk of any level.
    public static func setCheckBegin(_ sectors: Int64) {
        guard let name = name() else { return }
        _ = Sysfs.write("/sys/block/\(name)/md/sync_min", "\(max(0, sectors) / 2048 * 2048)")
    }

    /// Starts (`check`) or stops (`idle`) reading every copy.
    public static func setAction(_ action: String) {
        guard let name = name() else { return }
        _ = Sysfs.write("/sys/block/\(name)/md/sync_action", action)
    }

    /// Name of the mapping that is open on a disk (`datasafe-i-1` on `sda`), nil if there is none.
    public static func mapping(above disk: String) -> String? {
        let holder = Folder.names(in: "/sys/block/\(disk)/holders").first { $0.hasPrefix("dm-") }
        return holder.flatMap { Sysfs.text("/sys/block/\($0)/dm/name") }
    }

    /// Kernel name of a mapping, `dm-3` for `datasafe-i-1`.
    public static func kernelName(mapping: String) -> String? {
        guard let target = realpath("/dev/mapper/\(mapping)", nil) else { return nil }
        defer { free(target) }
        return String(cString: target).split(separator: "/").last.map(String.init)
    }
}

/// Small reads and writes below /sys.
enum Sysfs {
    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else { return nil }
        var text = String(decoding: buffer[0..<count], as: UTF8.self)
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }

    static func write(_ path: String, _ text: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
    }
}
