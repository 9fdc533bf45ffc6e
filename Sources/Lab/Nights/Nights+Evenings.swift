import FaultDisk
import Guest
import Story
import SystemPackage
import Torture

/// One evening after the other.
extension Nights {
    /// Disks that are no backup disks of this box.
    static let blank = "disk8"
    static let foreign = "disk9"
    private static let room = 1 << 20

    /// Plays an evening to its end: off again, and what was called complete is brought back.
    func play(_ evening: Evening) async throws {
        self.evening = evening.number
        let start = ContinuousClock.now
        count { $0.made[evening.word, default: 0] += 1 }
        try await prepare(evening)
        let due = clock.due(evening)
        // Early enough that a person has filed something when it strikes nine.
        try await open(at: due - Int64((lead + .seconds(20)) / .seconds(1)))
        lead = ContinuousClock.now - since
        try await store(Int.random(in: 4...9, using: &random), large: evening.fault == .full)
        var said = "given up"
        do {
            said = try await live(evening, due: due)
        } catch let error as GuestError where error.code == .tooLate {
            fault("evening \(evening.number + 1): \(error)")
            count { $0.stuck += 1 }
        }
        if await rig.lab.guest.isOn { try await rig.powerOff() }
        for part in await rig.lab.guest.parts where part.hasPrefix("disk") { try await rig.lab.guest.pull(part) }
        try await tidyUp(evening)
        voice.say(
            "evening \(evening.number + 1) of \(plan.evenings), \(EveningClock.words(due)), \(evening.words): \(said)"
                + "  \((ContinuousClock.now - start).seconds)")
        if evening.hasDisk {
            // Every night of a disk whose packs were damaged; else the newest, the others are looked at in the end.
            for number in evening.disks { try await prove(number, newestOnly: evening.fault != .damaged) }
        }
    }

    /// What happens at the box once it is open.
    private func live(_ evening: Evening, due: Int64) async throws -> String {
        switch evening.fault {
        case .missing: return try await waitUntilMissed(due)
        case .blank: return try await waitUntilMissed(due, with: Self.blank)
        case .foreign: return try await waitUntilMissed(due, with: Self.foreign)
        case .clone:
            try await plug(evening.disks.map { "disk\($0)" })
            return try await waitUntilMissed(due, refusing: evening.disks)
        case .pulled:
            try await bring(evening.disks)
            return try await pull(evening, due: due)
        case .cut:
            try await bring(evening.disks)
            return try await cut(evening, due: due)
        case .full, .damaged, nil:
            try await bring(evening.disks)
            var words: [String] = []
            for number in evening.disks {
                let came = try await end(of: number, since: due)
                // A full disk may say that it is full; every other has no reason to fail.
                if case .refused(let code) = came, !(evening.fault == .full && code == "BAK-FULL") {
                    fault("evening \(evening.number + 1): disk \(number) says \(code)")
                }
                if came == .complete, evening.fault == .damaged { count { $0.healed += 1 } }
                words.append("disk \(number) \(came)")
            }
            return words.joined(separator: ", ")
        }
    }

    func plug(_ names: [String]) async throws {
        for name in names { try await rig.lab.guest.plug(rig.lab.part(name)) }
    }

    /// Plugs disks of ours in and waits until the box has noticed each of them. Before, it still says what came of a disk's
    /// last run, and that may have been cut off on another evening.
    func bring(_ numbers: [Int]) async throws {
        try await plug(numbers.map { "disk\($0)" })
        let noticed = Watched<Set<Int>>([])
        _ = try await rig.day.waitForStatus("disks \(numbers) are noticed", limit: FirstDay.moment) { status -> Bool? in
            let sight = NightSight(status)
            let here = numbers.filter { number in sight.disks[number].map { !$0.isAsItWas } ?? false }
            noticed.change { $0.formUnion(here) }
            return noticed.now.isSuperset(of: numbers) ? true : nil
        }
    }

    /// What came of a run, counted.
    func end(of number: Int, since due: Int64) async throws -> NightOutcome {
        let came = try await outcome(of: number, since: due)
        count { if came == .complete { $0.claimed += 1 } else { $0.refused += 1 } }
        return came
    }

    /// An evening that can have no night: it is said to be owed, and no disk says that it has one.
    private func waitUntilMissed(_ due: Int64, with other: String? = nil, refusing: [Int] = []) async throws -> String {
        let writes = try other.map { try rig.server.disk($0).counters.writes }
        if let other { try await rig.lab.guest.plug(rig.lab.part(other)) }
        let late = Duration.seconds(max(0, due + 20 - time))
        try await Task.sleep(for: late)
        let sight = try await rig.day.waitForStatus("the night is owed", limit: FirstDay.moment) { status in
            let sight = NightSight(status)
            return sight.isOwed && sight.running == nil ? sight : nil
        }
        for (number, disk) in sight.disks.sorted(by: { $0.key < $1.key }) {
            if disk.hasNight(since: due) { fault("disk \(number) says it has the night of \(time)") }
            if refusing.contains(number), disk.code == nil { fault("disk \(number), a copy, is not refused") }
        }
        let words = refusing.compactMap { sight.disks[$0]?.code }.joined(separator: " ")
        if let other, let writes, try rig.server.disk(other).counters.writes != writes {
            fault("something was written to \(other), which is no backup disk")
        }
        return "the night is owed" + (words.isEmpty ? "" : ", \(words)")
    }

    // MARK: In the middle of it

    /// Waits for the moment that was drawn. False if the run ended before it.
    private func waitForMoment(_ evening: Evening, on number: Int, due: Int64) async throws -> Bool {
        let step = evening.step ?? .backup
        let isThere = try await rig.day.waitForStatus("step \(step.rawValue)", limit: Self.patience) {
            status -> Bool? in
            let sight = NightSight(status)
            if sight.isAt(step, of: number) { return true }
            return sight.outcome(of: number, since: due) == nil ? nil : false
        }
        if isThere { try await Task.sleep(for: .milliseconds(evening.delay)) }
        return isThere
    }

    private func pull(_ evening: Evening, due: Int64) async throws -> String {
        let number = evening.disks[0]
        guard try await waitForMoment(evening, on: number, due: due) else {
            return "over before it was pulled, disk \(number) \(try await end(of: number, since: due))"
        }
        var words = try await yank(number)
        guard evening.comesBack else { return words }
        try await Task.sleep(for: .seconds(2))
        try await bring([number])
        let came = try await end(of: number, since: due)
        if came != .complete { fault("evening \(evening.number + 1): disk \(number) came back and says \(came)") }
        words += ", came back: \(came)"
        return words
    }

    /// Takes a disk out in the middle of a run, its cache lost, and measures how soon the pages say so.
    func yank(_ number: Int) async throws -> String {
        let (name, start) = ("disk\(number)", ContinuousClock.now)
        await rig.server.takeAway(name)
        try await rig.lab.guest.pull(name)
        var random = self.random.branch("pull \(evening) \(count.pulls)")
        _ = try rig.server.disk(name).cut(&random)
        rig.server.giveBack(name)
        let browser = try await rig.day.browser()
        let code = try await waiting(for: "message about \(name)", limit: FirstDay.alarm, every: .milliseconds(50)) {
            () -> String? in
            guard let reply = try? await browser.get(BoxRoutes.status), reply.status == 200,
                let status = try? reply.json()
            else { return nil }
            let sight = NightSight(status)
            guard sight.running?.disk != number, let disk = sight.disks[number],
                ["disturbed", "away"].contains(disk.state)
            else { return nil }
            return disk.code ?? disk.state
        }
        let took = ContinuousClock.now - start
        count {
            $0.pulls += 1
            $0.slowestMessage = max($0.slowestMessage, Int(took / .milliseconds(1)))
            if took > Self.messageLimit { $0.late += 1 }
        }
        return "disk \(number) pulled, \(code) after \(took.seconds)"
    }

    private func cut(_ evening: Evening, due: Int64) async throws -> String {
        let number = evening.disks[0]
        let isThere = try await waitForMoment(evening, on: number, due: due)
        if !isThere { _ = try await end(of: number, since: due) }
        _ = try await rig.cut(random.branch("cut \(evening.number)"))
        return isThere ? "the power is cut" : "over before the power was cut"
    }

    // MARK: On the workbench

    private func prepare(_ evening: Evening) async throws {
        switch evening.fault {
        case .damaged:
            for number in evening.disks {
                let packs = try await onBench(number) { loose, _ in try await loose.packs(3) }
                rotted[number] = evening.number
                for pack in packs { try rig.server.disk("disk\(number)").rot(2, in: pack, &random) }
            }
        case .full:
            for number in evening.disks {
                try await replaceImage(of: number) { loose, image in try await loose.fill(image, butFor: Self.room) }
            }
        case .clone:
            try Files.makeFolder(closet)
            for number in evening.disks {
                let old = oldCopy(of: number)
                let now = closet.appending("now\(number).raw")
                try rig.server.disk("disk\(number)").save(to: now)
                if !Files.exists(old) {
                    fault("no older copy of disk \(number)")
                } else {
                    try await rig.newDisk("disk\(number)", copying: old)
                }
            }
        case .foreign:
            // The beginning of an NTFS volume without a partition table.
            let disk = try rig.server.disk(Self.foreign)
            try disk.write([0xeb, 0x52, 0x90] + Array("NTFS    ".utf8) + [UInt8](repeating: 0, count: 501), at: 0)
            try disk.flush()
        case .missing, .blank, .pulled, .cut, nil: break
        }
    }

    private func tidyUp(_ evening: Evening) async throws {
        switch evening.fault {
        case .full:
            for number in evening.disks {
                try await replaceImage(of: number) { loose, image in try await loose.empty(image) }
            }
        case .clone:
            for number in evening.disks {
                let now = closet.appending("now\(number).raw")
                try await rig.newDisk("disk\(number)", copying: now)
                try Files.remove(now)
            }
        case .missing, .blank, .foreign, .pulled, .cut, .damaged, nil: break
        }
        // What a clone is made from later.
        guard evening.number % 4 == 0 else { return }
        try Files.makeFolder(closet)
        for number in 1...plan.disks where !Files.exists(oldCopy(of: number)) {
            try rig.server.disk("disk\(number)").save(to: oldCopy(of: number))
        }
    }

    private var closet: FilePath { plan.lab.folder.path.appending("closet") }
    private func oldCopy(of number: Int) -> FilePath { closet.appending("old\(number).raw") }

    /// Changes a disk on the workbench: the one in the drawer is the changed one afterwards.
    private func replaceImage(
        of number: Int, _ change: (BackupDiskImage, FilePath) async throws -> Void
    ) async throws {
        try await onBench(number) { loose, image in
            try await change(loose, image)
            try await rig.newDisk("disk\(number)", copying: image)
        }
    }
}

extension Evening {
    /// For the counts: "good", "two", "clock", or the fault.
    var word: String { fault?.rawValue ?? (daysOff != 0 ? "clock" : disks.count == 2 ? "two" : "good") }

    /// "disk 2, pulled in verify after 800 ms".
    var words: String {
        let plugged = disks.isEmpty ? "no disk" : "disk " + disks.map(String.init).joined(separator: " and ")
        let wrong = fault.map { fault in
            ", \(fault.rawValue)" + (step.map { " in \($0.rawValue) after \(delay) ms" } ?? "")
        }
        return plugged + (wrong ?? "") + (daysOff == 0 ? "" : ", clock \(daysOff) days off")
    }
}
