import DatasafeCore
import Testing

/// A box that changes its lock, with a power cut between any two steps.
private struct MadeUpBox {
    var stage: LockMove.Stage? = .keys
    var sight = LockMoveSight()
    /// Where the file system is whole.
    var isOldWhole = true
    var isNewWhole = false
    /// The disk is out of the old array.
    var isFreed = false
    /// The new keys were enrolled in the old container, because a good old key was there.
    let hasOldKey: Bool

    init(hasOldKey: Bool) {
        self.hasOldKey = hasOldKey
        sight.hasKeys = true
        sight.isOpen = true
    }

    /// One step as storage, md and btrfs carry it out.
    mutating func does(_ step: LockMoveStep) {
        switch step {
        case .wait: copyOn()
        case .free: (stage, isFreed) = (.forming, true)
        case .form: sight.isNewOpen = true
        case .copy: (stage, sight.copy) = (.moving, .running)
        case .callOff: sight.copy = .failed
        case .giveUp: (stage, sight.isNewOpen, isFreed, isNewWhole) = (nil, false, false, false)
        case .confirm: (stage, sight.isOldThere) = (.moved, true)
        case .leave: (sight.isOldThere, isOldWhole) = (false, false)
        case .finish: stage = nil
        }
    }

    private mutating func copyOn() {
        guard sight.isOpen, sight.copy == .running else { return }
        (sight.copy, isNewWhole, isOldWhole) = (.done, true, false)
    }

    /// The plug is pulled: keys in memory are gone, both containers shut.
    mutating func cut() {
        (sight.hasKeys, sight.isOpen, sight.isNewOpen, sight.isOldThere) = (false, false, false, stage == .moved)
        if sight.copy == .running || sight.copy == .done { sight.copy = .unknown }
    }

    /// A new key is plugged in; nil = it opens nothing that is whole.
    mutating func openWithNewKey() -> Bool {
        switch stage {
        case .moving:
            guard hasOldKey || isNewWhole else { return false }
            sight.isOpen = true
            sight.isNewOpen = true
            sight.copy = isNewWhole && !isOldWhole ? .done : .notBegun
            return true
        case .moved: return isNewWhole
        // Refused: the change was given up, or is over.
        case nil: return isNewWhole
        case .keys, .forming: return false
        }
    }

    /// Runs until nothing is left to do; gives back the steps.
    mutating func settle() -> [LockMoveStep] {
        var steps: [LockMoveStep] = []
        for _ in 0..<20 {
            guard let stage else { break }
            let step = LockMoveStep.next(stage, sight)
            if step == .wait, !(sight.isOpen && sight.copy == .running) { break }
            steps.append(step)
            does(step)
        }
        return steps
    }
}

@Suite struct LockMoveStepTests {
    @Test func `without a cut: freed, formed, copied, confirmed, left, finished`() {
        var box = MadeUpBox(hasOldKey: false)
        #expect(box.settle() == [.free, .form, .copy, .wait, .confirm, .leave, .finish])
        #expect(box.isNewWhole && !box.isOldWhole && box.stage == nil)
    }

    @Test(arguments: [true, false], 0...7)
    func `after a cut behind any step the data is whole somewhere, and a key opens it`(hasOldKey: Bool, after: Int) {
        var box = MadeUpBox(hasOldKey: hasOldKey)
        for _ in 0..<after {
            guard let stage = box.stage else { break }
            box.does(LockMoveStep.next(stage, box.sight))
        }
        let wasMoving = box.stage == .moving && !box.isNewWhole
        box.cut()
        _ = box.settle()
        #expect(box.isOldWhole || box.isNewWhole)
        if box.stage == nil, box.isOldWhole {
            // Given up: the disk is back, the old keys open.
            #expect(!box.isFreed && !box.isNewWhole)
            return
        }
        let opens = box.openWithNewKey()
        // The one case in which nothing opens: no old key ever was there, and the move was not at its end.
        #expect(opens == (hasOldKey || !wasMoving))
        guard opens else { return #expect(box.isOldWhole, "nothing was destroyed") }
        _ = box.settle()
        #expect(box.stage == nil && box.isNewWhole && !box.isOldWhole)
    }

    @Test(arguments: LockMove.Stage.allCases)
    func `no step before the copy is done touches the old container`(stage: LockMove.Stage) {
        guard stage != .moved else { return }
        for copy in LockCopy.allCases where copy != .done {
            for bits in 0..<16 {
                var sight = LockMoveSight()
                sight.copy = copy
                sight.hasKeys = bits & 1 != 0
                sight.isOpen = bits & 2 != 0
                sight.isNewOpen = bits & 4 != 0
                sight.isWaitingForSticks = bits & 8 != 0
                let step = LockMoveStep.next(stage, sight)
                #expect(![.confirm, .leave, .finish].contains(step), "\(stage) \(sight)")
                // A locked box forms and copies nothing.
                if !sight.isOpen { #expect(![.free, .form, .copy, .callOff].contains(step), "\(stage) \(sight)") }
                // Once data may be on both, nothing is given up while the kernel copies.
                if stage == .moving, copy == .running || copy == .unknown { #expect(step == .wait) }
            }
        }
    }

    @Test func `a disk that refuses writes ends the move, and the old lock holds`() {
        var box = MadeUpBox(hasOldKey: true)
        for _ in 0..<3 { box.does(LockMoveStep.next(box.stage ?? .keys, box.sight)) }
        box.sight.copy = .failing
        #expect(box.settle() == [.callOff, .giveUp])
        #expect(box.isOldWhole && !box.isFreed)
    }

    private struct Said: Sendable, CustomTestStringConvertible {
        var report: LockCopy.Report?
        var isBegun = false
        var isAsked = false
        var old = true
        var new = false
        var copy: LockCopy
        var testDescription: String { "\(report.map { "\($0)" } ?? "nothing") -> \(copy)" }
    }

    @Test(arguments: [
        Said(report: nil, copy: .unknown), Said(report: .never, copy: .notBegun),
        Said(report: .never, isBegun: true, isAsked: true, copy: .running),
        Said(report: .never, isBegun: true, copy: .failed),
        Said(report: .running(writeErrors: 0), copy: .running), Said(report: .running(writeErrors: 1), copy: .failing),
        Said(report: .suspended, copy: .failing), Said(report: .cancelled, isBegun: true, copy: .failed),
        // The last word of an earlier change of the lock: nothing of this one.
        Said(report: .finished, copy: .notBegun), Said(report: .cancelled, copy: .notBegun),
        Said(report: .finished, isBegun: true, isAsked: true, copy: .running),
        Said(report: .finished, isBegun: true, old: false, new: true, copy: .done),
        Said(report: .finished, old: false, new: true, copy: .done),
        // Both carry a superblock, or neither can be read: never done.
        Said(report: .finished, new: true, copy: .notBegun), Said(report: .finished, old: false, copy: .unknown),
        // Begun, and nothing readable where the data were: not given up.
        Said(report: .finished, isBegun: true, old: false, copy: .unknown),
        Said(report: .cancelled, isBegun: true, old: false, copy: .unknown),
    ])
    private func `what the file system says is weighed by what the devices hold`(said: Said) {
        #expect(
            LockCopy.of(
                said.report, isBegun: said.isBegun, isAsked: said.isAsked, oldHolds: said.old, newHolds: said.new)
                == said.copy)
    }

    private static func record(_ states: [RecordedMember.State], level: ArrayLevel = .mirror) -> ArrayRecord {
        let members = states.enumerated().map { index, state in
            RecordedMember(
                number: index + 1, member: nil,
                serial: SerialHash(hex: String(repeating: "\(index + 1)", count: 64)) ?? .nobody, state: state)
        }
        return ArrayRecord(
            boxID: BoxID(raw: Bytes16(high: 1, low: 2)), array: ArrayUUID(raw: Bytes16(high: 3, low: 4)), level: level,
            memberCount: states.count, members: members)
    }

    @Test(
        arguments: [
            ([.ready, .ready], .mirror, [1, 2], ""),
            ([.ready, .ready, .ready], .mirror, [1, 2, 3], ""), ([.ready, .ready], .mirror, [1], "LOCK-NOT-WHOLE"),
            ([.ready, .lost], .mirror, [1], "LOCK-NOT-WHOLE"), ([.ready, .joining], .mirror, [1], "MEM-CHANGING"),
            ([.ready, .ready, .ready, .ready], .mirroredPairs, [1, 2, 3, 4], "LOCK-PAIRS"),
            ([.ready], .mirror, [1], "LOCK-NOT-WHOLE"),
        ] as [([RecordedMember.State], ArrayLevel, Set<Int>, String)])
    func `only a whole mirror gives a disk, its last one`(
        states: [RecordedMember.State], level: ArrayLevel, inSync: Set<Int>, code: String
    ) {
        let record = Self.record(states, level: level)
        do throws(Refusal) {
            #expect(try LockChangeRule.freed(record, inSync: inSync).number == states.count && code.isEmpty)
        } catch { #expect(error.code == code) }
    }

    @Test(
        arguments: [
            (nil, false), (0, true), (86_400, true), (86_401, false), (-60, true), (-3600, true), (-3601, false),
            (-31_536_000, false),
        ] as [(Int64?, Bool)])
    func `a backup is fresh for a day`(age: Int64?, isFresh: Bool) {
        let now = Instant(seconds: 1_800_000_000)
        let last = age.map { Instant(seconds: now.seconds - $0) }
        #expect(LockChangeRule.isBackupFresh(last, now: now) == isFresh)
    }
}
