import Guest
import Story
import SystemPackage

/// A box that was set up, and mostly frozen, by one run and is there for the next: a set-up takes minutes and is not what
/// is tried.
struct KeptBox: Sendable {
    /// `.build-run/kept`.
    let folder: FilePath
    private static let sticks = ["key1", "key2", "backupkey"]

    init(beside run: RunFolder) { folder = run.path.appending("kept") }

    /// The raw image of a disk.
    func image(_ name: String) -> FilePath { folder.appending("\(name).raw") }
    /// The frozen machine, if it came to that.
    var frozen: FilePath { folder.appending("frozen") }
    /// The system disk as it was when the machine was frozen.
    var frozenSystem: FilePath { folder.appending("frozen-system.raw") }
    /// True if there is a state to go on from.
    var isFrozen: Bool { Files.exists(frozen) && Files.exists(frozenSystem) }
    private var about: FilePath { folder.appending("about") }
    private var hub: FilePath { folder.appending("hub") }

    /// Makes room for a new one; one that is there is one no longer.
    func clear() throws {
        try Files.remove(folder)
        try Files.makeFolder(folder)
    }

    /// Throws `.harness` unless a box of this very image is here.
    func check(_ plan: Lab.Plan) throws {
        guard let lines = try? lines(), lines.first == (try Self.stamp(plan)) else {
            throw TortureError(.harness, "no box of this image and emulator was kept: leave --again out once")
        }
    }

    /// A frozen machine goes on in the emulator it was frozen in only.
    private static func stamp(_ plan: Lab.Plan) throws -> String {
        try Lab.stamp(plan) + " " + (plan.image.emulator?.string ?? "")
    }

    private func lines() throws -> [String] {
        String(decoding: try Files.read(about), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// What its pages' certificate is known by.
    func fingerprint() throws -> Fingerprint {
        guard let found = try lines().last.flatMap({ Fingerprint(in: $0) }) else {
            throw TortureError(.harness, "\(about) names no certificate")
        }
        return found
    }

    /// Keeps sticks and hub beside the disks. Written last: what makes it whole.
    func keep(_ lab: Lab, _ plan: Lab.Plan, fingerprint: Fingerprint?) async throws {
        for stick in Self.sticks { try Files.copy(lab.part(stick).file, to: folder.appending(stick)) }
        if await lab.hasHub { throw TortureError(.harness, "the hub must be down to be kept") }
        if Files.exists(lab.folder.hub) { try Files.copy(lab.folder.hub, to: hub) }
        let text = "\(try Self.stamp(plan))\n\(fingerprint.map { "\($0)" } ?? "")\n"
        try Files.write(Array(text.utf8), to: about)
    }

    /// Puts sticks and hub back where a lab looks for them; its hub is down afterwards.
    func giveBack(to lab: Lab) async throws {
        await lab.stopHub()
        for stick in Self.sticks { try Files.copy(folder.appending(stick), to: lab.part(stick).file) }
        if Files.exists(hub) { try Files.copy(hub, to: lab.folder.hub) }
    }
}
