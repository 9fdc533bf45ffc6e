import DatasafeCore
import Testing

@Suite struct SecretBytesTests {
    static func secret(_ bytes: [UInt8]) -> SecretBytes { bytes.withUnsafeBytes { SecretBytes(copying: $0) } }

    @Test func `bytes go in and come out`() {
        var secret = Self.secret([1, 2, 3])
        #expect(secret.count == 3 && secret.withUnsafeBytes { Array($0) } == [1, 2, 3])
        secret.withUnsafeMutableBytes { $0[1] = 9 }
        #expect(secret.duplicate().withUnsafeBytes { Array($0) } == [1, 9, 3])
        #expect(SecretBytes(count: 5).withUnsafeBytes { Array($0) } == [0, 0, 0, 0, 0])
        #expect(SecretBytes(count: 0).withUnsafeBytes { Array($0) } == [])
    }

    @Test(arguments: [1, 64, 4095, 4096, 4097, 10_000]) func `the memory is whole pages`(count: Int) {
        let secret = SecretBytes(count: count)
        secret.withPages { pages in
            #expect(pages.count % 4096 == 0 && pages.count >= count)
            #expect(UInt(bitPattern: pages.baseAddress) % 4096 == 0)
        }
        #expect(secret.withUnsafeBytes(\.count) == count)
    }

    @Test func `equality is on all bytes`() {
        #expect(Self.secret([1, 2]).equals(Self.secret([1, 2])))
        #expect(!Self.secret([1, 2]).equals(Self.secret([1, 3])))
        #expect(!Self.secret([1, 2]).equals(Self.secret([2, 2])))
        #expect(!Self.secret([1, 2]).equals(Self.secret([1, 2, 0])))
        #expect(Self.secret([]).equals(Self.secret([])))
    }

    @Test(arguments: [
        ([UInt8](repeating: 7, count: 64), true), ([], true), ([0], true), ([7, 7, 8], false), ([8, 7, 7], false),
    ])
    func `a constant secret is found`(bytes: [UInt8], isConstant: Bool) {
        #expect(Self.secret(bytes).isConstant() == isConstant)
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
