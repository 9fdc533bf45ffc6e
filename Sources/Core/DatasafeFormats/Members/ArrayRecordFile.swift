public import DatasafeCore
import FoundationEssentials

/// The member record as a file: one line of JSON with sorted keys, then one line `{"sha256":"…"}` over the first line and
/// its newline. Two generations are kept; the caller writes with fsync and rename.
public enum ArrayRecordFile {
    /// Longer files are refused.
    public static let maxBytes = 65_536

    /// No box writes as often.
    static let maxGeneration: UInt64 = 1 << 62

    /// The bytes of the file.
    public static func bytes(of record: ArrayRecord) throws(FormatError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do {
            let line = [UInt8](try encoder.encode(record)) + [0x0a]
            return line + seal(of: line)
        } catch {
            throw FormatError(.badValue, "member record")
        }
    }

    /// The record in one file. Throws `.tooLong`, `.truncated`, `.badChecksum`, `.syntax`, `.badValue`.
    public static func record(from bytes: [UInt8]) throws(FormatError) -> ArrayRecord {
        guard bytes.count <= maxBytes else { throw FormatError(.tooLong, "member record") }
        guard let end = bytes.firstIndex(of: 0x0a) else { throw FormatError(.truncated, "member record") }
        let line = Array(bytes[...end])
        guard Array(bytes[(end + 1)...]) == seal(of: line) else { throw FormatError(.badChecksum, "member record") }
        // The depth limit comes before the decoder sees the text.
        _ = try JSONValue(json: line, maxBytes: maxBytes, maxDepth: 8)
        let record = try decoded(line)
        // A member keeps its number when another one goes: of two the higher may be 4. One that leaves may be one too many.
        let staying = Set(record.members.filter { $0.state != .leaving }.map(\.number))
        guard (2...4).contains(record.memberCount), staying.count <= record.memberCount,
            record.members.allSatisfy({ (1...4).contains($0.number) }),
            record.members.count <= 2 * record.memberCount,
            // The next write counts one further.
            record.generation <= maxGeneration
        else { throw FormatError(.badValue, "member record") }
        return record
    }

    /// The newer valid record of the two generations, nil if neither is there and valid.
    public static func newest(of files: [[UInt8]?]) -> ArrayRecord? {
        let records = files.compactMap { bytes -> ArrayRecord? in
            guard let bytes else { return nil }
            do {
                return try record(from: bytes)
            } catch {
                return nil
            }
        }
        return records.max { $0.generation < $1.generation }
    }

    private static func seal(of line: [UInt8]) -> [UInt8] {
        Array("{\"sha256\":\"\(SHA256Digest(of: line).hex)\"}\n".utf8)
    }

    private static func decoded(_ line: [UInt8]) throws(FormatError) -> ArrayRecord {
        do {
            return try JSONDecoder().decode(ArrayRecord.self, from: Data(line))
        } catch {
            throw FormatError(.syntax, "member record")
        }
    }
}
