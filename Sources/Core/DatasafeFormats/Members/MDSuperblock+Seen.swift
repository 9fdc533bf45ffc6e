public import DatasafeCore

extension MDSuperblock {
    /// Home host in front of the colon of the name, empty if there is none.
    public var homeHost: String {
        name.firstIndex(of: ":").map { String(name[..<$0]) } ?? ""
    }

    /// Whether the superblock has the shape that a box gives to its array: level 1 or near-2 level 10, an internal
    /// bitmap, no reshape, no feature we do not know.
    public var hasOurParameters: Bool {
        let known: Features = [.bitmap, .recoveryOffset, .badBlocks, .replacement, .recoveryBitmap]
        let isOurLayout = level == 1 || (level == 10 && layout == 0x102 && raidDisks == 4)
        return isOurLayout && (2...4).contains(raidDisks) && features.isSubset(of: known) && features.contains(.bitmap)
    }

    /// Bytes of the mapping that md uses, from its start.
    public var neededBytes: Int64 { Int64(clamping: (dataOffset + size) * 512) }

    /// What the assembly needs to know of this member.
    ///
    /// - Parameter deviceBytes: size of the mapping that the superblock was read from.
    public func seen(deviceBytes: Int64) -> SeenMember {
        var seen = SeenMember(
            array: array, homeHost: homeHost, member: member, level: level, places: raidDisks,
            deviceNumber: deviceNumber,
            roles: roles.map { if case .active(let place) = $0, place < raidDisks { place } else { nil } },
            events: events,
            isRebuilding: recovered != nil,
            isTooSmall: neededBytes > deviceBytes)
        seen.written = updated > 0 ? Instant(seconds: Int64(updated)) : nil
        return seen
    }
}

extension SeenDisk.Content {
    /// Judges what was read from one disk.
    ///
    /// - Parameters:
    ///   - head: the first 4,096 bytes of the disk, nil if they could not be read.
    ///   - diskBytes: size of the disk.
    ///   - inside: reads the 4,096 bytes that stand at offset 4,096 of the dm-integrity mapping once it is opened, without
    ///     writing; asked only if the disk has our dm-integrity superblock, which it is given. nil if they could not be
    ///     read.
    public init(head: [UInt8]?, diskBytes: Int64, inside: (IntegritySuperblock) -> [UInt8]?) {
        guard let head else {
            self = .unreadable
            return
        }
        let superblock: IntegritySuperblock
        do {
            superblock = try IntegritySuperblock(bytes: head)
        } catch {
            // Behind the magic anything odd is another maker's or a newer format: kept out, but not called empty.
            self = error.code == .badMagic || error.code == .truncated ? .foreign : .otherParameters
            return
        }
        guard superblock.hasOurParameters else {
            self = .otherParameters
            return
        }
        // A disk cut short (a smaller clone, a host protected area) cannot be opened at all.
        guard superblock.providedBytes <= diskBytes else {
            self = .tooSmall
            return
        }
        guard let inner = inside(superblock) else {
            self = .unreadable
            return
        }
        do {
            let member = try MDSuperblock(bytes: inner)
            let isOurs = member.hasOurParameters
            self = isOurs ? .member(member.seen(deviceBytes: superblock.providedBytes)) : .otherParameters
        } catch {
            self = error.code == .badMagic ? .prepared : .unreadable
        }
    }
}
