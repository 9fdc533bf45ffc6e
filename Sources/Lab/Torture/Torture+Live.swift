import FaultDisk
import Guest
import Story

/// A box that stays on: what it says about its mirror, and what a person does for it.
extension Torture {
    /// Flips and pulls on one box that is never cut.
    func live() async throws {
        try await rig.lab.startHub()
        var clerk = try await comeBack(.booted([:], keepsSystem: true))
        try await look(clerk)
        try await waitUntilWhole()
        if plan.flips > 0 { clerk = try await flips(clerk) }
        if plan.pulls > 0 { try await pulls(clerk) }
        if plan.alarms > 0 { try await alarms(clerk) }
        try await rig.powerOff()
    }

    /// Waits until every block lies on every disk and has its checksum.
    func waitUntilWhole() async throws {
        try await rig.day.waitForStatus("mirror whole", limit: FirstDay.forming) { status -> Void? in
            guard let array = status["array"], array["inSync"]?.whole == array["members"]?.whole,
                array["action"]?.text == "idle", array["redundancyLeft"]?.whole ?? 0 > 0
            else { return nil }
            return ()
        }
        // Not from the list of alarms: what changes as often as here is shown as bad until it has been quiet for half an hour.
        try await rig.day.waitForPage(BoxRoutes.box, "checksums whole", limit: FirstDay.forming) { page in
            let members = page.elements(with: "data-member")
            let isWhole = members.allSatisfy { member in
                member["data-state"] == "insync" && !page.text(in: member).contains("Prüfsummen werden berechnet")
            }
            return isWhole && !members.isEmpty ? () : nil
        }
    }

    /// How many errors of these kinds the box says it has met on the members, from its own page: md and dm-integrity count
    /// the same rot, each in its own unit, and a check of all copies only the latter; the highest counts.
    func errors(named kinds: Set<String>) async throws -> Int {
        let page = try await rig.day.browser().get(BoxRoutes.box).expecting(200).page
        return page.elements(with: "data-member").reduce(0) { sum, member in
            // Names and values take turns.
            let names = page.elements("dt", in: member).map { page.text(in: $0) }
            let values = page.elements("dd", in: member).map { page.text(in: $0) }
            let errors = zip(names, values).filter { kinds.contains($0.0) }
            return sum + (errors.compactMap { Int($0.1.filter(\.isNumber)) }.max() ?? 0)
        }
    }

    /// How long it takes until the hub shows a check that begins with `check` and stands at `state` or worse; nil if it
    /// does not: what is not urgent comes with the next heartbeat, at most five minutes later.
    func waitForHub(_ check: String, state: Int) async throws -> Duration? {
        let start = ContinuousClock.now
        let reader = try await HubReader(lab: rig.lab)
        let last = Watched<[String: Int]>([:])
        let isTold: Void? = try? await waiting(for: check, limit: .seconds(420), every: .milliseconds(500)) {
            () -> Void? in
            guard let checks = try? await reader.checks() else { return nil }
            last.change { $0 = checks }
            return checks.contains { $0.key.hasPrefix(check) && $0.value >= state } ? () : nil
        }
        await reader.close()
        let words = last.now.filter { $0.value > 0 }.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
        if isTold == nil { voice.say("  the hub knows of \(last.now.count) checks, not in order: \(words)") }
        return isTold.map { ContinuousClock.now - start }
    }
}
