import BlockDevices
import DatasafeCore
import Logging
import Proc

/// Every copy on every disk is read, then the file system against its own checksums: what nobody reads rots unseen
/// (storage.md 3.8). dm-integrity turns rot into a read error, md writes it anew from the other disk.
extension StorageKeeper {
    /// Every two seconds while the array runs: begins, yields, goes on, notes the end.
    func scrub() async {
        guard let array = fact.array, lockMove == nil else { return }
        if array.action == "check" { checking = true }
        if checking, array.action != "check" { checkEnded() }
        var so = ScrubSchedule.Situation(now: now())
        so.lastDone = files.lastCheck()
        so.isRunning = checking
        so.isBegun = scrubMemory.position > 0
        so.isWanted = scrubMemory.isWanted
        so.isHeld = isScrubHeld
        so.isBusy = isTooBusyToScrub(array)
        so.waiting = MachineFigures(volumes: []).read().pressure?.ioFull
        let shouldRun = ScrubSchedule.shouldRun(so)
        if shouldRun, !checking, array.action == "idle" {
            isScrubHeld = false
            logger.notice("scrub", metadata: ["from": "\(scrubMemory.position)"])
            ArraySysfs.setCheckBegin(scrubMemory.position)
            ArraySysfs.setAction("check")
            checking = true
        } else if !shouldRun, checking, array.action == "check" {
            logger.notice("scrub yields")
            ArraySysfs.setAction("idle")
        }
        fact.array?.scrubPercent = scrubPercent(array)
        fact.array?.isScrubHeld = isScrubHeld
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
            note(ScrubMemory(position: max(place, scrubMemory.position), isWanted: scrubMemory.isWanted))
            return
        }
        logger.notice("scrub done", metadata: ["mismatches": "\(fact.array?.mismatches ?? 0)"])
        note(ScrubMemory())
        try? files.write(lastCheck: now())
        guard fact.openedAt != nil, volumeScrub == nil else { return }
        volumeScrub = Task {
            do { try await Btrfs.scrub("/srv/data") } catch {
                self.logger.error("volume scrub", metadata: ["error": "\(error)"])
            }
            self.volumeScrub = nil
        }
    }

    private func note(_ memory: ScrubMemory) {
        scrubMemory = memory
        do { try files.write(memory) } catch { logger.error("scrub not noted", metadata: ["error": "\(error)"]) }
    }

    private func scrubPercent(_ array: ArrayFact) -> Int? {
        if array.action == "check", let progress = array.progress, progress.of > 0 {
            return Int(progress.done * 100 / progress.of)
        }
        guard scrubMemory.position > 0, let sectors = ArraySysfs.memberSectors(), sectors > 0 else { return nil }
        return Int(min(100, scrubMemory.position * 100 / sectors))
    }

    /// Something happened to the disks, or a person asks: as soon as nothing speaks against it.
    func wantScrub() { note(ScrubMemory(position: 0, isWanted: true)) }

    func startScrub() throws {
        guard ArraySysfs.name() != nil else { throw Refusal(code: MemberCode.arrayGone.rawValue) }
        isScrubHeld = false
        note(ScrubMemory(position: scrubMemory.position, isWanted: true))
    }

    /// Until the next night, or until a person starts it again.
    func pauseScrub() {
        isScrubHeld = true
        if checking { ArraySysfs.setAction("idle") }
    }
}
