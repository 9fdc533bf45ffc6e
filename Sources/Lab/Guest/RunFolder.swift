import FoundationEssentials
public import SystemPackage

/// The folder `.build-run` at the top of the repository: one box, one hub, one drawer, and what is known about them.
public struct RunFolder: Sendable {
    /// The folder.
    public let path: FilePath

    /// The run folder of the repository at `root`; made if it is not there.
    public init(root: FilePath) throws {
        path = root.appending(".build-run")
        try Files.makeFolder(path)
    }

    /// The state file.
    public var stateFile: FilePath { path.appending("state.json") }
    /// Serial line, QEMU's and the hub's messages.
    public var records: FilePath { path.appending("records") }
    /// Photographs of the screen.
    public var pictures: FilePath { path.appending("pictures") }
    /// Sticks and disks.
    public var drawer: FilePath { path.appending("drawer") }
    /// What the box has written on its system disk.
    public var systemDisk: FilePath { path.appending("system.qcow2") }
    /// Which image the system disk was made over.
    public var stampFile: FilePath { path.appending("system.image") }
    /// The firmware's variables.
    public var variables: FilePath { path.appending("firmware-variables.fd") }
    /// The hub's database and keys.
    public var hub: FilePath { path.appending("hub") }

    /// The state of the box that is up; nil if none is, also when its owner ended without a word.
    public func state() -> RunState? {
        // No file, or one of another version: no box of ours.
        guard let bytes = try? Files.read(stateFile),
            let state = try? JSONDecoder().decode(RunState.self, from: Data(bytes)),
            ProcessUse.isAlive(state.owner)
        else { return nil }
        return state
    }

    /// Replaces the state.
    public func write(_ state: RunState) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try Files.write([UInt8](try encoder.encode(state)), to: stateFile)
    }

    /// What was written down in the faults of this run, a folder each.
    var faults: FilePath { path.appending("faults") }

    /// Copies what is written down now, before the next start of the machine writes over it. Returns where it lies.
    public func keepRecords() throws -> FilePath {
        let kept = faults.appending("\(Files.names(in: faults).count + 1)")
        try copyRecords(to: kept)
        return kept
    }

    /// Copies what is written down now into `folder`, which is made.
    public func copyRecords(to folder: FilePath) throws {
        try Files.makeFolder(folder)
        for name in Files.names(in: records) { try Files.copy(records.appending(name), to: folder.appending(name)) }
    }

    /// Forgets box, sticks, disks and hub of an earlier day; records are kept until the next.
    public func clear() throws {
        for old in [stateFile, systemDisk, stampFile, variables, drawer, hub, records, pictures, faults] {
            try Files.remove(old)
        }
    }
}
