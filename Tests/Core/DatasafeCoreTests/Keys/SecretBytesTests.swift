import DatasafeCore
import Testing

@Suite struct SecretBytesTests {
    static func secret(_ bytes: [UInt8]) -> SecretBytes {
        var secret = SecretBytes(count: bytes.count)
        secret.withUnsafeMutableBytes { $0.copyBytes(from: bytes) }
        return secret
    }

    // `#expect` cannot hold what cannot be copied: the values are taken out first.
    static func content(_ secret: borrowing SecretBytes) -> [UInt8] { secret.withUnsafeBytes { Array($0) } }

    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { secret(left).equals(secret(right)) }

    @Test func `bytes go in and come out`() {
        var secret = Self.secret([1, 2, 3])
        let count = secret.count
        #expect(count == 3)
        #expect(Self.content(secret) == [1, 2, 3])
        secret.withUnsafeMutableBytes { $0[1] = 9 }
        let copy = Self.content(secret.duplicate())
        #expect(copy == [1, 9, 3])
        let zeros = Self.content(SecretBytes(count: 5))
        #expect(zeros == [0, 0, 0, 0, 0])
        let nothing = Self.content(SecretBytes(count: 0))
        #expect(nothing.isEmpty)
    }

    @Test(arguments: [1, 64, 4095, 4096, 4097, 10_000]) func `the memory is whole pages`(count: Int) {
        let secret = SecretBytes(count: count)
        secret.withPages { pages in
            #expect(pages.count % 4096 == 0 && pages.count >= count)
            #expect(UInt(bitPattern: pages.baseAddress) % 4096 == 0)
        }
        let content = Self.content(secret)
        #expect(content.count == count)
    }

    @Test func `equality is on all bytes`() {
        #expect(Self.areEqual([1, 2], [1, 2]))
        #expect(!Self.areEqual([1, 2], [1, 3]))
        #expect(!Self.areEqual([1, 2], [2, 2]))
        #expect(!Self.areEqual([1, 2], [1, 2, 0]))
        #expect(Self.areEqual([], []))
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
