import ArgumentParser
import DatasafeCore
import FoundationEssentials
import HubIntake
import HubPages
import HubStore
import Proc
import Seal

/// A one-time code for one box; works beside a running hub.
struct CodeVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Give out a one-time code that enrols one box; the last line is the code.")

    @OptionGroup var folder: HubFolder
    @Option(help: "The vendor's own label for the box, at most 40 characters.") var label = ""

    func validate() throws {
        guard label.count <= 40 else { throw ValidationError("A label has at most 40 characters.") }
    }

    func run() async throws {
        let sealed = try folder.identity()
        let store = try folder.store()
        defer { store.close() }
        let desk = EnrolmentDesk(store: store, fingerprint: sealed.key.publicKey.fingerprint, now: { wallTime() })
        let code = try await desk.make(label: label)
        say("Gilt einmal und 24 Stunden; gehört in die Einrichtungsseite der Box, Schritt „Praxis“.")
        say("Good once, for 24 hours; it belongs into the set-up page of the box, step “Practice”.")
        say(code.text)
    }
}

/// A way in for whoever has no password.
struct LoginVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Give out a link that logs one person in once; the last line is its path.")

    @OptionGroup var folder: HubFolder
    @Option(help: "Who.") var name = "admin"

    func run() async throws {
        _ = try folder.identity()
        let store = try folder.store()
        defer { store.close() }
        guard try await store.user(name: name) != nil else {
            throw ValidationError("There is nobody called \(name).")
        }
        let path = try await HubPages.makeLink(store: store, name: name, now: wallTime())
        say("Gilt einmal und 30 Minuten; hinter die Adresse der Zentrale setzen.")
        say("Good once, for 30 minutes; put it behind the address of the hub.")
        say(path)
    }
}

/// The fleet on a terminal.
struct ListVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the boxes, worst first.")

    @OptionGroup var folder: HubFolder
    @Flag(help: "As JSON.") var json = false

    private struct Line: Encodable {
        var device: String
        var label: String
        var phase: String
        /// 3 CRIT, 2 WARN, 1 UNKNOWN, 0 fine.
        var rank: Int
        var silent: Bool
        var seen: Instant?
        var software: String
        /// GB booked in the vault; null = nothing.
        var vault: Double?
    }

    func run() async throws {
        _ = try folder.identity()
        let store = try folder.store()
        defer { store.close() }
        var lines: [Line] = []
        var next: FleetCursor?
        repeat {
            let page = try await store.fleet(after: next, limit: 500)
            lines += page.rows.map { row in
                Line(
                    device: row.device, label: row.label, phase: row.phase.rawValue, rank: row.rank,
                    silent: row.silence != .none, seen: row.seen, software: row.software,
                    vault: row.vault.map { Double($0) / 1e9 })
            }
            next = page.next
        } while next != nil
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            return say(String(decoding: try encoder.encode(lines), as: UTF8.self))
        }
        for line in lines {
            let word = ["ok", "unknown", "warn", "crit"][min(max(line.rank, 0), 3)]
            let state = line.seen == nil ? "never" : line.silent ? "silent" : line.phase
            let vault = line.vault.map { "\(Int($0)) GB" } ?? "-"
            let seen = line.seen?.description ?? "-"
            say("\(line.device)  \(word)  \(state)  \(seen)  \(line.software)  \(vault)  \(line.label)")
        }
    }
}
