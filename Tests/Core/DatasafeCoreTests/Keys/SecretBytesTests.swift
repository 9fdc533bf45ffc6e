import DatasafeCore
import Testing

@Suite struct SecretBytesTests {
    static func secret(_ bytes: [UInt8]) -> SecretBytes {
        var secret = SecretBytes(count: bytes.count)
        secret.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
        return secret
    }

    /// The macro of the tests takes no value that cannot be copied.
    static func bytes(_ secret: borrowing SecretBytes) -> [UInt8] { secret.withUnsafeBytes { Array($0) } }

    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { secret(left).equals(secret(right)) }

    @Test func `bytes go in and come out`() {
        var secret = Self.secret([1, 2, 3])
        let before = Self.bytes(secret)
        secret.withUnsafeMutableBytes { $0[1] = 9 }
        let after = Self.bytes(secret.duplicate())
        #expect(before == [1, 2, 3] && after == [1, 9, 3])
        let copy = [4, 5].withUnsafeBytes { Self.bytes(SecretBytes(copying: $0)) }
        #expect(copy.count == 2 * MemoryLayout<Int>.size && copy.first == 4)
        let empty = [Self.bytes(SecretBytes(count: 2)), Self.bytes(SecretBytes(count: 0))]
        #expect(empty == [[0, 0], []])
    }

    @Test(arguments: [1, 64, 4095, 4096, 4097, 10_000]) func `the memory is whole pages`(count: Int) {
        let secret = SecretBytes(count: count)
        secret.withPages { pages in
            #expect(pages.count % 4096 == 0 && pages.count >= count)
            #expect(UInt(bitPattern: pages.baseAddress) % 4096 == 0)
        }
        let bytes = Self.bytes(secret)
        #expect(bytes.count == count)
    }

    @Test func `equality is on all bytes`() {
        #expect(Self.areEqual([1, 2], [1, 2]) && Self.areEqual([], []))
        #expect(
            !Self.areEqual([1, 2], [1, 3]) && !Self.areEqual([1, 2], [2, 2]) && !Self.areEqual([1, 2], [1, 2, 0]))
    }

    @Test(arguments: [
        ([UInt8](repeating: 7, count: 64), true), ([], true), ([0], true), ([7, 7, 8], false), ([8, 7, 7], false),
    ])
    func `a constant secret is found`(bytes: [UInt8], isConstant: Bool) {
        let found = Self.secret(bytes).isConstant()
        #expect(found == isConstant)
    }

    @Test(arguments: [0, 1, 63, 4096]) func `wiped memory is zero`(count: Int) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        defer { memory.deallocate() }
        memory.initializeMemory(as: UInt8.self, repeating: 0xa5)
        SecretBytes.wipe(memory)
        #expect(memory.allSatisfy { $0 == 0 })
    }

    @Test func `a negative number is a programming error`() async {
        await #expect(processExitsWith: .failure) { _ = SecretBytes(count: -1) }
    }
}
