import ArgumentParser
import FoundationEssentials
import Guest
import SystemPackage

/// The program beside the box: starts it in QEMU, plays the first day, plugs and pulls.
@main
struct DatasafeLab: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "datasafe-lab",
        abstract: "Starts a Datasafe box in QEMU, plays the first day on it, plugs and pulls, measures.",
        subcommands: [
            Run.self, Plug.self, Unplug.self, Pull.self, PowerOn.self, PowerOff.self, Cut.self, Photo.self, Status.self,
            End.self, BenchVerb.self, NightBenchVerb.self, TortureVerb.self,
        ])
}

/// Where the repository is: every verb acts on the box of one repository.
struct Place: ParsableArguments {
    @Option(help: "Top of the repository.")
    var root = FileManager.default.currentDirectoryPath

    func folder() throws -> RunFolder { try RunFolder(root: FilePath(root)) }

    /// Hands a verb to the process that owns the box and prints its sentence.
    func send(_ verb: Verb) async throws {
        guard let state = try folder().state() else {
            Complaint.print("no box is up here: start one with Scripts/run")
            throw ExitCode.failure
        }
        do {
            print(try await ControlSocket.send(verb, to: state.control))
        } catch let error as GuestError {
            Complaint.print(error.cause.isEmpty ? error.description : error.cause)
            throw ExitCode.failure
        }
    }
}

/// A line for a person on standard error.
enum Complaint {
    static func print(_ line: String) {
        // Nobody reads: the exit code still tells.
        _ = try? FileDescriptor.standardError.writeAll(Array("datasafe-lab: \(line)\n".utf8))
    }
}
