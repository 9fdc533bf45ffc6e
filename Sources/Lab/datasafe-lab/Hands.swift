import ArgumentParser
import Guest

struct Plug: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a stick or disk in: key1 key2 backupkey empty photos foreign damaged disk1 data3 ...")
    @OptionGroup var place: Place
    @Argument(help: "Name of the stick or disk.") var part: String

    func run() async throws { try await place.send(.plug(part)) }
}

struct Unplug: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a stick or backup disk out.")
    @OptionGroup var place: Place
    @Argument(help: "Name of the stick or disk.") var part: String

    func run() async throws { try await place.send(.unplug(part)) }
}

struct Pull: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Pull a disk out of its bay, without asking the box.")
    @OptionGroup var place: Place
    @Argument(help: "Name of the disk: data1 data2 ...") var part: String

    func run() async throws { try await place.send(.pull(part)) }
}

struct PowerOn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "poweron", abstract: "Switch the box on.")
    @OptionGroup var place: Place

    func run() async throws { try await place.send(.powerOn) }
}

struct PowerOff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poweroff", abstract: "Press the power button and wait until the box is off.")
    @OptionGroup var place: Place

    func run() async throws { try await place.send(.powerOff) }
}

struct Cut: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Pull the mains plug.")
    @OptionGroup var place: Place

    func run() async throws { try await place.send(.cut) }
}

struct Photo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Photograph the screen, print the name of the picture.")
    @OptionGroup var place: Place

    func run() async throws { try await place.send(.photograph) }
}

struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "End box and hub.")
    @OptionGroup var place: Place

    func run() async throws { try await place.send(.end) }
}

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say what is up and what is plugged in.")
    @OptionGroup var place: Place
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
        guard let state = try place.folder().state() else {
            if json { print("{}") } else { print("no box is up") }
            throw ExitCode.failure
        }
        if json {
            print(String(decoding: try Files.read(place.folder().stateFile), as: UTF8.self))
            return
        }
        print("box      \(state.box == nil ? "off" : "on, process \(state.box ?? 0)"), version \(state.version)")
        print("pages    \(state.webAddress)")
        print("hub      \(state.hub == nil ? "off" : state.hubAddress)")
        print("in       \(state.parts.joined(separator: " "))")
        if state.busy != "box" { print("busy     \(state.busy)") }
    }
}
