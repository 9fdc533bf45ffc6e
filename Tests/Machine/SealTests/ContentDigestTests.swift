import DatasafeCore
import Seal
import Testing

@Suite struct ContentDigestTests {
    @Test(arguments: [
        // FIPS 180-4 examples.
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `is SHA-256, in one go and in pieces`(text: String, hex: String) {
        #expect(ContentDigest.sha256(Array(text.utf8)).lowercaseHex == hex)
        var digest = ContentDigest()
        for byte in text.utf8 { withUnsafeBytes(of: byte) { digest.add($0) } }
        #expect(digest.finish().lowercaseHex == hex)
    }
}
