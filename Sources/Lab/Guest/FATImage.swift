/// A FAT12 file system on a stick without partition table: the holiday photos somebody plugs in by mistake.
///
/// One folder, names in 8.3, sectors of 512 bytes, clusters of 8 sectors. Source: Microsoft FAT specification 1.03.
struct FATImage {
    private let sectorsPerFAT = 9
    private let rootEntries = 512
    private let clusterSectors = 8

    /// An image of `size` bytes (1 to 8 MiB) labelled `label` with `files` (name "BILD.JPG", content).
    func bytes(size: Int, label: String, files: [(name: String, content: [UInt8])]) -> [UInt8] {
        let sectors = size / 512
        var image = [UInt8](repeating: 0, count: sectors * 512)
        image.put(bootSector(sectors: sectors, label: label), at: 0)
        var table = [UInt8](repeating: 0, count: sectorsPerFAT * 512)
        setEntry(0, 0xff8, in: &table)
        setEntry(1, 0xfff, in: &table)
        let rootAt = (1 + 2 * sectorsPerFAT) * 512
        let dataAt = rootAt + rootEntries * 32
        var next = 2
        for (index, file) in files.enumerated() {
            let count = (file.content.count + clusterSectors * 512 - 1) / (clusterSectors * 512)
            var entry = [UInt8](repeating: 0, count: 32)
            entry.put(shortName(file.name), at: 0)
            entry[11] = 0x20
            entry.put(UInt16(count == 0 ? 0 : next), at: 26)
            entry.put(UInt32(file.content.count), at: 28)
            image.put(entry, at: rootAt + (index + 1) * 32)
            image.put(file.content, at: dataAt + (next - 2) * clusterSectors * 512)
            for cluster in next..<(next + count) {
                setEntry(cluster, cluster == next + count - 1 ? 0xfff : UInt16(cluster + 1), in: &table)
            }
            next += count
        }
        var volume = [UInt8](repeating: 0, count: 32)
        volume.put(padded(label, 11), at: 0)
        volume[11] = 0x08
        image.put(volume, at: rootAt)
        image.put(table, at: 512)
        image.put(table, at: 512 + sectorsPerFAT * 512)
        return image
    }

    private func bootSector(sectors: Int, label: String) -> [UInt8] {
        var sector = [UInt8](repeating: 0, count: 512)
        sector.put([0xeb, 0x3c, 0x90], at: 0)
        sector.put(padded("MSDOS5.0", 8), at: 3)
        sector.put(UInt16(512), at: 11)
        sector[13] = UInt8(clusterSectors)
        sector.put(UInt16(1), at: 14)
        sector[16] = 2
        sector.put(UInt16(rootEntries), at: 17)
        sector.put(UInt16(clamping: sectors), at: 19)
        sector[21] = 0xf8
        sector.put(UInt16(sectorsPerFAT), at: 22)
        sector.put(UInt16(63), at: 24)
        sector.put(UInt16(255), at: 26)
        sector[36] = 0x80
        sector[38] = 0x29
        sector.put(UInt32(0x2611_2126), at: 39)
        sector.put(padded(label, 11), at: 43)
        sector.put(padded("FAT12", 8), at: 54)
        sector.put([0x55, 0xaa], at: 510)
        return sector
    }

    private func padded(_ text: String, _ length: Int) -> [UInt8] {
        let bytes = Array(text.uppercased().utf8.prefix(length))
        return bytes + [UInt8](repeating: 0x20, count: length - bytes.count)
    }

    private func shortName(_ name: String) -> [UInt8] {
        let parts = name.split(separator: ".", maxSplits: 1)
        return padded(String(parts.first ?? ""), 8) + padded(parts.count > 1 ? String(parts[1]) : "", 3)
    }

    /// Twelve bits a cluster, two clusters in three bytes.
    private func setEntry(_ cluster: Int, _ value: UInt16, in table: inout [UInt8]) {
        let at = cluster * 3 / 2
        if cluster % 2 == 0 {
            table[at] = UInt8(truncatingIfNeeded: value)
            table[at + 1] = table[at + 1] & 0xf0 | UInt8(truncatingIfNeeded: value >> 8)
        } else {
            table[at] = table[at] & 0x0f | UInt8(truncatingIfNeeded: value << 4)
            table[at + 1] = UInt8(truncatingIfNeeded: value >> 4)
        }
    }
}
