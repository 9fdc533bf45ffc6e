import DatasafeCore
import Glibc
import Seal
import Testing

struct SealTests {
    let now = Instant(seconds: 1_795_000_000)

    @Test func `a signature holds for exactly the signed bytes and the key`() throws {
        let key = SigningKey()
        let bytes = Array("a heartbeat".utf8)
        let signature = try key.sign(bytes)
        #expect(key.publicKey.verifies(signature, over: bytes))
        #expect(try VerifyingKey(der: key.publicKey.der).verifies(signature, over: bytes))
        #expect(!key.publicKey.verifies(signature, over: bytes + [0]))
        #expect(!SigningKey().publicKey.verifies(signature, over: bytes))
        for evil in [[], [0], Array(signature.dropLast()), [UInt8](repeating: 0xff, count: 72)] {
            #expect(!key.publicKey.verifies(evil, over: bytes))
        }
    }

    @Test func `a key survives its text, rubbish is refused`() throws {
        let key = SigningKey()
        #expect(try SigningKey(pem: key.pem).publicKey == key.publicKey)
        #expect(key.publicKey.der.count == 91)
        #expect(throws: SealError(code: .notAKey, what: "private key")) { try SigningKey(pem: "-----BEGIN") }
        #expect(throws: SealError(code: .notAKey, what: "public key")) { try VerifyingKey(der: [1, 2, 3]) }
    }

    @Test func `a fingerprint reads back from both forms`() throws {
        let print = Fingerprint(of: Array("abc".utf8))
        #expect(print.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(print.text.hasPrefix("BA:78:16:BF:"))
        #expect(try Fingerprint(print.text) == print)
        #expect(try Fingerprint(print.hex) == print)
        for evil in ["", "ba", print.hex + "00", print.hex.dropLast() + "g"] {
            #expect(throws: SealError.self) { try Fingerprint(String(evil)) }
        }
    }

    @Test func `tokens are random, long enough and url safe`() {
        let tokens = (0..<50).map { _ in Token.random() }
        #expect(Set(tokens).count == 50)
        #expect(tokens.allSatisfy { $0.count == 43 && !$0.contains { "+/= ".contains($0) } })
        #expect(Token.hash("abc") == Fingerprint(of: Array("abc".utf8)).hex)
        let uuid = Token.uuid()
        #expect(uuid.count == 36)
        #expect(Array(uuid)[14] == "4")
    }

    @Test func `a folder keeps key and certificate, privately`() throws {
        var template = Array("/tmp/seal-XXXXXX".utf8CString)
        let path = try #require(mkdtemp(&template).map { String(cString: $0) })
        let folder = SealFolder(path: path)
        #expect(try folder.load() == nil)
        let made = try folder.loadOrMake { key throws(SealError) in try .device(key: key, now: now) }
        let again = try folder.loadOrMake { key throws(SealError) in try .device(key: key, now: now) }
        #expect(made.certificate == again.certificate)
        var state = stat()
        #expect(stat("\(path)/key.pem", &state) == 0)
        #expect(state.st_mode & 0o777 == 0o600)
        // Cut between the two writes: the key stays what it was.
        unlink("\(path)/certificate.pem")
        let repaired = try folder.loadOrMake { key throws(SealError) in try .device(key: key, now: now) }
        #expect(repaired.key.publicKey == made.key.publicKey)
        // A certificate of another key is not ours.
        try SealFolder(path: path).store(.device(key: SigningKey(), now: now))
        rename("\(path)/certificate.pem", "\(path)/other.pem")
        try SealFolder(path: path).store(made)
        rename("\(path)/other.pem", "\(path)/certificate.pem")
        #expect(throws: SealError(code: .notACertificate, what: "certificate")) { try folder.load() }
    }

    @Test func `openssl reads the server's certificate as we meant it`() throws {
        let sealed = try SelfSigned.server(
            key: SigningKey(), name: "datasafe-hub", hosts: ["hub.example", "192.0.2.7", "2001:db8::7"], now: now)
        let text = try openSSL(sealed.certificatePEM, "-text")
        for part in [
            "CN = datasafe-hub", "prime256v1", "DNS:hub.example", "IP Address:192.0.2.7",
            "IP Address:2001:DB8:0:0:0:0:0:7",
            "TLS Web Server Authentication", "CA:FALSE",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        // With a key usage, clients on BoringSSL (Android) do not take a certificate as its own root.
        #expect(!text.contains("X509v3 Key Usage"))
        #expect(try openSSL(sealed.certificatePEM, "-fingerprint -sha256").contains(sealed.fingerprint.text))
    }

    @Test func `a certificate made in 1970 is valid today, for ten years`() throws {
        let sealed = try SelfSigned.device(key: SigningKey(), now: Instant(seconds: 0))
        let dates = try openSSL(sealed.certificatePEM, "-dates")
        #expect(dates.contains("notBefore=Jan  1 00:00:00 2026"))
        #expect(dates.contains("notAfter=Jan  1 00:00:00 2036"))
    }

    private func openSSL(_ pem: String, _ arguments: String) throws -> String {
        let file = "/tmp/seal-\(Token.uuid()).pem"
        let output = try #require(fopen(file, "w"))
        fputs(pem, output)
        fclose(output)
        defer { unlink(file) }
        let pipe = try #require(popen("openssl x509 -noout \(arguments) -in \(file) 2>&1", "r"))
        defer { pclose(pipe) }
        var text = ""
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, 4096, pipe) != nil {
            text += String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return text
    }
}
