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
    /// What is wrong with the copies: nothing, `headerHealed`, why there is no header, or what forbids to let
    /// libcryptsetup choose between them.
    public let findings: [VolumeCode]
    /// Why each copy is not valid, for the log.
    public let faults: [FormatError]

    /// Judges the first 32 KiB of a container; less than that is a dead header.
    public init(bytes: [UInt8]) {
        self.init(
            copies: [0, LUKS2Copy.length].map { Array(bytes.dropFirst($0).prefix(LUKS2Copy.length)) })
    }

    /// Judges the two copies of 16 KiB each, read one by one: nil where the medium did not give one.
    public init(copies: [[UInt8]?]) {
        let isUnread = copies.contains { $0 == nil }
        let copies = (0..<2).map { copies.indices.contains($0) ? copies[$0] ?? [] : [] }
        var headers: [LUKS2Header?] = []
        var faults: [LUKS2Copy.Fault] = []
        for (copy, offset) in zip(copies, [0, LUKS2Copy.length]) {
            do throws(LUKS2Copy.Fault) {
                headers.append(try Self.header(copy, offset: offset))
            } catch {
                headers.append(nil)
                faults.append(error)
            }
        }
        self.faults = faults.map(\.error)
        validCopies = headers.map { $0 != nil }
        header = Self.chosen(headers)
        // What could not be read is not called empty.
        findings = header == nil && isUnread ? [.headerDead] : Self.findings(copies, headers, faults)
    }

    private static func header(_ bytes: [UInt8], offset: Int) throws(LUKS2Copy.Fault) -> LUKS2Header {
        let copy = try LUKS2Copy(bytes: bytes, offset: offset)
        do throws(FormatError) {
            return try LUKS2Header(copy: copy)
        } catch {
            throw .strange(error)
        }
    }

    private static func chosen(_ headers: [LUKS2Header?]) -> LUKS2Header? {
        headers.compactMap { $0 }.reduce(nil) { best, next in
            guard let best else { return next }
            return next.sequence > best.sequence ? next : best
        }
    }

    private static func findings(
        _ copies: [[UInt8]], _ headers: [LUKS2Header?], _ faults: [LUKS2Copy.Fault]
    ) -> [VolumeCode] {
        let valid = headers.compactMap { $0 }
        guard !valid.isEmpty else {
            return [copies.contains { LUKS2Copy.hasMagic($0[...]) } ? .headerDead : .notLUKS]
        }
        if hasForeignSignature(copies[0]) { return [.foreignSignature] }
        // libcryptsetup reads the copies for itself, more tolerantly, and may prefer the one that was not chosen here: each
        // must be fit to be opened (CVE-2021-4122 through the other copy).
        var findings = valid.filter { $0 != chosen(headers) }.flatMap(\.shapeFindings)
        if faults.contains(where: \.isStrange) { findings.append(.parameters) }
        if valid.count == 1 { findings.append(.headerHealed) }
        return findings
    }

    /// A partition table written over the header: the boot signature falls into the unused part of the checksum field and
    /// leaves the copy valid, and libcryptsetup refuses two signatures at once.
    private static func hasForeignSignature(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 1024 else { return false }
        let hasBootSignature = bytes[510] == 0x55 && bytes[511] == 0xaa
        return hasBootSignature || Array(bytes[512..<520]) == Array("EFI PART".utf8)
    }
}
