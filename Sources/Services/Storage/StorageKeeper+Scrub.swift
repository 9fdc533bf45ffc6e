import BlockDevices
import DatasafeCore
import Logging
import Proc

/// Every copy on every disk is read, then the file system against its own checksums: what nobody reads rots unseen
/// (storage.md 3.8). dm-integrity turns rot into a read error, md writes it anew from the other disk.
extension StorageKeeper {
    /// Those that a scrub gives way to.
    private static let practice = ["datasafe-practice", "datasafe-web"]

    /// Every two seconds while the array runs: begins, yields, goes on, notes the end.
    func scrub() async {
        guard let array = fact.array, lock.move == nil else { return }
        if array.action == "check" { checking = true }
        if checking, array.action != "check" { checkEnded() }
        var so = ScrubSchedule.Situation(now: now())
        so.lastDone = files.lastCheck()
        so.heldAt = scrubHeld
        so.isBusy = isTooBusyToScrub(array)
        so.waiting = MachineFigures(volumes: []).waiting(of: Self.practice)
        so.isWanted = scrubMemory.isWanted
        if scrubMemory.isVolumeDue == true, fact.openedAt != nil {
            so.isBegun = true
            so.isRunning = volumeScrub != nil
            await scrubVolume(ScrubSchedule.shouldRun(so))
        } else {
            so.isRunning = checking
            so.isBegun = scrubMemory.position > 0
            // Locked before its second part: that waits for the key, and no wish of yesterday begins the first one again.
            if scrubMemory.isVolumeDue == true, !so.isBegun { so.isWanted = false }
            scrubArray(array, ScrubSchedule.shouldRun(so))
        }
        // First: a change of the fact may not read the fact.
        let percent = scrubPercent(array)
        fact.array?.scrubPercent = percent
        let isHeld = ScrubSchedule.isHeld(scrubHeld, now: now())
        fact.array?.isScrubHeld = isHeld
    }

    private func scrubArray(_ array: ArrayFact, _ shouldRun: Bool) {
        if shouldRun, !checking, array.action == "idle" {
            scrubHeld = nil
            logger.notice("scrub", metadata: ["from": "\(scrubMemory.position)"])
            ArraySysfs.setCheckBegin(scrubMemory.position)
            ArraySysfs.setAction("check")
            checking = true
        } else if !shouldRun, checking, array.action == "check" {
            logger.notice("scrub yields")
            ArraySysfs.setAction("idle")
        }
    }

    /// A backup is read or written, data is copied onto a disk, or there is only one copy to read.
    private func isTooBusyToScrub(_ array: ArrayFact) -> Bool {
        let isCopying = ["resync", "recover", "reshape", "frozen"].contains(array.action)
        return isCopying || array.change != nil || array.members.contains { $0.state != "insync" }
            || fact.backupDisks.contains(where: \.mounted)
    }

    private func checkEnded() {
        checking = false
        // md keeps the place of a check that was stopped, and 0 after a whole one.
        let place = ArraySysfs.checkBegin()
        guard place == 0, fact.array?.members.allSatisfy({ $0.state == "insync" }) == true else {
            var memory = scrubMemory
            memory.position = max(place, memory.position)
            note(memory)
            return
        }
        logger.notice("scrub done", metadata: ["mismatches": "\(fact.array?.mismatches ?? 0)"])
        // A person who asked waits for both parts.
        note(ScrubMemory(isWanted: scrubMemory.isWanted, isVolumeDue: true))
        try? files.write(lastCheck: now())
    }

    func note(_ memory: ScrubMemory) {
        scrubMemory = memory
        do { try files.write(memory) } catch { logger.error("scrub not noted", metadata: ["error": "\(error)"]) }
    }

    private func scrubPercent(_ array: ArrayFact) -> Int? {
        if array.action == "check", let progress = array.progress, progress.of > 0 {
            return Int(progress.done * 100 / progress.of)
        }
        if scrubMemory.isVolumeDue == true, fact.openedAt != nil { return volumeScrubPercent ?? 0 }
        guard scrubMemory.position > 0, let sectors = ArraySysfs.memberSectors(), sectors > 0 else { return nil }
        return Int(min(100, scrubMemory.position * 100 / sectors))
    }

    /// Something happened to the disks, or a person asks: as soon as nothing speaks against it.
    func wantScrub() { note(ScrubMemory(position: 0, isWanted: true)) }

    func startScrub() throws {
        guard ArraySysfs.name() != nil else { throw Refusal(MemberCode.arrayGone) }
        scrubHeld = nil
        var memory = scrubMemory
        memory.isWanted = true
        note(memory)
    }

    /// Until the next night, or until a person starts it again.
    func pauseScrub() {
        scrubHeld = now()
        if checking { ArraySysfs.setAction("idle") }
        if volumeScrub != nil { Task { await scrubVolume(false) } }
    }
}
