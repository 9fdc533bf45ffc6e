import ArgumentParser
import DatasafeCore
import Logging
import Practice
import Proc
import Varlink

struct PracticeVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "practice", abstract: "Holds the practice's documents, users and audit log.")

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
