import ArgumentParser
import Logging
import Shares
import Varlink

/// The door to the network share: opens one for the backup service and ends (decision 0052).
struct ShareVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "share-door", abstract: "Opens a network share for the backup service; what the unit starts.",
        shouldDisplay: false)

    func run() throws {
        let logger = Logger(label: "share")
        guard let door = Activation.socket(0) else { throw ValidationError("started without its socket") }
        if let error = ShareDoor.answerOne(listening: door) {
            logger.warning("share not opened", metadata: ["error": "\(error)"])
        }
    }
}
