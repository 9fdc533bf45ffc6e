import ArgumentParser
import Console
import DatasafeCore
import DatasafeTexts
import FactFiles
import Proc

struct StatusVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Says how the box is, in words (German or English by LANG); exit code 1 while something is wrong.")

    @Flag(help: "Print the facts themselves.") var json = false
    @Option(name: .customLong("run"), help: "Folder of the facts.") var folder = ServiceName.runFolder

    func run() throws {
        let figures = MachineFigures(volumes: [])
        var sight = ConsoleSight(version: softwareVersion(), now: wallTime(), uptime: figures.uptime())
        sight.read(FactFolder(path: folder, now: { wallTime() }))
        let words = StatusWords(sight, language: Language(rawValue: localeWord()) ?? .de)
        if json {
            print(StatusJSON.text(sight))
        } else {
            for line in words.lines { print(line) }
        }
        if !words.isFine { throw ExitCode(1) }
    }
}
