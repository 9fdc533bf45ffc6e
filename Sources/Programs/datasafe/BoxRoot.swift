import ArgumentParser
import DatasafeCore
import FoundationEssentials
import Varlink

/// Where a service finds its box: at `/` on a box; below a folder of their own where somebody starts a service by hand.
struct BoxRoot: ParsableArguments {
    @Option(
        name: .customLong("root"),
        help: ArgumentHelp(
            "Folder in place of / for facts, sockets, state and data: runs the service off a box.",
            discussion: "Its socket is then made by itself, not by a unit, and takes deeds from whoever started it.",
            valueName: "folder"))
    var folder: String?

    func validate() throws {
        guard let folder else { return }
        guard folder.hasPrefix("/"), FileManager.default.fileExists(atPath: folder) else {
            throw ValidationError("--root takes the whole path of a folder that is there")
        }
    }

    /// A place of the box, below the root.
    func place(_ path: String) -> String {
        guard let folder else { return path }
        return "\(folder.last == "/" ? String(folder.dropLast()) : folder)\(path)"
    }

    /// The folder of facts and sockets.
    var run: String { place(ServiceName.runFolder) }

    /// From the socket unit on a box, else one of its own.
    func socket(of service: ServiceName) -> ServerSocket {
        folder == nil ? .activated : .path("\(run)/\(service.socketFile)")
    }

    /// Who may ask.
    var users: UserTable { folder == nil ? .system : .byHand }

    /// Makes folders that systemd makes on a box, closed to everybody else; does nothing there.
    func make(_ places: [String]) throws {
        guard folder != nil else { return }
        for place in places + [run] {
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }
}
