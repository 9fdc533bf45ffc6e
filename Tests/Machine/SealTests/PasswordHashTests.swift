import DatasafeCore
import Seal
import Testing

struct PasswordHashTests {
    @Test func `the right password fits, any other does not`() throws {
        let stored = try PasswordHash.make(Secret(text: "korrekt Pferd Batterie ß"))
        #expect(stored.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
        #expect(PasswordHash.verify(Secret(text: "korrekt Pferd Batterie ß"), against: stored))
        for wrong in ["korrekt Pferd Batterie s", "korrekt Pferd Batterie ß ", "Korrekt Pferd Batterie ß", "x"] {
            #expect(!PasswordHash.verify(Secret(text: wrong), against: stored), "\(wrong)")
        }
        #expect(!PasswordHash.isOutdated(stored))
    }

    @Test func `the same password gives another text each time`() throws {
        let password = Secret(text: "a")
        #expect(try PasswordHash.make(password) != PasswordHash.make(password))
    }

    // Made by another implementation (OpenSSL through Python): password "password", salt "NaClNaCl".
    @Test func `agrees with another implementation of scrypt`() {
        let stored =
            "$scrypt$ln=10,r=8,p=8$TmFDbE5hQ2w$"
            + "nT2sNOUvN1G3kK6j9VUtRGEOZLJ0yZ7w3AndpIOmh-gp_JFEu06l8gkwy177s7Ol2I0GQnBAJja1kaaz8ud0Cw"
        #expect(PasswordHash.verify(Secret(text: "password"), against: stored))
        #expect(!PasswordHash.verify(Secret(text: "Password"), against: stored))
    }

    @Test(
        arguments: [
            "", "$", "$scrypt$ln=15,r=8,p=3$$",
            "$scrypt$ln=30,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$argon2id$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$r=8,ln=15,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=15,r=8,p=3$AAAA*AAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        ])
    func `a stored text that is none of ours is not taken for a hash`(stored: String) {
        #expect(PasswordHash.isOutdated(stored))
    }

    @Test func `rubbish in a row opens nothing`() {
        #expect(!PasswordHash.verify(Secret(text: "password"), against: "$scrypt$ln=15,r=8,p=3$$"))
    }

    @Test func `empty and huge passwords are refused`() {
        for count in [0, 1025] {
            #expect(throws: SealError(code: .password, what: "password")) {
                try PasswordHash.make(Secret(bytes: [UInt8](repeating: 65, count: count)))
            }
        }
    }

    @Test func `an unknown user costs the work of a known one`() throws {
        let stored = try PasswordHash.make(Secret(text: "a"))
        let clock = ContinuousClock()
        let known = clock.measure { _ = PasswordHash.verify(Secret(text: "b"), against: stored) }
        let unknown = clock.measure { _ = PasswordHash.verify(Secret(text: "b"), against: nil) }
        #expect(unknown > known / 5)
    }

    @Test func `older costs are known as such`() {
        let old = "$scrypt$ln=14,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"
        #expect(PasswordHash.isOutdated(old))
    }
}
