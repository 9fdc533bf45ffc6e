import Testing

/// A Swift file taken apart: what is code, what is said in string literals. Comments are neither.
///
/// Enough for the rules, not a parser: interpolations count as part of their literal. Works on bytes, because all rules
/// together read some megabytes.
struct SwiftText: Sendable {
    /// The file with each literal as `""` and without comments; line breaks stay.
    let code: String
    /// Contents of the literals, as written.
    let literals: [String]
    /// Words of the code, in order: letters, digits and `_`, not beginning with a digit.
    let names: [String]

    init(_ text: String) {
        var scanner = Scanner(Array(text.utf8))
        scanner.run()
        code = String(decoding: scanner.code, as: UTF8.self)
        literals = scanner.literals.map { String(decoding: $0, as: UTF8.self) }
        names = scanner.code.split { !Scanner.isWord($0) }
            .filter { ($0.first ?? 0x30) > 0x39 }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private struct Scanner {
        let bytes: [UInt8]
        var at = 0
        var code: [UInt8] = []
        var literals: [ArraySlice<UInt8>] = []

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        static func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
            default: false
            }
        }

        func sees(_ mark: [UInt8]) -> Bool {
            at + mark.count <= bytes.count && bytes[at..<at + mark.count].elementsEqual(mark)
        }

        mutating func run() {
            while at < bytes.count {
                switch bytes[at] {
                case UInt8(ascii: "/") where sees(Array("//".utf8)): skip(past: Array("\n".utf8), keepEnd: true)
                case UInt8(ascii: "/") where sees(Array("/*".utf8)): skip(past: Array("*/".utf8))
                case UInt8(ascii: "\""), UInt8(ascii: "#"):
                    if let mark = opening() { literal(mark) } else { copy() }
                default: copy()
                }
            }
        }

        mutating func copy() {
            code.append(bytes[at])
            at += 1
        }

        mutating func skip(past end: [UInt8], keepEnd: Bool = false) {
            while at < bytes.count, !sees(end) { at += 1 }
            if !keepEnd { at = min(at + end.count, bytes.count) }
        }

        /// `"`, `"""`, `#"`, `#/` and so on, when a literal begins here.
        func opening() -> [UInt8]? {
            let hashes = bytes[at...].prefix { $0 == UInt8(ascii: "#") }
            let rest = bytes[hashes.endIndex...]
            let quotes = rest.prefix(3).prefix { $0 == UInt8(ascii: "\"") }
            if !quotes.isEmpty { return Array(hashes + quotes.prefix(quotes.count == 3 ? 3 : 1)) }
            return !hashes.isEmpty && rest.first == UInt8(ascii: "/") ? Array(hashes + rest.prefix(1)) : nil
        }

        mutating func literal(_ mark: [UInt8]) {
            at += mark.count
            let start = at
            let end = Array(mark.reversed())
            let isRaw = mark[0] == UInt8(ascii: "#")
            var depth = 0
            while at < bytes.count {
                if depth == 0, sees(end) { break }
                if !isRaw, bytes[at] == UInt8(ascii: "\\") {
                    at += 1
                    if at < bytes.count, bytes[at] == UInt8(ascii: "(") { depth += 1 }
                } else if depth > 0 {
                    if bytes[at] == UInt8(ascii: "(") { depth += 1 }
                    if bytes[at] == UInt8(ascii: ")") { depth -= 1 }
                }
                at += 1
            }
            literals.append(bytes[min(start, bytes.count)..<min(at, bytes.count)])
            at = min(at + end.count, bytes.count)
            code += [UInt8(ascii: "\""), UInt8(ascii: "\"")]
        }
    }
}

@Suite struct SwiftTextTests {
    @Test(arguments: [
        ("let a = \"b\" // c", "let a = \"\" ", ["b"]), ("/* x */let a = 1", "let a = 1", []),
        ("f(\"a\\\"b\", \"\\(g(\"x\"))c\")", "f(\"\", \"\")", ["a\\\"b", "\\(g(\"x\"))c"]),
        ("\"\"\"\na \"b\" c\n\"\"\"+x", "\"\"+x", ["\na \"b\" c\n"]), ("#\"a\"b\"#.c", "\"\".c", ["a\"b"]),
        ("#/[\"/]/#.d", "\"\".d", ["[\"/]"]), ("\"http://x\"", "\"\"", ["http://x"]), ("a / b", "a / b", []),
        ("\"\" + \"\"", "\"\" + \"\"", ["", ""]), ("\"open", "\"\"", ["open"]), ("#if x", "#if x", []),
    ])
    func `code and literals are told apart`(text: String, code: String, literals: [String]) {
        let parts = SwiftText(text)
        #expect(parts.code == code && parts.literals == literals)
    }

    @Test func `names are words of the code`() {
        #expect(SwiftText("let a1 = B.größe + 12x // c").names == ["let", "a1", "B", "größe"])
    }
}
