import Damage
import FoundationEssentials
import Testing

/// The corpus of the fuzzer as tests: every input that was ever worth keeping, and noise made of it. The long search is
/// `Scripts/fuzz`.
@Suite(.timeLimit(.minutes(5))) struct CorpusTests {
    static let root = #filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/Corpus"

    static func files(_ parser: any FuzzParser.Type) throws -> [(name: String, bytes: [UInt8])] {
        let folder = "\(root)/\(parser.name)"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            let content = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
            return (name, [UInt8](content))
        }
    }

    @Test(arguments: FuzzParsers.names)
    func `every kept input ends in the outcome its name says`(name: String) throws {
        let parser = try #require(FuzzParsers.all.first { $0.name == name })
        let files = try Self.files(parser)
        #expect(files.count >= 3)
        for file in files {
            #expect(parser.outcome(file.bytes) == FuzzSeeds.outcome(ofFile: file.name), "\(name)/\(file.name)")
            #expect(file.bytes.count <= parser.longest + 1, "\(name)/\(file.name)")
        }
        // `Scripts/fuzz --seeds` writes them.
        let kept = Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        for seed in try parser.seeds() {
            #expect(
                kept[FuzzSeeds.fileName(parser.outcome(seed.bytes), seed.what)] == seed.bytes, "\(name) \(seed.what)")
        }
    }

    @Test func `the corpus is small`() throws {
        let bytes = try FuzzParsers.all.flatMap { try Self.files($0) }.reduce(0) { $0 + $1.bytes.count }
        #expect(bytes < 200 << 10)
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root)
        #expect(Set(folders) == Set(FuzzParsers.names))
    }

    /// A trap ends the whole run, so there is nothing to expect but the end.
    @Test(arguments: FuzzParsers.names) func `noise ends in a word`(name: String) throws {
        let parser = try #require(FuzzParsers.all.first { $0.name == name })
        var tally = Tally("noise, \(name)")
        for bytes in Noise.inputs(try Self.files(parser).map(\.bytes), count: 1500, seed: 7) {
            tally.take(parser.outcome(Array(bytes.prefix(parser.longest))))
        }
        #expect(tally.total == 1500 && tally.slowest < .seconds(10) && !tally.counts.keys.contains(""))
    }
}
