/// Markup that may be sent to a browser. Written as a string literal; whatever is put into it is escaped:
///
///     let row: HTML = "<td title=\"\(name)\">\(name)</td>"      // name: String, escaped
///     let table: HTML = "<table>\(rows)</table>"               // rows: [HTML], as they are
///
/// Only literals of this program, other `HTML` values and `raw(_:)` reach the page unescaped, so that a name of a
/// document, disk or user can never become an element or a script. Attribute values must be quoted: the escape covers
/// both kinds of quotes. Source of the escapes: HTML Living Standard 13.1.2.3 and 13.3.
public struct HTML: Sendable, Hashable {
    /// The markup as it is sent, UTF-8.
    public let markup: String

    /// Nothing.
    public static let empty = HTML(trusted: "")

    private init(trusted: String) { markup = trusted }

    /// A text as a page shows it: every character that could be read as markup is escaped.
    public init(text: String) { markup = HTML.escaped(text) }

    /// Markup that is trusted as it is: made by this program from no foreign text (an SVG drawn from numbers).
    public static func raw(_ trusted: String) -> HTML { HTML(trusted: trusted) }

    /// Nothing in it.
    public var isEmpty: Bool { markup.isEmpty }

    /// One after the other.
    public static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.markup + right.markup) }

    /// Adds to the end.
    public static func += (left: inout HTML, right: HTML) { left = left + right }

    /// This markup if `condition` holds, else nothing.
    public func when(_ condition: Bool) -> HTML { condition ? self : .empty }

    /// The text with `& < > " '` as references. Control characters, which no page may hold, and the characters that
    /// turn the direction of writing ("gpj.exe" shown as "exe.jpg") become the replacement character.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension HTML: ExpressibleByStringInterpolation {
    /// A literal of this program, as it is.
    public init(stringLiteral value: String) { self.init(trusted: value) }

    /// A literal with values in it.
    public init(stringInterpolation: StringInterpolation) { self.init(trusted: stringInterpolation.markup) }

    /// Collects the pieces of an interpolated literal: literals as they are, values escaped.
    public struct StringInterpolation: StringInterpolationProtocol {
        var markup = ""

        /// Starts with the room the literals need.
        public init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + interpolationCount * 32)
        }

        /// A piece of the literal.
        public mutating func appendLiteral(_ literal: String) { markup += literal }

        /// A text, escaped.
        public mutating func appendInterpolation(_ text: String) { markup += HTML.escaped(text) }

        /// A part of a text, escaped.
        public mutating func appendInterpolation(_ text: Substring) { markup += HTML.escaped(String(text)) }

        /// A whole number, without separators.
        public mutating func appendInterpolation(_ number: some BinaryInteger) { markup += String(number) }

        /// Markup, as it is.
        public mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

        /// Markup, or nothing.
        public mutating func appendInterpolation(_ html: HTML?) { markup += html?.markup ?? "" }

        /// Markup, one after the other.
        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { markup += part.markup }
        }
    }
}

extension Sequence where Element == HTML {
    /// One after the other, with `separator` between them.
    public func joined(separator: HTML = .empty) -> HTML {
        HTML.raw(map(\.markup).joined(separator: separator.markup))
    }
}
