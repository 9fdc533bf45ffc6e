public import DatasafeCore
import Glibc
import Spawn

/// md arrays through mdadm(8): typed calls, never a shell. Nothing here forces, assumes clean or zeroes a superblock
/// (storage.md 3.5).
public enum Mdadm {
    /// The array's node; the minor number udev and mdadm choose does not matter.
    public static let node = "/dev/md/data"
    private static let path = "/usr/sbin/mdadm"

    /// Creates the array over `members` (nodes), metadata 1.2, internal bitmap. The first resync runs to its end by itself.
    ///
    /// - Parameters:
    ///   - kibibytes: size each member gives.
    ///   - homeHost: `ds<first 8 hex of the box id>`
    public static func create(
        geometry: ArrayGeometry, members: [String], homeHost: String
    ) async throws(BlockDevicesError) {
        var arguments = [
            "--create", node, "--run", "--metadata=1.2", "--level=\(geometry.level.rawValue)",
            "--raid-devices=\(members.count)", "--bitmap=internal", "--homehost=\(homeHost)", "--name=data",
            "--size=\(geometry.memberKibibytes)",
        ]
        if let layout = geometry.level.layoutArgument { arguments.append("--layout=\(layout)") }
        try await Tool.run(path, arguments + members)
    }

    /// Creates a second mirror of one member, its other places empty, beside the array that runs.
    ///
    /// - Parameters:
    ///   - name: short name of its node.
    ///   - places: places it is made for.
    ///   - kibibytes: size of each member.
    public static func createBeside(
        name: String, places: Int, kibibytes: Int64, member: String, homeHost: String
    ) async throws(BlockDevicesError) {
        try await Tool.run(
            path,
            [
                "--create", node(name), "--run", "--metadata=1.2", "--level=1", "--raid-devices=\(places)",
                "--bitmap=internal", "--homehost=\(homeHost)", "--name=\(name)", "--size=\(kibibytes)", member,
            ] + Array(repeating: "missing", count: places - 1))
    }

    /// The node of an array beside the first one, by its short name.
    public static func node(_ name: String) -> String { "/dev/md/\(name)" }

    /// The first of these short names that no array has.
    public static func freeName(_ names: [String]) -> String? { names.first { !Folder.holds(node($0)) } }

    /// Lets `/dev/md/data` name the array `name` until the next start; there the record alone says which one it is.
    public static func becomeData(_ name: String) throws(BlockDevicesError) {
        guard let kernel = ArraySysfs.name(node: node(name)) else {
            throw BlockDevicesError(code: .open, what: node(name))
        }
        let made = "\(node).new"
        unlink(made)
        guard symlink("../\(kernel)", made) == 0 else {
            throw BlockDevicesError(code: .write, what: node, cause: "symlink errno \(errno)")
        }
        try Folder.rename(made, to: node)
    }

    /// Assembles the named members and no other. `degraded` starts with members missing; without it mdadm starts the
    /// array only when all are there that were there last.
    public static func assemble(
        array: ArrayUUID, members: [String], degraded: Bool, node: String = Mdadm.node
    ) async throws(BlockDevicesError) {
        try await Tool.run(
            path,
            ["--assemble", node, "--uuid=\(array.mdadmText)"] + (degraded ? ["--run"] : []) + members)
    }

    public static func stop(node: String = Mdadm.node) async throws(BlockDevicesError) {
        try await Tool.run(path, ["--stop", node])
    }

    /// Marks a member as failed and takes it out.
    public static func drop(_ member: String) async throws(BlockDevicesError) {
        try await Tool.run(path, [node, "--fail", member], accepting: [0, 1, 2])
        try await Tool.run(path, [node, "--remove", member], accepting: [0, 1, 2])
    }

    /// Takes out whatever has failed or vanished.
    public static func dropDetached() async throws(BlockDevicesError) {
        try await Tool.run(path, [node, "--fail", "detached"], accepting: [0, 1, 2])
        try await Tool.run(path, [node, "--remove", "failed"], accepting: [0, 1, 2])
        try await Tool.run(path, [node, "--remove", "detached"], accepting: [0, 1, 2])
    }

    /// Adds a member that was there before; md copies what its bitmap says, or everything.
    public static func reAdd(_ member: String) async throws(BlockDevicesError) {
        try await Tool.run(path, [node, "--re-add", member])
    }

    /// Adds a new member; md recovers onto it.
    public static func add(_ member: String) async throws(BlockDevicesError) {
        try await Tool.run(path, [node, "--add", member])
    }

    /// Copies `old`, which still answers, onto the spare `new` and then takes `old` out; the mirror stays whole meanwhile.
    public static func replace(_ old: String, with new: String) async throws(BlockDevicesError) {
        try await Tool.run(path, [node, "--replace", old, "--with", new])
    }

    /// Gives the array this many places; a spare takes a new one, a place that goes must be empty.
    public static func setPlaces(_ places: Int) async throws(BlockDevicesError) {
        try await Tool.run(path, ["--grow", node, "--raid-devices=\(places)"])
    }

    /// md's UUID of the array and of one member, from its superblock.
    public static func uuids(member: String) async throws(BlockDevicesError) -> (array: String, member: String) {
        let text = try await Tool.run(path, ["--examine", member]).text
        func field(_ name: String) -> String? {
            for line in text.split(whereSeparator: \.isNewline) {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                if parts[0].drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
                    .elementsEqual(name)
                {
                    return String(parts[1].filter { !$0.isWhitespace })
                }
            }
            return nil
        }
        guard let array = field("Array UUID"), let device = field("Device UUID") else {
            throw BlockDevicesError(code: .answer, what: "mdadm --examine")
        }
        return (array, device)
    }
}
