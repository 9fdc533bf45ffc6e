import Crypto

/// Images of USB sticks as a practice may have them in its drawer, good and bad.
///
/// A key stick is 8 MiB: GPT, one partition of 1 MiB from byte 1,048,576 labelled `datasafe-key`, the record of
/// 512 bytes at its start and again 524,288 bytes later. Source: storage design 3.2.
public enum KeyStickImage {
    /// Size of every stick, bytes.
    public static let size = 8 << 20
    /// Where the two copies of the record lie, bytes from the start of the stick.
    public static let copies = [1_048_576, 1_572_864]
    /// The partition's label.
    public static let label = "datasafe-key"

    /// What is written on a key stick in the lab; a key of the box itself is written by the box.
    public struct Record: Sendable, Equatable {
        /// 1 = unlock, 2 = backup.
        public var role: UInt8
        /// 1, 2, 3 ... as printed on the stick.
        public var number: UInt8
        /// 16 bytes.
        public var keyID: [UInt8]
        /// 16 bytes.
        public var boxID: [UInt8]
        /// Seconds since 1970.
        public var created: UInt64
        /// 64 bytes.
        public var key: [UInt8]
        /// 1; others make a stick "of a newer version".
        public var version: UInt16 = 1

        /// A record; see the properties.
        public init(role: UInt8, number: UInt8, keyID: [UInt8], boxID: [UInt8], created: UInt64, key: [UInt8]) {
            self.role = role
            self.number = number
            self.keyID = keyID
            self.boxID = boxID
            self.created = created
            self.key = key
        }

        /// A record that is right in itself but belongs to no box of this run; `seed` makes it always the same.
        public static func foreign(seed: String, role: UInt8 = 1) -> Record {
            let id = Array(SHA256.hash(data: Array("\(seed) key id".utf8)))
            let box = Array(SHA256.hash(data: Array("\(seed) box id".utf8)))
            return Record(
                role: role, number: 1, keyID: Array(id.prefix(16)), boxID: Array(box.prefix(16)),
                created: 1_700_000_000, key: Array(SHA512.hash(data: Array("\(seed) key".utf8))))
        }

        /// The 512 bytes.
        public var bytes: [UInt8] {
            var record = [UInt8](repeating: 0, count: 512)
            record.put(Array("DSAFEKEY".utf8), at: 0)
            record.put(version, at: 8)
            record.put(UInt16(512), at: 10)
            record[12] = role
            record[13] = number
            record.put(keyID.prefix(16), at: 16)
            record.put(boxID.prefix(16), at: 32)
            record.put(created, at: 48)
            record.put(key.prefix(64), at: 64)
            record.put(Array(SHA256.hash(data: record.prefix(480))), at: 480)
            return record
        }
    }

    /// As from the shop, wiped: no table, only zeros.
    public static func empty() -> [UInt8] { [UInt8](repeating: 0, count: size) }

    /// Prepared by the vendor: the labelled partition, only zeros in it.
    public static func prepared() -> [UInt8] {
        var image = empty()
        table(seed: "prepared").write(into: &image)
        return image
    }

    /// Holiday photos: a file system, no key.
    public static func photos() -> [UInt8] {
        let picture = [0xff, 0xd8, 0xff, 0xe0] + [UInt8](repeating: 0x5a, count: 60_000) + [0xff, 0xd9]
        return FATImage().bytes(
            size: size, label: "URLAUB",
            files: [("STRAND.JPG", picture), ("LIES.TXT", Array("Fotos vom Strand\r\n".utf8))])
    }

    /// A key stick with `record` in both copies.
    public static func key(_ record: Record) -> [UInt8] {
        var image = empty()
        table(seed: "\(record.keyID)").write(into: &image)
        for copy in copies { image.put(record.bytes, at: copy) }
        return image
    }

    /// The key of another box.
    public static func foreign() -> [UInt8] { key(.foreign(seed: "another practice")) }

    /// A copy of the key stick `image` with flipped bits in the records: `.both` cannot be read any more, `.first`
    /// still works.
    public static func damaged(copyOf image: [UInt8], _ which: Damage = .both) -> [UInt8] {
        var image = image
        let places = which == .both ? copies : [copies[0]]
        for (index, copy) in places.enumerated() where image.count > copy + 512 {
            // Different bits in each copy, inside the key and inside the checksum.
            image[copy + 70 + index] ^= 0x10
            image[copy + 200 + index] ^= 0x01
            image[copy + 500 - index] ^= 0x80
        }
        return image
    }

    /// Which copies of the record are damaged.
    public enum Damage: Sendable { case first, both }

    /// True if a record stands at one of its two places (checksum right).
    public static func holdsKey(_ image: [UInt8]) -> Bool {
        copies.contains { copy in
            guard let record = image.slice(copy, 512), record.starts(with: Array("DSAFEKEY".utf8)) else { return false }
            return Array(SHA256.hash(data: record.prefix(480))) == Array(record.suffix(32))
        }
    }

    private static func table(seed: String) -> GPTDisk {
        let disk = Array(SHA256.hash(data: Array("\(seed) disk".utf8)))
        let partition = Array(SHA256.hash(data: Array("\(seed) partition".utf8)))
        return GPTDisk(
            identity: Array(disk.prefix(16)),
            partitions: [
                .init(identity: Array(partition.prefix(16)), first: 2048, last: 4095, label: label)
            ])
    }
}
