public import SystemPackage

/// Where QEMU takes the content of a disk from.
public enum ImageSource: Sendable, Equatable {
    /// A file in a format QEMU knows: "raw", "qcow2".
    case file(FilePath, format: String)
    /// A disk server at a Unix socket (NBD), which sees every write and every FLUSH.
    case server(socket: String, export: String)

    /// The block node under which devices find it.
    func node(named name: String) -> JSON {
        switch self {
        case .file(let file, let format):
            [
                "driver": .string(format), "node-name": .string(name),
                "file": ["driver": "file", "filename": .string(file.string)],
            ]
        case .server(let socket, let export):
            [
                "driver": "nbd", "node-name": .string(name), "export": .string(export),
                "server": ["type": "unix", "path": .string(socket)], "cache": ["direct": true],
            ]
        }
    }

    /// What a device in front of it is told besides: the guest sees a volatile cache and every error itself; without
    /// that QEMU would stop the machine at the first write the disk has no room for.
    var deviceWords: [String: JSON] {
        switch self {
        case .file: [:]
        case .server: ["write-cache": "on", "rerror": "report", "werror": "report"]
        }
    }
}
