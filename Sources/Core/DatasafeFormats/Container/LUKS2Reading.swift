public import DatasafeCore

/// The first 32 KiB of a container, judged: which header copies are valid and what that means.
public struct LUKS2Reading: Sendable, Hashable {
    /// Bytes that must be read from the start of the container.
    public static let length = 2 * LUKS2Copy.length

    /// The header that libcryptsetup will use too: of two valid copies the one with the higher sequence number, the first
    /// if they are equal. nil if none is valid.
    public let header: LUKS2Header?
    /// Which copies are valid, first and second.
    public let validCopies: [Bool]
    /// What is wrong with the copies: nothing, `headerHealed`, or why there is no header.
    public let findings: [VolumeCode]
    /// Why each copy is not valid, for the log.
    public let faults: [FormatError]

    /// Judges the first 32 KiB of a container; less than that is a dead header.
    public init(bytes: [UInt8]) {
        var headers: [LUKS2Header?] = []
        var faults: [FormatError] = []
        for offset in [0, LUKS2Copy.length] {
            do throws(FormatError) {
                guard bytes.count >= offset + LUKS2Copy.length else {
                    throw FormatError(.truncated, "LUKS2 header copy")
                }
                let copy = try LUKS2Copy(bytes: Array(bytes[offset..<offset + LUKS2Copy.length]), offset: offset)
                headers.append(try LUKS2Header(copy: copy))
            } catch {
                headers.append(nil)
                faults.append(error)
            }
        }
        self.faults = faults
        validCopies = headers.map { $0 != nil }
        header = headers.compactMap { $0 }.reduce(nil) { best, next in
            guard let best else { return next }
            return next.sequence > best.sequence ? next : best
        }
        findings = Self.findings(bytes: bytes, valid: validCopies)
    }

    private static func findings(bytes: [UInt8], valid: [Bool]) -> [VolumeCode] {
        let hasMagic = [0, LUKS2Copy.length].contains { offset in
            bytes.count > offset + 6 && LUKS2Copy.hasMagic(bytes[offset...])
        }
        guard valid.contains(true) else { return [hasMagic ? .headerDead : .notLUKS] }
        if hasForeignSignature(bytes) { return [.foreignSignature] }
        return valid.allSatisfy { $0 } ? [] : [.headerHealed]
    }

    /// A partition table written over the header: the boot signature falls into the unused part of the checksum field and
    /// leaves the copy valid, and libcryptsetup refuses two signatures at once.
    private static func hasForeignSignature(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 1024 else { return false }
        let hasBootSignature = bytes[510] == 0x55 && bytes[511] == 0xaa
        return hasBootSignature || Array(bytes[512..<520]) == Array("EFI PART".utf8)
    }
}
