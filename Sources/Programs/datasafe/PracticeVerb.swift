import ArgumentParser
import DatasafeCore
import Logging
import Practice
import Proc
import Varlink

struct PracticeVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice", abstract: "Holds the practice's documents, users and audit log.")

    func run() async throws {
        let logger = Logger(label: "practice")
        try await serve(
            Practice(version: softwareVersion(), now: { wallTime() }, logger: logger), logger: logger)
    }
}
