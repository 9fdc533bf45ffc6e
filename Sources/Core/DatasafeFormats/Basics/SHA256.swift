import DatasafeCore

/// SHA-256, piece by piece. Source: FIPS 180-4. Written here because the storage program links no crypto package.
///
/// What it keeps of its input (one block, the message schedule) is overwritten at the end: it may be part of a key.
public struct SHA256: ~Copyable {
    /// First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]

    private var state = SIMD8<UInt32>(
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
    /// 64 bytes of the block being filled, then 256 bytes of message schedule.
    private var scratch = SecretBytes(count: 64 + 256)
    private var filled = 0
    private var length: UInt64 = 0

    /// Nothing hashed yet.
    public init() {}

    /// Hashes more bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(64 - filled))
            let start = filled
            scratch.withUnsafeMutableBytes { memory in
                UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + piece.count]).copyMemory(from: piece)
            }
            filled += piece.count
            rest = rest.dropFirst(piece.count)
            if filled == 64 { compress() }
        }
    }

    /// Hashes more bytes.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of all bytes hashed.
    public consuming func finish() -> SHA256Digest {
        let bits = length &* 8
        let padding = 1 + (filled < 56 ? 55 - filled : 119 - filled)
        update([0x80] + [UInt8](repeating: 0, count: padding - 1))
        update((0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) })
        let words = (0..<8).map { state[$0] }
        return SHA256Digest(words: words)
    }

    private mutating func compress() {
        filled = 0
        let before = state
        state = scratch.withUnsafeMutableBytes { memory in
            guard let block = memory.baseAddress else { return before }
            let schedule = (block + 64).bindMemory(to: UInt32.self, capacity: 64)
            Self.expand(block, into: schedule)
            return before &+ Self.rounds(before, schedule)
        }
    }

    // Plain pointers, `while` and masking shifts: without the optimiser they are five times as fast as what reads nicer,
    // and a day's tests hash some hundred megabytes.

    private static func expand(_ block: UnsafeMutableRawPointer, into schedule: UnsafeMutablePointer<UInt32>) {
        var index = 0
        while index < 16 {
            schedule[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self))
            index &+= 1
        }
        while index < 64 {
            let early = schedule[index &- 15]
            let late = schedule[index &- 2]
            let small0 = rotated(early, 7) ^ rotated(early, 18) ^ early &>> 3
            let small1 = rotated(late, 17) ^ rotated(late, 19) ^ late &>> 10
            schedule[index] = schedule[index &- 16] &+ small0 &+ schedule[index &- 7] &+ small1
            index &+= 1
        }
    }

    private static func rounds(_ start: SIMD8<UInt32>, _ schedule: UnsafeMutablePointer<UInt32>) -> SIMD8<UInt32> {
        var (a, b, c, d) = (start[0], start[1], start[2], start[3])
        var (e, f, g, h) = (start[4], start[5], start[6], start[7])
        constants.withUnsafeBufferPointer { constants in
            guard let constant = constants.baseAddress else { return }
            var index = 0
            while index < 64 {
                let big1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
                let choice = (e & f) ^ (~e & g)
                let first = h &+ big1 &+ choice &+ constant[index] &+ schedule[index]
                let big0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
                let majority = (a & b) ^ (a & c) ^ (b & c)
                (h, g, f) = (g, f, e)
                e = d &+ first
                (d, c, b) = (c, b, a)
                a = first &+ big0 &+ majority
                index &+= 1
            }
        }
        return SIMD8(a, b, c, d, e, f, g, h)
    }

    @_transparent
    private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
        word &>> bits | word &<< (32 &- bits)
    }
}
