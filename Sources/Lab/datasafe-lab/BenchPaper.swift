import ArgumentParser
import FoundationEssentials
import Guest
import Story
import SystemPackage

/// Where the table of a bench goes.
struct BenchPaper: ParsableArguments {
    @Option(help: "Write the figures to this file as JSON too.") var json: String?
    @Option(help: "Append the table with date and machine to this Markdown file.") var append: String?
    @Option(help: "What was built, for the line above the table.") var revision = ""

    /// Prints and keeps a table; `words`: about the machine and how it was measured. Exit 1 when a figure is missing.
    func print(_ table: BenchTable, words: [String], began: Date) throws {
        let date = String(began.ISO8601Format().prefix { $0 != "T" })
        let words = (words + [revision]).filter { !$0.isEmpty }.joined(separator: "; ")
        Swift.print("\n\(date): \(words)\n\n\(table.lines.joined(separator: "\n"))")
        do {
            if let json {
                let all: JSON = ["date": .string(date), "machine": .string(words), "rows": table.json]
                try Files.write(try all.bytes() + [10], to: FilePath(json))
            }
            if let append {
                let text = "\n## \(date)\n\(words).\n\n\(table.lines.joined(separator: "\n"))\n"
                try Files.write(try Files.read(FilePath(append)) + Array(text.utf8), to: FilePath(append))
            }
        } catch let error as GuestError {
            Complaint.print("\(error)")
            throw ExitCode.failure
        }
        let missing = table.rows.count { !$0.isWhole }
        guard missing == 0 else {
            Complaint.print("\(missing) of \(table.rows.count) lines could not be measured; the table says why")
            throw ExitCode.failure
        }
    }
}
