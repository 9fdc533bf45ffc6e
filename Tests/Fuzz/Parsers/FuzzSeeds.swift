import FoundationEssentials

/// The inputs of the corpus that our own code makes, and the names of all of them: `OUTCOME.what`, with `_` for a space.
enum FuzzSeeds {
    static func fileName(_ outcome: String, _ what: String) -> String {
        "\(outcome.replacing(" ", with: "_")).\(what)"
    }

    /// The outcome a file of the corpus is kept for.
    static func outcome(ofFile name: String) -> String {
        String(name.prefix { $0 != "." }).replacing("_", with: " ")
    }

    /// Writes every seed into its parser's folder.
    static func write(to corpus: String) throws {
        for parser in FuzzParsers.all {
            let folder = "\(corpus)/\(parser.name)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for seed in try parser.seeds() {
                let path = "\(folder)/\(fileName(parser.outcome(seed.bytes), seed.what))"
                guard FileManager.default.createFile(atPath: path, contents: Data(seed.bytes)) else {
                    throw CocoaError(.fileWriteUnknown)
                }
            }
        }
    }
}
