import Cryptsetup
import DatasafeCore
import Glibc
import Testing

/// The real library on a plain file: everything but the mapping itself.
@Suite(.timeLimit(.minutes(2))) struct LUKSContainerTests {
    let file: String
    let one = Secret(bytes: (0..<64).map { UInt8($0) })
    let two = Secret(bytes: (0..<64).map { UInt8(255 - $0) })
    let foreign = Secret(bytes: (0..<64).map { UInt8($0 ^ 1) })

    init() throws {
        var template = Array("/tmp/luks-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        try #require(ftruncate(descriptor, 32 << 20) == 0)
        close(descriptor)
        file = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try LUKSContainer.format(device: file, label: "datasafe-data", subsystem: "datasafe-00", keys: [one, two])
    }

    @Test func `each key opens its own keyslot and no other`() throws {
        try LUKSContainer.prove(device: file, slot: 0, key: one)
        try LUKSContainer.prove(device: file, slot: 1, key: two)
        for (slot, key) in [(0, two), (1, one), (0, foreign), (1, foreign)] {
            #expect(throws: CryptsetupError(code: .noMatch, what: "luks prove \(file)")) {
                try LUKSContainer.prove(device: file, slot: slot, key: key)
            }
        }
        unlink(file)
    }

    @Test func `slot 1 survives the death of slot 0, and a new key takes its place`() throws {
        try LUKSContainer.destroyKey(device: file, slot: 0)
        #expect(throws: (any Error).self) { try LUKSContainer.prove(device: file, slot: 0, key: one) }
        try LUKSContainer.prove(device: file, slot: 1, key: two)
        try LUKSContainer.addKey(device: file, slot: 0, old: two, new: foreign)
        try LUKSContainer.prove(device: file, slot: 0, key: foreign)
        unlink(file)
    }

    @Test func `a token is written and removed`() throws {
        let json = #"{"type":"datasafe-key","keyslots":["0"],"keyid":"00","boxid":"00","number":1}"#
        try LUKSContainer.setToken(device: file, index: 0, json: json)
        try LUKSContainer.setToken(device: file, index: 0, json: nil)
        #expect(throws: (any Error).self) { try LUKSContainer.setToken(device: file, index: 0, json: "rubbish") }
        unlink(file)
    }

    @Test func `a file that is no container is a header error`() throws {
        let descriptor = open(file, O_WRONLY)
        let zeros = [UInt8](repeating: 0, count: 4 << 20)
        _ = zeros.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        close(descriptor)
        #expect(throws: CryptsetupError(code: .header, what: "luks prove \(file)")) {
            try LUKSContainer.prove(device: file, slot: 0, key: one)
        }
        unlink(file)
    }
}
