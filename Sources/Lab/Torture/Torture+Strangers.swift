import FaultDisk
import Guest
import Story
import SystemPackage

/// Disks in the bays that are not what they seem: each has its name, none is written to.
extension Torture {
    /// Every case once, each from disks that hold the same and were switched off in order.
    func strangers() async throws {
        let held = await rig.bays
        guard let first = held.first else { return }
        let image = rig.lab.folder.path.appending("torture/copy.raw")
        try rig.server.disk(first).save(to: image)
        try await opens(
            "members in each other's bays", held,
            bays: Dictionary(uniqueKeysWithValues: zip(held, held.indices.reversed())))
        let clone = try await freshName()
        try await rig.newDisk(clone, copying: image)
        try await opens("a member twice", held + [clone], naming: "MEM-CLONE", untouched: [clone])
        let stranger = clone
        try await rig.newDisk(stranger, copying: image)
        try MemberMap.estrange(rig.server.disk(stranger), box: "ds99999999")
        try await opens(
            "a member of another box beside ours", held + [stranger], naming: "MEM-OTHER-BOX", untouched: [stranger])
        await rig.hold([stranger])
        let written = try await writes()
        try await rig.thaw()
        try await claimUntouched(written, "MEM-OTHER-BOX", "MEM-MISSING")
        voice.say("a member of another box alone: named, nothing opened, nothing written")
        try await rig.cutPower()
        for name in held { try rig.server.disk(name).rewind() }
        try rig.system.rewind()
        await rig.hold(held)
        try Files.remove(image)
    }

    /// The box opens with these disks in their bays, all is there, it says `code`, and writes nothing to `untouched`.
    private func opens(
        _ what: String, _ disks: [String], bays: [String: Int] = [:], naming code: String? = nil,
        untouched: [String] = []
    ) async throws {
        cycle += 1
        let kept = notebook
        defer { notebook = kept }
        await rig.hold(disks, in: bays)
        let written = try await writes()
        try await rig.thaw()
        if let code {
            try await rig.day.waitForStatus(code, limit: FirstDay.boot) { $0["code"]?.text == code ? () : nil }
        }
        try await rig.waitUntilOpen(limit: FirstDay.boot)
        let clerk = try await logIn()
        try await look(clerk, sample: .max)
        let status = try await rig.day.status()
        let inSync = status.at("array", "inSync")?.whole ?? 0
        if Int(inSync) != disks.count - untouched.count { note([.strange("\(inSync) members in sync with \(what)")]) }
        let now = try await writes()
        for name in untouched where now[name] != written[name] { note([.strange("a write to \(name), \(what)")]) }
        voice.say("\(what): \(code ?? "opens"), all there\(untouched.isEmpty ? "" : ", nothing written to it")")
        try await rig.cutPower()
        for disk in try await rig.members where !untouched.contains(disk.name) { try disk.rewind() }
    }
}
