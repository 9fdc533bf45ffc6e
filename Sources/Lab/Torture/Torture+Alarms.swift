import FaultDisk
import Guest
import Story

/// How long it takes from a fault to somebody knowing of it, by this machine's clock.
extension Torture {
    /// All measurements of the plan, on a box that stays on: a disk pulled, a disk that answers every request with an
    /// error, sectors that cannot be read.
    func alarms(_ clerk: Clerk) async throws {
        for number in 0..<plan.alarms {
            // Errors that were healed are told of for a day: nothing new to see in the next round.
            for fault in AlarmFault.allCases where number == 0 || fault != .sectors {
                cycle += 1
                let times = try await measure(fault, clerk)
                alarmTimes.append(times)
                voice.say("alarm \(number + 1) of \(plan.alarms), \(times.words)")
            }
        }
    }

    /// Makes one fault while people write, measures, and has the box made whole again.
    private func measure(_ fault: AlarmFault, _ clerk: Clerk) async throws -> AlarmTimes {
        try await waitUntilWhole()
        try await waitUntilQuiet(fault)
        let victim = await rig.bays.last ?? ""
        let disk = try rig.server.disk(victim)
        // Read before anybody looks: a page with no certificate yet would count as time of the alarm.
        let hub = await rig.lab.hasHub ? try await HubReader(lab: rig.lab) : nil
        var times = AlarmTimes(fault: fault)
        do {
            try await whileWriting(clerk) { _ in
                try await Task.sleep(for: .milliseconds(Int.random(in: 2000...6000, using: &self.random)))
                let start = try await self.make(fault, disk)
                async let known = hub == nil ? nil : self.told(by: hub, of: fault, since: start)
                times.local = try await self.shown(fault, since: start)
                times.hub = try await known
            }
        } catch {
            await hub?.close()
            throw error
        }
        await hub?.close()
        disk.makeReadable()
        try await look(clerk, isWhole: false)
        switch fault {
        case .sectors: break
        case .silence:
            try await rig.remove(victim)
            rig.server.giveBack(victim)
            try await putBack(victim)
        case .pull: try await putBack(victim)
        }
        return times
    }

    /// Makes the fault; the moment it began.
    private func make(_ fault: AlarmFault, _ disk: FaultDisk) async throws -> ContinuousClock.Instant {
        let start = ContinuousClock.now
        switch fault {
        case .pull: try await rig.remove(disk.name)
        case .silence: await rig.server.takeAway(disk.name)
        case .sectors: return try await spoil(disk)
        }
        return start
    }

    /// Makes a mebibyte of the array's data unreadable and has the box read it; the moment the disk said so.
    private func spoil(_ disk: FaultDisk) async throws -> ContinuousClock.Instant {
        // The last of the array: the check meets them seconds after the page has answered, and nobody waits for a page when
        // it does.
        let before = disk.counters.unreadable
        disk.makeUnreadable(try MemberMap(reading: disk).data.last?.suffix(1 << 20) ?? 0..<0)
        try await rig.day.browser().submit(on: BoxRoutes.box, to: BoxRoutes.scrub).expecting(200)
        guard disk.counters.unreadable == before else {
            throw TortureError(.harness, "read before anybody looked: no time can be taken")
        }
        return try await waiting(for: "first error", limit: FirstDay.alarm, every: .milliseconds(5)) {
            disk.counters.unreadable > before ? ContinuousClock.now : nil
        }
    }

    /// Always a new disk: an old one comes back by itself only three times a day.
    private func putBack(_ victim: String) async throws {
        let fresh = try await freshName(but: victim)
        try await rig.newDisk(fresh)
        try await rig.insert(fresh)
        try await replace(member: nil, by: fresh)
    }

    /// The time until the box's own page of alarms shows it.
    private func shown(_ fault: AlarmFault, since start: ContinuousClock.Instant) async throws -> Duration {
        let browser = try await rig.day.browser()
        return try await waiting(for: "alarm of \(fault.rawValue)", limit: FirstDay.alarm, every: .milliseconds(50)) {
            guard let page = try? await browser.get(BoxRoutes.alarms), page.status == 200 else { return nil }
            let isShown = page.page.elements(with: "data-check").contains { element in
                element["data-check"]?.hasPrefix(fault.check) == true && element["data-code"] != nil
                    && fault.states.contains(element["data-state"].flatMap { Int($0) } ?? 0)
            }
            return isShown ? ContinuousClock.now - start : nil
        }
    }

    /// The time until the hub shows it.
    private func told(
        by hub: HubReader?, of fault: AlarmFault, since start: ContinuousClock.Instant
    ) async throws -> Duration {
        try await waiting(for: "\(fault.rawValue) at the hub", limit: FirstDay.alarm, every: .milliseconds(50)) {
            guard let checks = try? await hub?.checks() else { return nil }
            let isTold = checks.contains { $0.key.hasPrefix(fault.check) && fault.states.contains($0.value) }
            return isTold ? ContinuousClock.now - start : nil
        }
    }

    /// Waits until neither page nor hub has anything against the check.
    private func waitUntilQuiet(_ fault: AlarmFault) async throws {
        try await rig.day.waitForPage(BoxRoutes.alarms, "no alarm", limit: FirstDay.forming) { page in
            page.elements(with: "data-check").contains { element in
                element["data-check"]?.hasPrefix(fault.check) == true
                    && fault.states.contains(element["data-state"].flatMap { Int($0) } ?? 0)
            } ? nil : ()
        }
        guard await rig.lab.hasHub else { return }
        let hub = try await HubReader(lab: rig.lab)
        do {
            let what = "end of the alarm \(fault.check) at the hub"
            try await waiting(for: what, limit: FirstDay.forming, every: .seconds(1)) { () -> Void? in
                guard let checks = try? await hub.checks() else { return nil }
                return checks.contains { $0.key.hasPrefix(fault.check) && fault.states.contains($0.value) } ? nil : ()
            }
        } catch {
            await hub.close()
            guard let error = error as? GuestError else { throw error }
            throw TortureError(.stuck, error.description)
        }
        await hub.close()
    }
}
