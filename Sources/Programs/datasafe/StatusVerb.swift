import ArgumentParser
import DatasafeCore
import DatasafeTexts
import FactFiles
import Proc

struct StatusVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Says how the box is, in words; exit code 1 while something is wrong.")

    @Option(name: .customLong("run"), help: "Folder of the facts.") var folder = ServiceName.runFolder

    func run() throws {
        let facts = FactFolder(path: folder, now: { wallTime() })
        let storage = facts.read(StorageFact.self)
        guard let fact = storage.fact else {
            print("storage: does not run")
            throw ExitCode(1)
        }
        print("storage: \(fact.state.rawValue)\(storage.isFresh ? "" : " (stale)")")
        for refusal in [fact.reason, fact.refusal].compactMap({ $0 }) {
            let advice = AdviceBook.adviceOrPlain(for: refusal.code)
            print("  \(refusal.code): \(advice.sentence.en) \(advice.action.en)")
        }
        let worst = facts.read(MonitorFact.self).fact?.worst ?? -1
        print("alarms: \(["none known", "none", "warning", "critical"][min(3, max(0, worst + 1))])")
        if fact.state == .failed || worst >= 2 { throw ExitCode(1) }
    }
}
