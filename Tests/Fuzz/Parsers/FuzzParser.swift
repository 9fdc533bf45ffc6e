/// One parser under search: what foreign bytes end in. Whatever the bytes are it returns; a trap, a hang and memory without
/// end are findings.
protocol FuzzParser: SendableMetatype {
    /// The name on the command line, and of its folder in the corpus.
    static var name: String { get }
    /// Inputs are not made longer than this.
    static var longest: Int { get }
    /// The code or the kind of fault the bytes end in, or `opens`, `reads`: one word, or more with spaces between.
    static func outcome(_ bytes: [UInt8]) -> String
    /// Good inputs and near misses, made by our own code, by what is in them.
    static func seeds() throws -> [(what: String, bytes: [UInt8])]
}

/// Every parser under search.
enum FuzzParsers {
    static let all: [any FuzzParser.Type] = [
        KeyParser.self, HeaderParser.self, HeaderTextParser.self, IntegrityParser.self, MDParser.self,
        RecordParser.self,
        SmartParser.self, KernelParser.self, BtrfsParser.self, StatusParser.self, JSONParser.self, PaperParser.self,
        GzipParser.self, BeatParser.self,
    ]

    static let names = all.map { parser in parser.name }
}

/// A property that must hold for every input. Not `precondition`: this one stays in a build without checks.
func hold(_ isTrue: Bool, _ what: StaticString) {
    if !isTrue { fatalError("\(what)") }
}
