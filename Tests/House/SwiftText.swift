import Testing

/// A Swift file taken apart: what is code, what is said in string literals. Comments are neither.
///
/// Enough for the rules, not a parser: interpolations count as part of their literal.
struct SwiftText {
    /// The file with each literal as `""` and without comments; line breaks stay.
    private(set) var code = ""
    /// Contents of the literals on one line, as written.
    private(set) var literals: [String] = []

    init(_ text: String) {
        var rest = Substring(text)
        while let next = rest.first {
            if rest.hasPrefix("//") {
                rest = rest[(rest.firstIndex(of: "\n") ?? rest.endIndex)...]
            } else if rest.hasPrefix("/*") {
                rest = SwiftText.after("*/", in: rest.dropFirst(2)).rest
            } else if let mark = SwiftText.opening(of: rest) {
                let (content, after) = SwiftText.literal(mark, rest.dropFirst(mark.count))
                rest = after
                literals.append(String(content))
                code += "\"\""
            } else {
                code.append(next)
                rest = rest.dropFirst()
            }
        }
    }

    /// `"`, `"""`, `#"`, `#/` and so on, when a literal begins here.
    private static func opening(of text: Substring) -> Substring? {
        let hashes = text.prefix { $0 == "#" }
        let rest = text[hashes.endIndex...]
        if rest.hasPrefix("\"\"\"") { return text.prefix(hashes.count + 3) }
        if rest.hasPrefix("\"") { return text.prefix(hashes.count + 1) }
        return !hashes.isEmpty && rest.hasPrefix("/") ? text.prefix(hashes.count + 1) : nil
    }

    private static func literal(_ mark: Substring, _ text: Substring) -> (content: Substring, rest: Substring) {
        let end = String(mark.reversed())
        guard !mark.hasPrefix("#") else { return after(end, in: text) }
        var depth = 0
        var index = text.startIndex
        while index < text.endIndex {
            let here = text[index...]
            if here.hasPrefix("\\(") {
                depth += 1
                index = text.index(index, offsetBy: 2)
                continue
            }
            if depth == 0, here.hasPrefix(end) { return (text[..<index], here.dropFirst(end.count)) }
            if depth == 0, here.hasPrefix("\\") { index = text.index(after: index) }
            if depth > 0, here.hasPrefix("(") { depth += 1 }
            if depth > 0, here.hasPrefix(")") { depth -= 1 }
            index = index < text.endIndex ? text.index(after: index) : index
        }
        return (text, text[text.endIndex...])
    }

    private static func after(_ end: String, in text: Substring) -> (content: Substring, rest: Substring) {
        var rest = text
        while !rest.isEmpty, !rest.hasPrefix(end) { rest = rest.dropFirst() }
        return (text[..<rest.startIndex], rest.dropFirst(end.count))
    }

    /// Words that are names: letters, digits and `_`.
    var names: [Substring] {
        code.split { !($0.isLetter || $0.isNumber || $0 == "_") }.filter { $0.first?.isNumber == false }
    }
}

@Suite struct SwiftTextTests {
    @Test(arguments: [
        ("let a = \"b\" // c", "let a = \"\" ", ["b"]), ("/* x */let a = 1", "let a = 1", []),
        ("f(\"a\\\"b\", \"\\(g(\"x\"))c\")", "f(\"\", \"\")", ["a\\\"b", "\\(g(\"x\"))c"]),
        ("\"\"\"\na \"b\" c\n\"\"\"+x", "\"\"+x", ["\na \"b\" c\n"]), ("#\"a\"b\"#.c", "\"\".c", ["a\"b"]),
        ("#/[\"/]/#.d", "\"\".d", ["[\"/]"]), ("\"http://x\"", "\"\"", ["http://x"]), ("a / b", "a / b", []),
    ])
    func `code and literals are told apart`(text: String, code: String, literals: [String]) {
        let parts = SwiftText(text)
        #expect(parts.code == code && parts.literals == literals)
    }
}
