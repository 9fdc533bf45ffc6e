/// Cuts HTML into tags and text. Never fails: a browser would not either.
struct HTMLReader {
    private let bytes: [UInt8]
    private var at = 0
    private var tokens: [HTMLPage.Token] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    static func isVoid(_ name: String) -> Bool {
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"].contains(
            name)
    }

    mutating func all() -> [HTMLPage.Token] {
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<") { tag() } else { text() }
        }
        return tokens
    }

    private mutating func text() {
        let end = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        tokens.append(.text(Self.resolved(String(decoding: bytes[at..<end], as: UTF8.self))))
        at = end
    }

    private mutating func tag() {
        if starts("<!--") {
            at = end(of: "-->", from: at + 4)
        } else if starts("<!") || starts("<?") {
            at = end(of: ">", from: at)
        } else if starts("</") {
            at += 2
            let name = word()
            at = end(of: ">", from: at)
            tokens.append(.end(name))
        } else if at + 1 < bytes.count, Self.isLetter(bytes[at + 1]) {
            at += 1
            open(word())
        } else {
            tokens.append(.text("<"))
            at += 1
        }
    }

    private mutating func open(_ name: String) {
        var attributes: [String: String] = [:]
        while true {
            skipBlanks(andSlashes: true)
            guard at < bytes.count, bytes[at] != UInt8(ascii: ">") else { break }
            let before = at
            let key = word(stopping: "=>/")
            skipBlanks(andSlashes: false)
            var value = ""
            if at < bytes.count, bytes[at] == UInt8(ascii: "=") {
                at += 1
                skipBlanks(andSlashes: false)
                value = attributeValue()
            }
            if !key.isEmpty, attributes[key] == nil { attributes[key] = Self.resolved(value) }
            if at == before { at += 1 }
        }
        at += 1
        tokens.append(.start(HTMLPage.Element(name: name, attributes: attributes, index: tokens.count)))
        // Their content is no markup.
        if name == "script" || name == "style" {
            let close = end(of: "</\(name)", from: at) - name.utf8.count - 2
            if close > at, close <= bytes.count {
                tokens.append(.text(String(decoding: bytes[at..<close], as: UTF8.self)))
                at = close
            }
        }
    }

    private mutating func attributeValue() -> String {
        guard at < bytes.count else { return "" }
        let quote = bytes[at]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let close = bytes[(at + 1)...].firstIndex(of: quote) ?? bytes.count
            defer { at = close + 1 }
            return String(decoding: bytes[(at + 1)..<close], as: UTF8.self)
        }
        let start = at
        while at < bytes.count, bytes[at] > 32, bytes[at] != UInt8(ascii: ">") { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func word(stopping: String = "/>") -> String {
        let start = at
        let stops = Array(stopping.utf8)
        while at < bytes.count, bytes[at] > 32, !stops.contains(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
    }

    private mutating func skipBlanks(andSlashes: Bool) {
        while at < bytes.count, bytes[at] <= 32 || (andSlashes && bytes[at] == UInt8(ascii: "/")) { at += 1 }
    }

    private func starts(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    /// Just behind the next `text`, or the end.
    private func end(of text: String, from start: Int) -> Int {
        let wanted = Array(text.utf8)
        var place = start
        while place <= bytes.count - wanted.count {
            if bytes[place..<(place + wanted.count)].elementsEqual(wanted) { return place + wanted.count }
            place += 1
        }
        return bytes.count
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }

    /// `text` with the entities our pages use resolved.
    static func resolved(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let character = character(rest[rest.index(after: start)..<end])
            else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            result.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ name: Substring) -> Character? {
        let named: [Substring: Character] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "shy": "\u{ad}",
        ]
        if let known = named[name] { return known }
        let number =
            if name.hasPrefix("#x") || name.hasPrefix("#X") {
                UInt32(name.dropFirst(2), radix: 16)
            } else if name.hasPrefix("#") {
                UInt32(name.dropFirst())
            } else {
                UInt32?.none
            }
        return number.flatMap { Unicode.Scalar($0) }.map { Character($0) }
    }
}
