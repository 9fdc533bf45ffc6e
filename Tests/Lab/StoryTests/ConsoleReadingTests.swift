import Testing

@testable import Story

@Suite("Reading the screen") struct ConsoleReadingTests {
    static let pairs = (0..<32).map { index in
        let text = String(index * 7 % 256, radix: 16, uppercase: true)
        return text.count == 1 ? "0\(text)" : text
    }

    static let screens: [[String]] = [
        ["Datasafe 1.0", "Code: 123456", "Fingerabdruck", pairs.joined(separator: ":")],
        [
            "Adresse https://192.168.1.20  (Code 123 456)", "SHA-256:", pairs[0..<16].joined(separator: ":") + ":",
            "  " + pairs[16...].joined(separator: ":"),
        ],
        ["Einrichtungs-Code 123456.", "Fingerprint: " + pairs.joined(), "2026-11-21 08:00"],
        [
            "Code 123456",
            stride(from: 0, to: 32, by: 2).map { pairs[$0] + pairs[$0 + 1] }.joined(separator: " "),
        ],
    ]

    @Test("Fingerprint and code in each layout", arguments: screens) func reads(screen: [String]) throws {
        let reading = try #require(ConsoleReading(screen: screen))
        #expect(reading.fingerprint.description == Self.pairs.joined(separator: ":"))
        #expect(reading.code == "123456")
    }

    @Test(
        "Nothing is read where nothing stands",
        arguments: [
            [], ["AB:CD:EF"], [pairs.dropLast().joined(separator: ":") + ":"],
            [pairs[0..<16].joined(), "x", pairs[16...].joined()],
        ])
    func none(screen: [String]) {
        #expect(ConsoleReading(screen: screen) == nil)
    }

    @Test(
        "Six digits are a code only where a code is spoken of",
        arguments: [
            ("Version 202611", nil), ("Code: 12345", nil), ("Code 1234567", nil), ("Ihr Code lautet 042 117", "042117"),
            ("code=999999", "999999"),
        ] as [(String, String?)])
    func codes(line: String, code: String?) {
        #expect(ConsoleReading.code(in: line) == code)
    }
}
