import DatasafeCore
import FoundationEssentials
import StateFiles

/// How far the first day is, as it survives a power cut. Nothing of the practice stands in it: no name, no user, no
/// password; the state volume is not encrypted.
struct SetupJournal: Codable, Equatable, Sendable {
    var schema = 1
    /// Somebody read the code off the screen.
    var codeChecked = false
    /// The hub accepted this box; nil = not asked.
    var enrolled: Bool?
    /// Id of the deed that forms the array, from before it is asked until it was refused.
    var formDeed: String?
    /// The practice has its first administrator.
    var administratorMade = false
    /// All is done but the marker.
    var finished = false

    /// The journal in this file; a new one when there is none. Throws `SetupRefusal.journal` when it cannot be read: a
    /// damaged journal must not begin a first day anew.
    static func load(_ file: StateFile) throws(Refusal) -> SetupJournal {
        do {
            guard let bytes = try file.read() else { return SetupJournal() }
            return try JSONDecoder().decode(SetupJournal.self, from: Data(bytes))
        } catch {
            throw Refusal(.journal)
        }
    }

    /// Writes it; when this returns it survives a power cut.
    func save(_ file: StateFile) throws(Refusal) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do {
            try file.replace(with: Array(try encoder.encode(self)))
        } catch {
            throw Refusal(.journal)
        }
    }
}

extension Refusal {
    init(_ code: SetupRefusal, _ subject: String = "") { self.init(code: code.code, subject: subject) }
}
