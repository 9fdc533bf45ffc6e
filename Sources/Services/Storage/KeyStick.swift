import BlockDevices
import DatasafeCore
import DatasafeFormats
import Threads
import Udev

/// What a stick holds: what may be known of its key, and the key itself by copy.
struct ReadStick: Sendable {
    var candidate: KeyCandidate
    /// Key bytes of each valid copy; wiped when the last owner lets go.
    var keys: [KeyCopy: Secret]

    /// Whether both copies are whole and hold exactly this key.
    func holds(_ identity: KeyIdentity, _ key: Secret) -> Bool {
        guard candidate.findings.isEmpty else { return false }
        return candidate.records.contains { record in
            guard record.identity == identity, let found = keys[record.copy] else { return false }
            return found.withBytes { found in key.withBytes { found.elementsEqual($0) } }
        }
    }
}

/// Reads and writes key records on sticks: two aligned blocks, never a file system (storage.md 3.2).
enum KeyStick {
    /// Where the second copy lies after the first, bytes.
    static let second: Int64 = 524_288

    /// Reads both copies; a copy that cannot be read is a finding, not an error.
    static func read(_ stick: Inventory.Stick) async -> ReadStick {
        guard let record = stick.record else {
            return ReadStick(candidate: KeyCandidate(records: [], findings: [.notAKey]), keys: [:])
        }
        var copies: (Secret?, Secret?)?
        // A stick that has just come may refuse its first reads; what it refuses three times stays a finding.
        for attempt in 0..<3 {
            if attempt > 0 { try? await Task.sleep(for: .milliseconds(400)) }
            copies = try? await offload { () -> (Secret?, Secret?) in
                (
                    try? RawDevice.read(record.node, at: record.offset, count: RawDevice.block),
                    try? RawDevice.read(record.node, at: record.offset + second, count: RawDevice.block)
                )
            }
            if copies?.0 != nil || copies?.1 != nil { break }
        }
        let place: KeyReading.Place = stick.isWithoutTable ? .withoutTable : .labelled
        let reading = KeyStick.judge(copies?.0, copies?.1, place)
        var keys: [KeyCopy: Secret] = [:]
        for copy in KeyCopy.allCases {
            keys[copy] = reading.withKey(copy) { key in key.withUnsafeBytes { Secret($0) } }
        }
        return ReadStick(candidate: reading.candidate, keys: keys)
    }

    private static func judge(_ a: Secret?, _ b: Secret?, _ place: KeyReading.Place) -> KeyReading {
        // The bytes stay where they are: `Secret` owns them until both copies are judged.
        withExtendedLifetime((a, b)) {
            KeyReading(
                copyA: a?.withBytes { UnsafeRawBufferPointer($0) }, copyB: b?.withBytes { UnsafeRawBufferPointer($0) },
                place: place)
        }
    }

    /// Writes a table if there is none, then copy B, then copy A, each flushed and read back.
    static func write(_ stick: Inventory.Stick, identity: KeyIdentity, key: Secret) async throws {
        let node = stick.device.node
        if stick.isWithoutTable {
            try await KeyStickTable.write(node)
            try await SystemUnits.settle()
        }
        var bytes = SecretBytes(count: key.count)
        key.withBytes { source in bytes.withUnsafeMutableBytes { $0.copyMemory(from: source) } }
        let record = try KeyRecord(identity: identity, key: bytes)
        let block = Secret(count: KeyRecord.blockSize) { record.write(to: $0) }
        // Absolute places on the stick: the partition's node may come a moment later than its table.
        try await offload {
            try RawDevice.write(node, at: KeyStickTable.start + second, block)
            try RawDevice.write(node, at: KeyStickTable.start, block)
        }
    }
}
