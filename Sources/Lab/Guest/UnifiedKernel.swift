public import SystemPackage

/// The parts of a unified kernel image: one EFI program that carries kernel, initrd and command line.
///
/// Only sections are read, nothing is verified: the lab boots what the build made. Source: UAPI.5 Unified Kernel
/// Image; PE/COFF specification revision 11.
public struct UnifiedKernel: Sendable {
    /// Where each section lies in the file: offset and length in bytes.
    public let sections: [String: Range<Int>]
    private let path: FilePath

    /// Reads the section table of the file at `path`. Throws `.missing`, `.malformed`.
    public init(at path: FilePath) throws {
        self.path = path
        let head = try Self.read(path, 0..<65_536)
        guard head.starts(with: Array("MZ".utf8)), let start = head.number(UInt32.self, at: 0x3c).map({ Int($0) }),
            head.slice(start, 4) == [0x50, 0x45, 0, 0], let count = head.number(UInt16.self, at: start + 6),
            let optional = head.number(UInt16.self, at: start + 20)
        else { throw GuestError(.malformed, path.string, "not an EFI program") }
        var sections: [String: Range<Int>] = [:]
        for index in 0..<Int(count) {
            let entry = start + 24 + Int(optional) + index * 40
            guard let name = head.slice(entry, 8), let virtual = head.number(UInt32.self, at: entry + 8),
                let raw = head.number(UInt32.self, at: entry + 16),
                let offset = head.number(UInt32.self, at: entry + 20)
            else { throw GuestError(.malformed, path.string, "section table cut off") }
            let text = String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
            sections[text] = Int(offset)..<(Int(offset) + Int(min(virtual, raw)))
        }
        self.sections = sections
    }

    /// The kernel command line, without the zero at its end.
    public func commandLine() throws -> String {
        String(decoding: try bytes(of: ".cmdline").prefix { $0 != 0 }, as: UTF8.self)
            .trimmingBlanks()
    }

    /// The bytes of one section. Throws `.malformed` if there is none of that name.
    public func bytes(of section: String) throws -> [UInt8] {
        guard let range = sections[section] else { throw GuestError(.malformed, path.string, "no section \(section)") }
        return try Self.read(path, range)
    }

    /// Writes one section to `file`.
    public func extract(_ section: String, to file: FilePath) throws {
        try Files.write(try bytes(of: section), to: file)
    }

    private static func read(_ path: FilePath, _ range: Range<Int>) throws -> [UInt8] {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        } catch {
            throw GuestError(.missing, path.string, "\(error)")
        }
        return try file.closeAfter {
            var bytes = [UInt8](repeating: 0, count: range.count)
            var done = 0
            while done < bytes.count {
                let got = try bytes.withUnsafeMutableBytes { space in
                    try file.read(
                        fromAbsoluteOffset: Int64(range.lowerBound + done),
                        into: UnsafeMutableRawBufferPointer(rebasing: space[done...]))
                }
                if got == 0 { break }
                done += got
            }
            return Array(bytes.prefix(done))
        }
    }
}

extension String {
    /// The text without blanks and line ends around it.
    func trimmingBlanks() -> String {
        let inner = drop { $0.isWhitespace }
        return String(inner.prefix(inner.count - inner.reversed().prefix { $0.isWhitespace }.count))
    }
}
