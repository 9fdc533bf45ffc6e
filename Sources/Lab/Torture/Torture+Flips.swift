import FaultDisk
import Guest
import Story

/// Bits that turn over without a word.
extension Torture {
    /// Half of the flips on a box that is off, checksums among them, half while people write; then everything is read,
    /// and every copy is checked. Returns who is logged in then.
    func flips(_ clerk: Clerk) async throws -> Clerk {
        let disk = try await rig.server.disk(rig.bays[0])
        let map = try MemberMap(reading: disk)
        try await rig.powerOff()
        var made = try disk.rot(plan.flips / 2, in: map.data + map.tags, &random)
        var clerk = try await comeBack(.booted([:], keepsSystem: true))
        try await compare(Array(clerk.notebook.documents.values), clerk)
        take(clerk)
        voice.say(
            "  \(made.count) bits turned over while it was off; all \(notebook.documents.count) documents read right")
        try await whileWriting(clerk) { _ in
            for round in 0..<10 {
                // Data only: a checksum that is in memory already is not read again.
                let rest = self.plan.flips - self.plan.flips / 2
                let share = rest * (round + 1) / 10 - rest * round / 10
                made.formUnion(try disk.rot(share, in: map.data, &self.random))
                try await Task.sleep(for: .milliseconds(500))
            }
        }
        try await look(clerk, sample: .max)
        try await scrub()
        try await look(clerk, sample: .max)
        // What was written over before anybody read it was never an error; nor is a checksum one that was read for the sake
        // of its neighbours.
        let read = disk.metFlips.intersection(made).map(\.offset)
        let (blocks, met) = (Set(read.map { $0 / 4096 }).count, map.reads(meeting: read))
        let reported = try await countedErrors(named: ["Aus der Kopie geheilt", "Falsche Prüfsummen"], atLeast: met)
        if reported < met { note([.check("raid.errors", "counts \(reported) of \(met)")]) }
        var left = disk.flips.intersection(made)
        if !left.isEmpty {
            // A block whose newest content still lies in the journal is read from there; it is written over at the end.
            try await rig.powerOff()
            left = disk.flips.intersection(made)
            clerk = try await comeBack(.booted([:], keepsSystem: true))
        }
        count { count in
            count.flips += made.count
            count.healed += made.count - left.count
            count.reported += reported
        }
        var said =
            "flips: \(made.count) bits turned over on \(disk.name), \(made.count - left.count) healed;"
            + " \(blocks) blocks were read before they were written over, \(met) reads of data met them at the least,"
            + " the box counts \(reported)"
        if await rig.lab.hasHub {
            if let time = try await waitForHub("raid.errors", state: 1) {
                said += "; the hub knew after \(time.seconds)"
            } else {
                note([.check("raid.errors", "not told to the hub")])
            }
        }
        voice.say(said)
        return try await refuse(disk, map, clerk)
    }

    /// Sectors that cannot be read and that only the check of all copies meets: healed, and told. Returns who is logged in.
    private func refuse(_ disk: FaultDisk, _ map: MemberMap, _ clerk: Clerk) async throws -> Clerk {
        let (refusals, before) = (disk.counters.unreadable, try await errors(named: ["Lesefehler"]))
        for _ in 0..<3 {
            guard let stretch = map.data.randomElement(using: &random) else { continue }
            disk.makeUnreadable(stretch.prefix(64 << 10))
        }
        try await scrub()
        let met = disk.counters.unreadable - refusals
        let counted = try await countedErrors(named: ["Lesefehler"], atLeast: before + 1) - before
        var clerk = clerk
        var rest = disk.unreadableBytes
        if rest > 0 {
            // What was healed may still lie in the journal; it is written over at the end.
            try await rig.powerOff()
            rest = disk.unreadableBytes
            disk.makeReadable()
            clerk = try await comeBack(.booted([:], keepsSystem: true))
        }
        if met == 0 || rest > 0 { note([.check("raid.errors", "\(rest) bytes unreadable after \(met) refused reads")]) }
        if counted < 1 { note([.check("raid.errors", "does not count \(met) refused reads")]) }
        voice.say(
            "unreadable: \(met) reads refused in a check, the box counts \(counted), \(rest) bytes left unreadable")
        return clerk
    }

    /// What the box counts, as soon as it is that many; else what it counts in the end. It looks every ten seconds.
    private func countedErrors(named names: Set<String>, atLeast reads: Int) async throws -> Int {
        let last = Watched(0)
        _ = try? await waiting(for: "errors counted", limit: FirstDay.moment, every: .seconds(2)) { () -> Int? in
            let errors = try await errors(named: names)
            last.change { $0 = errors }
            return errors >= reads ? errors : nil
        }
        return last.now
    }

    /// Has the box read every copy, by its own button.
    func scrub() async throws {
        let reply = try await rig.day.browser().submit(on: BoxRoutes.box, to: BoxRoutes.scrub)
        try reply.expecting(200)
        try await waitUntilChecked()
    }

    /// Waits until a check of all copies has begun and ended.
    func waitUntilChecked() async throws {
        try await rig.day.waitForStatus("check begun", limit: FirstDay.forming) { status -> Void? in
            status.at("array", "action")?.text == "check" ? () : nil
        }
        try await rig.day.waitForStatus("check ended", limit: FirstDay.forming) { status -> Void? in
            status.at("array", "action")?.text == "idle" ? () : nil
        }
    }
}
