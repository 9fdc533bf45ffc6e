/// A page as a browser reads it, as far as a story looks: elements in order, their attributes, the visible text.
///
/// No tree: an element ends at the next end tag of its name, nesting counted. Enough for pages of our own. Source: WHATWG
/// HTML 13.2, simplified.
public struct HTMLPage: Sendable {
    /// A start tag, an end tag or a piece of text.
    enum Token: Sendable, Equatable {
        case start(Element)
        case end(String)
        case text(String)
    }

    /// A start tag: name in lower case, attributes with entities resolved, where it stands.
    public struct Element: Sendable, Equatable {
        /// "input", "form".
        public var name: String
        /// Attributes, names in lower case; one without value is "".
        public var attributes: [String: String]
        /// Place in the page.
        var index: Int

        /// The value of an attribute.
        public subscript(attribute: String) -> String? { attributes[attribute] }
    }

    let tokens: [Token]

    /// Reads a page.
    public init(_ text: String) {
        var reader = HTMLReader(text)
        tokens = reader.all()
    }

    /// All elements, in order; with `name` only those.
    public func elements(_ name: String? = nil) -> [Element] {
        tokens.compactMap { token in
            guard case .start(let element) = token, name == nil || element.name == name else { return nil }
            return element
        }
    }

    /// The first element with this id.
    public func element(id: String) -> Element? { elements().first { $0["id"] == id } }

    /// All elements that carry `attribute`, with `value` if one is given.
    public func elements(with attribute: String, _ value: String? = nil) -> [Element] {
        elements().filter { element in
            guard let found = element[attribute] else { return false }
            return value == nil || found == value
        }
    }

    /// The first value of `attribute` anywhere: `page.value(of: "data-state")`.
    public func value(of attribute: String) -> String? { elements(with: attribute).first?[attribute] }

    /// The visible text inside an element, blanks folded.
    public func text(in element: Element) -> String { Self.folded(tokens[range(of: element)]) }

    /// The whole visible text, blanks folded.
    public var text: String { Self.folded(tokens[...]) }

    /// The first element that is `name` and whose text contains `words`.
    public func first(_ name: String, saying words: String) -> Element? {
        elements(name).first { text(in: $0).contains(words) }
    }

    /// Elements inside `element`.
    public func elements(_ name: String? = nil, in element: Element) -> [Element] {
        let inside = range(of: element)
        return elements(name).filter { inside.contains($0.index) && $0.index != element.index }
    }

    /// Tokens from the start tag to its end tag.
    func range(of element: Element) -> Range<Int> {
        guard !HTMLReader.isVoid(element.name) else { return element.index..<(element.index + 1) }
        var depth = 0
        for index in element.index..<tokens.count {
            switch tokens[index] {
            // An option needs no end tag.
            case .start(let next) where element.name == "option" && next.name == "option" && index > element.index:
                return element.index..<index
            case .end("select") where element.name == "option":
                return element.index..<index
            case .start(let inner) where inner.name == element.name: depth += 1
            case .end(element.name):
                depth -= 1
                if depth == 0 { return element.index..<(index + 1) }
            default: break
            }
        }
        return element.index..<tokens.count
    }

    private static func folded(_ tokens: ArraySlice<Token>) -> String {
        var words: [Substring] = []
        var silent: String?
        for token in tokens {
            switch token {
            case .start(let element) where ["script", "style", "template", "title"].contains(element.name):
                silent = element.name
            case .end(let name) where name == silent: silent = nil
            case .text(let text) where silent == nil: words += text.split { $0.isWhitespace }
            default: break
            }
        }
        return words.joined(separator: " ")
    }
}
