import Cryptsetup
import Damage
import DatasafeCore
import DatasafeFormats
import Glibc
import Testing

/// A container on a plain file, made by the product's own code: two silver keys, a backup key, the tokens of a box.
final class ContainerFile {
    static let box = StickImage.box
    static let array = ArrayUUID(raw: Bytes16(high: 0xa0a1_a2a3_a4a5_a6a7, low: 0xa8a9_aaab_acad_aeaf))
    static let bytes = 24 << 20

    let path: String
    let keys = [Secret(bytes: Array(0..<64)), Secret(bytes: Array((0..<64).reversed()))]
    /// The first 32 KiB.
    let header: [UInt8]
    /// The keyslots' areas.
    let areas: [[UInt8]]

    init() throws {
        var template = Array("/tmp/datasafe-luks-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0 && ftruncate(descriptor, off_t(Self.bytes)) == 0)
        close(descriptor)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try LUKSContainer.format(
            device: path, label: "datasafe-data", subsystem: Self.box.subsystem, keys: keys)
        var tokens = StickImage.enrolled.map { LUKS2KeyToken($0).json }
        tokens.append(
            LUKS2ArrayToken(boxID: Self.box, array: Self.array, state: .ready, revoked: Array(StickImage.revoked)).json)
        for (index, json) in tokens.enumerated() {
            try LUKSContainer.setToken(device: path, index: index, json: json)
        }
        header = try Self.read(path, 0, LUKS2Reading.length)
        let file = path
        areas = try (0..<2).map { slot in
            try Self.read(file, LUKS2Header.keyslotStart + slot * LUKS2Header.keyslotLength, LUKS2Header.keyslotLength)
        }
    }

    deinit { unlink(path) }

    static func read(_ path: String, _ offset: Int, _ count: Int) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: count)
        let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(offset)) }
        return Array(bytes.prefix(max(0, read)))
    }

    /// The first 32 KiB as they stand there now.
    func current() throws -> [UInt8] { try Self.read(path, 0, LUKS2Reading.length) }

    func write(_ bytes: [UInt8], at offset: Int = 0) throws {
        let descriptor = open(path, O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
        try #require(written == bytes.count)
    }

    func cut(to length: Int) { truncate(path, off_t(length)) }

    /// Header, areas and length as they were.
    func mend() throws {
        cut(to: Self.bytes)
        try write(header + areas.flatMap { $0 })
    }

    /// What a start with the key of this slot ends in, by the order of the service: our reading, then libcryptsetup, then
    /// the meaning of its refusal. `kept` is the header copy of the state volume.
    func start(slot: Int = 0, key: Secret? = nil, kept: [UInt8]? = nil) throws -> String {
        let reading = LUKS2Reading(bytes: try current())
        let (code, accepted) = DamagedHeader.outcome(of: reading, boxID: Self.box, array: Self.array)
        guard let header = accepted else { return code }
        return try opening(header, slot: slot, key: key ?? keys[slot], kept: kept) ?? code
    }

    /// What libcryptsetup makes of an accepted header: nil if it opens.
    func opening(_ header: LUKS2Header, slot: Int, key: Secret, kept: [UInt8]? = nil) throws -> String? {
        let isHealing = LUKS2Reading(bytes: try current()).findings.contains(.headerHealed)
        do throws(CryptsetupError) {
            try LUKSContainer.prove(device: path, slot: slot, key: key, isJudged: { header.says($0) })
            return nil
        } catch {
            let place = header.keyslots[slot]
            let range = place.map { $0.areaOffset..<$0.areaOffset + $0.areaLength } ?? 0..<0
            let area = try Self.read(path, range.lowerBound, range.count)
            let keptArea = kept.map { Array($0[range]) }
            return OpeningRefusal(
                error.opening, area: KeyslotArea(area: area, kept: keptArea), isHealing: isHealing
            ).code
        }
    }
}
