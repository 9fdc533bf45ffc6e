import FaultDisk
import Guest
import Story

/// Faults that must be found: what they do is undone afterwards.
extension Torture {
    /// Puts one fault in and cuts until it is found; found = something acknowledged is gone or wrong, or the box does not
    /// open. Counts the cut at which it was, 0 for a fault that was missed.
    func prove(_ control: Control) async throws {
        count { $0.controls[control.rawValue] = 0 }
        let kept = notebook
        let members = try await rig.members
        for disk in members { try disk.mark() }
        for attempt in 1...Control.patience {
            guard let found = try await attemptIsFound(control) else { continue }
            voice.say("control \(control.rawValue): found at cut \(attempt): \(found)")
            count { $0.controls[control.rawValue] = attempt }
            break
        }
        try await rig.cutPower()
        for disk in members { try disk.rewind() }
        // What the box remembers of its disks must not be newer than they are.
        try rig.system.rewind()
        notebook = kept
    }

    /// One cut with the fault in. Throws `.harness` if the fault kept people from working: that would prove nothing.
    private func weaken(_ control: Control) async throws {
        do {
            let way = control == .lying ? ComingBack.thawed : .booted(control.words, keepsSystem: false)
            let weak = try await comeBack(way)
            for disk in try await rig.members { disk.isLying = control == .lying }
            let said = try await writeAndCut(weak, commits: Int.random(in: 20...120, using: &random))
            for disk in try await rig.members { disk.isLying = false }
            notebook = weak.notebook
            voice.say("  control \(control.rawValue): \(said)")
        } catch let error as TortureError where error.code == .stuck {
            throw TortureError(.harness, "control \(control.rawValue), before the cut: \(error.what)")
        }
    }

    /// One cut with the fault in, and an honest look after it: what was found.
    private func attemptIsFound(_ control: Control) async throws -> String? {
        try await weaken(control)
        do {
            let clerk = try await comeBack(.thawed)
            try await clerk.inspectAudit()
            try await clerk.inspect(folder: "")
            for folder in clerk.notebook.touched.sorted() { try await clerk.inspect(folder: folder) }
            try await clerk.inspectChecks()
            notebook = clerk.notebook
            let harm = clerk.takeFound()
            await rig.lab.guest.cutPower()
            return harm.isEmpty ? nil : "\(harm.count(where: \.isLoss)) lost, \(harm.count { !$0.isLoss }) wrong"
        } catch let error as TortureError where error.code == .stuck {
            return error.what
        } catch let error as StoryError {
            // A page that cannot answer any more: the practice's data are not what they were.
            return error.what
        }
    }

    /// Once more every folder of the run with the checksums of its documents, and many of the documents themselves.
    func lookAtEverything() async throws {
        // From its start: what the box remembers of its disks may be newer than its frozen state.
        let clerk = try await comeBack(.booted([:], keepsSystem: true))
        for folder in clerk.notebook.folders.keys.sorted() { try await clerk.inspect(folder: folder) }
        try await look(clerk, sample: 500)
        try await rig.cutPower()
    }
}
