import FaultDisk
import Guest
import Story

/// Disks that vanish in the middle of writing, come back, or are replaced.
extension Torture {
    /// All pulls of the plan, on a box that stays on.
    func pulls(_ clerk: Clerk) async throws {
        // By itself the box takes a disk back three times a day; then a person is asked. It counts by serial, also what was
        // pulled, emptied and made a member again in between.
        var returns: [String: Int] = [:]
        for number in 0..<plan.pulls {
            cycle += 1
            let victim = await rig.bays.randomElement(using: &random) ?? ""
            let comesBack = returns[victim, default: 0] < 3 && random.happens(0.5)
            let breaks = random.happens(0.3)
            var degraded = Duration.zero
            try await whileWriting(clerk) { _ in
                try await Task.sleep(for: .milliseconds(Int.random(in: 100...4000, using: &self.random)))
                let start = ContinuousClock.now
                if breaks { await self.rig.server.takeAway(victim) }
                if breaks { try await Task.sleep(for: .milliseconds(Int.random(in: 0...1500, using: &self.random))) }
                try await self.rig.remove(victim)
                // Without power its cache is gone as well.
                _ = try self.rig.server.disk(victim).cut(&self.random)
                self.rig.server.giveBack(victim)
                try await self.rig.day.waitForPhase(.openDegraded, limit: FirstDay.alarm)
                degraded = ContinuousClock.now - start
                try await Task.sleep(for: .milliseconds(Int.random(in: 100...4000, using: &self.random)))
            }
            try await look(clerk, isWhole: false)
            if comesBack {
                returns[victim, default: 0] += 1
                try await rig.insert(victim)
            } else {
                let fresh = try await freshName(but: victim)
                try await rig.newDisk(fresh)
                try await rig.insert(fresh)
                try await replace(member: nil, by: fresh)
            }
            try await waitUntilWhole()
            try await look(clerk)
            count { $0.pulls += 1 }
            voice.say(
                "pull \(number + 1) of \(plan.pulls): \(victim)\(breaks ? " stopped answering and" : "") was pulled,"
                    + " known after \(degraded.seconds), \(comesBack ? "came back" : "was replaced"), whole again")
        }
    }

    /// A name of the drawer that is in no bay.
    func freshName(but other: String = "") async throws -> String {
        let taken = await rig.bays + [other]
        let free = (1...9).map { "data\($0)" }.filter { !taken.contains($0) }
        guard let name = free.randomElement(using: &random) else { throw TortureError(.harness, "no bay is free") }
        return name
    }

    /// Puts `disk` in the place of a member by the form of the device's page; nil = the one that is offered.
    func replace(member: Int?, by disk: String) async throws {
        try await take(disk, BoxRoutes.replace, member.map { ["member": ["\($0)"]] } ?? [:])
    }

    /// Makes `disk` one member more by the form of the device's page.
    func add(_ disk: String) async throws { try await take(disk, BoxRoutes.addDisk) }

    private func take(_ disk: String, _ action: String, _ more: [String: [String]] = [:]) async throws {
        let serial = try rig.lab.part(disk).serial
        let form = try await rig.day.waitForPage(BoxRoutes.box, "form for \(disk)", limit: FirstDay.moment) { page in
            page.forms.first { form in
                form.action == action
                    && form.fields.contains { $0.name == "disk" && $0.value.contains(serial) }
            }
        }
        let values = more.merging(["confirm": [String(serial.suffix(4))]]) { first, _ in first }
        // The answer leads to a page that names the deed.
        let path = try await rig.day.browser().submit(form, values).expecting(200).path
        let deed = path.split(separator: "=").last.map(String.init)
        try await rig.day.waitForStatus("\(disk) taken in", limit: FirstDay.forming) { status -> Void? in
            guard let deed = status["deeds"]?.elements.first(where: { $0["deed"]?.text == deed }) else { return nil }
            if let code = deed["code"]?.text { throw TortureError(.stuck, "\(disk) was refused: \(code)") }
            return deed["outcome"]?.text == nil ? nil : ()
        }
    }
}
