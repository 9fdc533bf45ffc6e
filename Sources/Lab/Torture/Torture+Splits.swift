import FaultDisk
import Guest
import Story

/// Disks that are in their bays and out of them across starts: nothing is ever mixed.
extension Torture {
    /// All histories of the plan: most with two disks, the rest with three; and disks that are not what they seem.
    func splits(_ number: Int) async throws {
        try await histories(number - number / 4)
        try await strangers()
        guard number / 4 > 0 else { return }
        try await addThird()
        try await histories(number / 4)
    }

    /// One disk more by the pages; then the box is frozen anew, as it waits for three.
    private func addThird() async throws {
        let clerk = try await comeBack(.booted([:], keepsSystem: true))
        let third = try await freshName()
        try await rig.newDisk(third)
        try await rig.insert(third)
        try await add(third)
        try await waitUntilInSync(3)
        try await waitUntilWhole()
        try await look(clerk)
        try await rig.powerOff()
        try await rig.freeze(isKept: false)
        voice.say("a third disk was added")
    }

    /// Histories that each begin with disks that hold the same.
    private func histories(_ number: Int) async throws {
        let held = await rig.bays
        let kept = notebook
        for disk in try await rig.members { try disk.mark() }
        for history in 0..<number {
            for name in held { try rig.server.disk(name).rewind() }
            notebook = kept
            var split = Split(disks: held, book: kept)
            do {
                try await play(&split)
                count { $0.splits += 1 }
            } catch {
                try await giveUp(error)
            }
            voice.say("history \(history + 1) of \(number): \(split.words.joined(separator: ", "))")
        }
        for name in held { try rig.server.disk(name).rewind() }
        // What the box remembers of its disks must not be newer than they are.
        try rig.system.rewind()
        await rig.hold(held)
        notebook = kept
    }

    /// One history: two to five stints with some of the disks; the last one with all of them.
    private func play(_ split: inout Split) async throws {
        let stints = Int.random(in: 2...4, using: &random)
        // The same work on each side makes the same number of events.
        let papers = random.happens(0.5) ? Int.random(in: 0...3, using: &random) : nil
        for stint in 0...stints {
            cycle += 1
            let isLast = stint == stints
            let disks = isLast || random.happens(0.25) ? split.disks : some(of: split.disks)
            // Most of the time the box forgets what it knew of its disks: then only they can tell.
            let forgets = stint == 0 || random.happens(0.8)
            split.words.append(disks.joined(separator: "+") + (forgets ? "" : " remembering"))
            try await self.stint(&split, with: disks, forgets: forgets, papers: papers)
        }
    }

    /// At least one of them, and not all.
    private func some(of disks: [String]) -> [String] {
        Array(disks.shuffled(using: &random).prefix(Int.random(in: 1..<disks.count, using: &random))).sorted()
    }

    /// The box is on once with these disks: opens with what is newest, or asks and gets an answer.
    private func stint(_ split: inout Split, with disks: [String], forgets: Bool, papers: Int?) async throws {
        await rig.hold(disks)
        if forgets { (split.recorded, split.aside) = ([], []) }
        let written = try await writes()
        if forgets {
            try await rig.thaw()
        } else {
            try await rig.boot()
            try await rig.lab.guest.plug(rig.lab.part("key1"))
            try await rig.waitForPages()
        }
        var newest: [String] = []
        var stale: [String] = []
        switch split.sides.verdict(on: disks) {
        case .opens(let whole, let old) where !split.sides.lacksNewest(disks, recorded: split.recorded):
            (newest, stale) = (whole, old.filter { !split.aside.contains($0) })
        case .opens(let whole, let old):
            try await claimUntouched(written, "MEM-NEWER-ABSENT")
            split.words.append("asked")
            try await choose(whole)
            split.choose(whole)
            // What nobody chose is another history from now on.
            (newest, stale) = (whole, [])
            if !old.isEmpty { split.words.append("left \(old.joined(separator: "+"))") }
        case .apart(let groups) where split.answer(among: groups) != nil:
            // It was asked once and remembers the answer.
            newest = split.answer(among: groups) ?? []
            split.words.append("still \(newest.joined(separator: "+"))")
        case .apart(let groups):
            try await claimUntouched(written, "MEM-SPLIT", "MEM-NEWER-ABSENT")
            newest = groups.randomElement(using: &random) ?? []
            split.words.append("apart, chosen \(newest.joined(separator: "+"))")
            try await choose(newest)
            split.choose(newest)
            count { $0.apart += 1 }
        }
        notebook = split.books[newest.first ?? ""] ?? notebook
        try await rig.waitUntilOpen(limit: FirstDay.boot)
        let clerk = try await logIn()
        if !stale.isEmpty {
            split.words.append("\(stale.joined(separator: "+")) brought up to date")
            try await waitUntilInSync(newest.count + stale.count)
            count { $0.rejoined += 1 }
        }
        times = forgets ? "thawed" : "booted"
        try await look(clerk, sample: .max, isWhole: false)
        try await write(papers ?? Int.random(in: 0...6, using: &random), clerk)
        take(clerk)
        // Kept aside: not a byte since it was put in.
        for name in disks where !(newest + stale).contains(name) {
            let now = try rig.server.disk(name).counters.writes
            if now != written[name] { note([.strange("a write to \(name), which was put aside")]) }
        }
        split.end(of: cycle, newest: newest, stale: stale, book: notebook)
        if random.happens(0.5) {
            try await rig.powerOff()
        } else {
            _ = try await rig.cut(random.branch("cut \(cycle)"))
        }
    }

    /// Documents with an answer for each.
    private func write(_ papers: Int, _ clerk: Clerk) async throws {
        guard papers > 0 else { return }
        let folder = try await clerk.makeFolder("Seite \(cycle)")
        for paper in 0..<papers {
            guard try await clerk.store(cycle * 100_000 + paper, as: "\(cycle)-\(paper).bin", in: folder) else {
                throw TortureError(.stuck, "a document was refused")
            }
        }
    }

    func writes() async throws -> [String: Int] {
        var writes: [String: Int] = [:]
        for disk in try await rig.members { writes[disk.name] = disk.counters.writes }
        return writes
    }

    /// Waits until the box says one of these codes, and holds for a while that it opens nothing and writes nothing.
    func claimUntouched(_ written: [String: Int], _ codes: String...) async throws {
        let found = try await rig.day.waitForStatus("refusal", limit: FirstDay.boot) { status -> String? in
            let phase = status["phase"]?.text ?? ""
            if ["open", "open-degraded", "locked", "unlocking"].contains(phase) { return phase }
            guard phase == "failed", let code = status["code"]?.text, codes.contains(code) else { return nil }
            return code
        }
        guard codes.contains(found) else {
            note([.strange("a box that is \(found) and had to ask")])
            throw TortureError(.stuck, "\(found) instead of \(codes.joined(separator: " or "))")
        }
        try await Task.sleep(for: .seconds(5))
        let now = try await writes()
        for (name, before) in written where now[name] != before {
            note([.strange("\((now[name] ?? 0) - before) writes to \(name) before anybody had chosen")])
        }
    }

    /// Chooses the side of these disks by the page behind the code of the screen.
    private func choose(_ disks: [String]) async throws {
        let browser = try await rig.day.browser()
        let code = try await rig.day.readScreenCode()
        let reply = try await browser.submit(on: BoxRoutes.diskWork, to: BoxRoutes.diskWorkCode, ["code": [code]])
        try reply.expecting(200)
        let serials = try disks.map { try rig.lab.part($0).serial }
        let form = try await rig.day.waitForPage(BoxRoutes.diskWork, "choice of \(disks)", limit: FirstDay.moment) {
            page in
            page.forms.first { form in
                form.action == BoxRoutes.chooseSide
                    && form.fields.contains { field in
                        field.name == "disk" && serials.contains { field.value.contains($0) }
                    }
            }
        }
        let disk = form.fields.first { $0.name == "disk" }?.value ?? ""
        let serial = serials.first { disk.contains($0) } ?? ""
        try await browser.submit(form, ["confirm": [String(serial.suffix(4))]]).expecting(200)
    }

    /// Waits until this many disks hold everything.
    private func waitUntilInSync(_ number: Int) async throws {
        try await rig.day.waitForStatus("\(number) disks in sync", limit: FirstDay.forming) { status -> Void? in
            guard let array = status["array"], array["inSync"]?.whole == Int64(number),
                ["idle", "check"].contains(array["action"]?.text)
            else { return nil }
            return ()
        }
    }
}
