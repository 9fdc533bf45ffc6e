import ArgumentParser
import DatasafeCore
import FoundationEssentials
import Logging
import Practice
import Proc
import Varlink

struct PracticeVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice", abstract: "Holds the practice's documents, users and audit log.",
        subcommands: [PracticeServe.self, PracticeInspect.self], defaultSubcommand: PracticeServe.self)
}

struct PracticeServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Is the practice service; what the unit starts.", shouldDisplay: false)

    @OptionGroup var root: BoxRoot

    func run() async throws {
        let logger = Logger(label: "practice")
        var places = PracticePlaces()
        places.home = root.place(places.home)
        places.staging = root.place(places.staging)
        try root.make([places.home, places.staging])
        try await serve(
            Practice(
                places: places, version: softwareVersion(), runFolder: root.run, socket: root.socket(of: .practice),
                users: root.users, now: { wallTime() }, logger: logger),
            logger: logger)
    }
}

struct PracticeInspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Looks through practice data that nobody works on, and prints what they hold.",
        shouldDisplay: false)

    @Argument(help: "Folder with practice.sqlite and blobs.") var folder: String
    @Option(help: "Empty private folder for a copy of the database.") var scratch: String
    @Option(help: "Instead: read the contents whose names begin with this hex digit, or all.") var contents: String?
    @Flag(help: "Instead: count contents that the database knows and the store does not have.") var absent = false

    func run() throws {
        let inspection = Inspection(of: folder, scratch: scratch)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json: Data
        if absent {
            json = try encoder.encode(inspection.absent())
        } else if let contents {
            json = try encoder.encode(inspection.contents(try fans(contents)))
        } else {
            json = try encoder.encode(inspection.counts())
        }
        print(String(decoding: json, as: UTF8.self))
    }

    /// First two digits of the names.
    private func fans(_ contents: String) throws -> ClosedRange<UInt8> {
        if contents == "all" { return 0...255 }
        guard contents.count == 1, let digit = UInt8(contents, radix: 16) else {
            throw ValidationError("--contents takes one hex digit, or all")
        }
        return (digit << 4)...(digit << 4 | 15)
    }
}
