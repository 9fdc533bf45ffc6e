import ArgumentParser
import DatasafeCore
import DatasafeFormats
import DatasafeTexts
import Proc

struct DiskVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disk", abstract: "What can be said about a disk without a box.", subcommands: [DiskJudgeVerb.self]
    )
}

struct DiskJudgeVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Judges saved outputs of smartctl -j -x as a box does at first sight of a disk.",
        discussion: """
            Per file the verdict OK, WARN, CRIT or UNKNOWN; per reason its code, the attribute with its value and limit, \
            what it means and what to do (German or English by LANG). What is no health report is UNKNOWN, never OK.

            --json prints one object a line for each file that could be read, in the order given:
              {"file": NAME, "reasons": ["CODE: words"], "verdict": "CRIT"}
            Codes (SMART-REALLOCATED ...) never change; the words behind the colon follow LANG.

            Exit status: 0 every disk is OK; 1 at least one is WARN, CRIT or UNKNOWN; 2 at least one file could not be \
            read (named on standard error; the others are judged all the same); 64 wrong usage.
            """)

    @Argument(help: "Saved output, at most 4 MiB; - is standard input.") var files: [String]
    @Flag(help: "One JSON object per file and line.") var json = false

    func run() throws {
        let language = Language(rawValue: localeWord()) ?? .de
        var status: Int32 = 0
        for file in files {
            do throws(GivenFileCode) {
                let saved = SavedReport(
                    file: file, bytes: try GivenFile.read(file, limit: SmartReport.maxBytes), at: wallTime())
                let words = SmartLines(
                    name: file, model: saved.report.model, serial: saved.report.serial, verdict: saved.verdict.level,
                    reasons: saved.reasons, language: language)
                for line in json ? [saved.json(reasons: words.reasons)] : words.lines { say(line) }
                if saved.verdict.level != .ok { status = max(status, 1) }
            } catch {
                let advice = error.advice
                complain(
                    "\(SmartLines.plain(file)): \(advice.code): \(advice.sentence[language]) \(advice.action[language])"
                )
                status = 2
            }
        }
        if status != 0 { throw ExitCode(status) }
    }
}
