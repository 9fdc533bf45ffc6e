import DatasafeCore
import DatasafeFormats
import Testing

@Suite struct SHA256Tests {
    /// FIPS 180-4 examples and the short messages of NIST's SHA test vectors.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `known messages`(message: String, digest: String) {
        #expect(SHA256Digest(of: Array(message.utf8)).hex == digest)
    }

    @Test(arguments: [
        ("bd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"),
        ("c98c8e55", "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"),
    ])
    func `known bytes`(message: String, digest: String) {
        #expect(SHA256Digest(of: fromHex(message)).hex == digest)
    }

    /// Lengths around the padding's edges, from NIST's byte-oriented examples: 55, 56, 57 and 64 zero bytes.
    @Test(arguments: [
        (55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"),
        (56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"),
        (57, "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"),
        (64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"),
    ])
    func `zero bytes`(count: Int, digest: String) {
        #expect(SHA256Digest(of: [UInt8](repeating: 0, count: count)).hex == digest)
    }

    @Test func `a million times a, in uneven pieces`() {
        var hash = SHA256()
        var left = 1_000_000
        var piece = 1
        while left > 0 {
            let count = min(piece, left)
            hash.update([UInt8](repeating: UInt8(ascii: "a"), count: count))
            left -= count
            piece = piece % 997 + 61
        }
        #expect(hash.finish().hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    /// RFC 4231, cases 1, 2, 3 and 6.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `keyed hash`(key: [UInt8], message: [UInt8], digest: String) {
        #expect(SHA256Digest(key: key, message: message).hex == digest)
    }

    @Test func `the identity of a disk depends on serial, WWN and key, not on padding`() {
        let key = [UInt8](repeating: 7, count: 32)
        let hash = SerialHash(serial: "WD-123", wwn: "0x50", key: key)
        #expect(SerialHash(serial: "  WD-123 ", wwn: "0x50 ", key: key) == hash)
        #expect(SerialHash(serial: "WD-1230x50", wwn: "", key: key) != hash)
        #expect(SerialHash(serial: "WD-123", wwn: "", key: key) != hash)
        #expect(SerialHash(serial: "WD-123", wwn: "0x50", key: [1]) != hash)
    }
}
