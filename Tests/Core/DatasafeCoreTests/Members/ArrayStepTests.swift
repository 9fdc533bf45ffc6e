import DatasafeCore
import Testing

/// What md would do with each step, and power cuts between any two of them.
struct MadeUpArray {
    var running: RunningArray
    var here: Set<SerialHash>

    /// One step as the storage service and md carry it out; what is copied is whole at once.
    mutating func does(_ step: ArrayStep, _ record: inout ArrayRecord) {
        switch step {
        case .take(let disk): running.members[disk] = .copying
        case .copy(let old, let new):
            running.members[old] = .faulty
            running.members[new] = .inSync
        case .grow(let places): running.places = places
        case .drop(let disk): running.members[disk] = nil
        case .shrink(let places): running.places = places
        case .forget(let disk): record = record.next { $0.members.removeAll { $0.serial == disk } }
        }
        follow(&record)
    }

    /// md fills free places with spares and the record follows.
    mutating func follow(_ record: inout ArrayRecord) {
        for (disk, state) in running.members where state == .copying {
            let whole = running.members.values.filter(\.isHolding).count
            if whole < running.places { running.members[disk] = .inSync }
        }
        record = record.next { record in
            for index in record.members.indices where record.members[index].state == .joining {
                guard running.members[record.members[index].serial] == .inSync else { continue }
                record.members[index].state = .ready
                record.members[index].isNewPlace = nil
            }
        }
    }

    /// Runs until nothing is left to do; gives back the steps.
    mutating func settle(_ record: inout ArrayRecord) -> [ArrayStep] {
        var steps: [ArrayStep] = []
        while steps.count < 20, let step = ArrayStep.next(record: record, running: running, here: here) {
            steps.append(step)
            does(step, &record)
        }
        return steps
    }
}

extension RunningArray.State {
    fileprivate var isHolding: Bool { self == .inSync || self == .beingReplaced }
}

@Suite struct ArrayStepTests {
    private func stage(_ names: [String], level: ArrayLevel = .mirror) -> (ArrayRecord, MadeUpArray) {
        var stage = ArrayStage()
        stage.level = level
        stage.count = names.count
        let serials = names.map(ArrayStage.serial)
        let array = MadeUpArray(
            running: RunningArray(
                places: names.count, members: Dictionary(uniqueKeysWithValues: serials.map { ($0, .inSync) })),
            here: Set(serials).union([ArrayStage.serial("n")]))
        return (stage.record(names.map { ($0, .ready) }), array)
    }

    let new = ArrayStage.serial("n")

    @Test func `an array that is as wished has nothing to do`() {
        for names in [["a", "b"], ["a", "b", "c"]] {
            let (record, array) = stage(names)
            #expect(ArrayStep.next(record: record, running: array.running, here: array.here) == nil)
            #expect(record.change == nil)
        }
    }

    @Test func `a worn disk is copied before it goes`() throws {
        var (record, array) = stage(["a", "b"])
        record = try record.replacing(2, with: new, oldRuns: true)
        #expect(record.change?.kind == .replace && record.change?.leaving == ArrayStage.serial("b"))
        let old = ArrayStage.serial("b")
        #expect(array.settle(&record) == [.take(new), .copy(from: old, to: new), .drop(old), .forget(old)])
        #expect(record.change == nil && record[2]?.serial == new && record.members.count == 2)
        #expect(array.running == RunningArray(places: 2, members: [ArrayStage.serial("a"): .inSync, new: .inSync]))
    }

    @Test func `a lost disk is replaced by recovery`() throws {
        var (record, array) = stage(["a", "b"])
        array.running.members[ArrayStage.serial("b")] = nil
        record = try record.next { $0.members[1].state = .lost }.replacing(2, with: new, oldRuns: false)
        #expect(array.settle(&record) == [.take(new)])
        #expect(record.members.map(\.serial) == [ArrayStage.serial("a"), new] && record.change == nil)
    }

    @Test func `one disk more, one disk less`() throws {
        var (record, array) = stage(["a", "b"])
        record = try record.adding(new)
        #expect(record.change?.kind == .add && record.memberCount == 3 && record.members.map(\.number) == [1, 2, 3])
        #expect(array.settle(&record) == [.take(new), .grow(3)])
        #expect(record.change == nil && record[3]?.serial == new)

        record = try record.takingOut(1)
        #expect(record.change?.kind == .takeOut && record.memberCount == 2)
        let gone = ArrayStage.serial("a")
        #expect(array.settle(&record) == [.drop(gone), .shrink(2), .forget(gone)])
        #expect(record.members.map(\.number) == [2, 3] && array.running.places == 2)
        // The free number is given again.
        #expect(try record.adding(gone).members.map(\.number) == [1, 2, 3])
    }

    @Test func `after a cut between any two steps the rest is done`() throws {
        let wishes: [(ArrayRecord) throws -> ArrayRecord] = [
            { try $0.replacing(2, with: ArrayStage.serial("n"), oldRuns: true) },
            { try $0.adding(ArrayStage.serial("n")) }, { try $0.takingOut(3) },
        ]
        for wish in wishes {
            var (record, array) = stage(["a", "b", "c"])
            record = try wish(record)
            var (wholeRecord, whole) = (record, array)
            let steps = whole.settle(&wholeRecord)
            for cut in 0...steps.count {
                var (cutRecord, cutArray) = (record, array)
                for step in steps.prefix(cut) { cutArray.does(step, &cutRecord) }
                // A new start: md no longer copies and has forgotten what was faulty.
                for (disk, state) in cutArray.running.members where state == .faulty {
                    cutArray.running.members[disk] = nil
                }
                _ = cutArray.settle(&cutRecord)
                #expect(cutArray.running == whole.running && cutRecord.members == wholeRecord.members, "cut at \(cut)")
            }
        }
    }

    @Test func `called off at any step, the old array is there again`() throws {
        let wishes: [(ArrayRecord) throws -> ArrayRecord] = [
            { try $0.replacing(2, with: ArrayStage.serial("n"), oldRuns: true) },
            { try $0.adding(ArrayStage.serial("n")) },
        ]
        for wish in wishes {
            for taken in [false, true] {
                var (record, array) = stage(["a", "b"])
                let before = (record.members, array.running)
                record = try wish(record)
                if taken { array.running.members[new] = .copying }
                if taken, record.memberCount == 3 { array.running.places = 3 }
                record = try record.callingOff(array.running)
                _ = array.settle(&record)
                #expect(record.members == before.0 && array.running == before.1 && record.memberCount == 2)
            }
        }
        var (record, array) = stage(["a", "b"])
        array.running.members[ArrayStage.serial("b")] = nil
        record = try record.next { $0.members[1].state = .lost }.replacing(2, with: new, oldRuns: false)
        array.running.members[new] = .copying
        record = try record.callingOff(array.running)
        #expect(array.settle(&record).first == .drop(new))
        #expect(record[2]?.serial == .nobody && record[2]?.state == .lost && record.change == nil)
        #expect(throws: Refusal.self) { try record.callingOff(array.running) }
    }

    @Test func `one disk less, called off after any step: it is a member again`() throws {
        let steps = stage(["a", "b", "c"])
        var (wished, whole) = (try steps.0.takingOut(2), steps.1)
        let wish = wished
        let all = whole.settle(&wished)
        #expect(all.count == 3)
        // After the last one nothing is under way any more.
        for done in 0..<all.count {
            var (record, array) = (wish, steps.1)
            for step in all.prefix(done) { array.does(step, &record) }
            record = try record.callingOff(array.running)
            _ = array.settle(&record)
            #expect(record.members == steps.0.members && record.memberCount == 3, "after \(done)")
            #expect(array.running == steps.1.running && record.change == nil, "after \(done)")
        }
    }

    @Test func `nobody leaves before the successor is whole, and the last whole disk never`() throws {
        var (record, array) = stage(["a", "b"])
        record = try record.replacing(2, with: new, oldRuns: true)
        array.running.members[new] = .copying
        array.running.members[ArrayStage.serial("b")] = .beingReplaced
        #expect(ArrayStep.next(record: record, running: array.running, here: array.here) == nil)
        // The new disk died: nothing happens by itself, the old one stays.
        array.running.members[new] = .faulty
        array.running.members[ArrayStage.serial("b")] = .inSync
        #expect(ArrayStep.next(record: record, running: array.running, here: array.here) == nil)
        // A joining disk that is not in the box is waited for.
        array.running.members[new] = nil
        #expect(ArrayStep.next(record: record, running: array.running, here: []) == nil)

        var (other, three) = stage(["a", "b", "c"])
        other = try other.takingOut(3)
        three.running.members[ArrayStage.serial("b")] = .copying
        #expect(ArrayStep.next(record: other, running: three.running, here: three.here) == nil)
        // The record knows none of those that run: better keep them.
        var (stranger, strange) = stage(["a", "b"])
        stranger = stranger.next { $0.members = [] }
        #expect(ArrayStep.next(record: stranger, running: strange.running, here: []) == nil)
        strange.running.places = 1
        #expect(ArrayStep.next(record: stranger, running: strange.running, here: []) == nil)
    }

    @Test func `wishes that cannot be are refused by name`() throws {
        func code(_ body: () throws -> ArrayRecord) -> String? {
            do { _ = try body() } catch { return (error as? Refusal)?.code }
            return nil
        }
        let two = stage(["a", "b"]).0
        let pairs = stage(["a", "b", "c", "d"], level: .mirroredPairs).0
        let four = stage(["a", "b", "c", "d"]).0
        let a = ArrayStage.serial("a")
        #expect(code { try two.replacing(3, with: new, oldRuns: true) } == "MEM-NO-MEMBER")
        #expect(code { try two.replacing(2, with: a, oldRuns: true) } == "MEM-IN-USE")
        #expect(code { try two.takingOut(1) } == "MEM-LAST-TWO")
        #expect(code { try pairs.takingOut(1) } == "MEM-PAIRS" && code { try pairs.adding(new) } == "MEM-PAIRS")
        #expect(code { try four.adding(new) } == "MEM-FULL" && code { try four.takingOut(9) } == "MEM-NO-MEMBER")
        let lost = four.next { $0.members[0].state = .lost }
        #expect(code { try lost.takingOut(2) } == "MEM-NOT-WHOLE" && code { try lost.takingOut(1) } == nil)
        #expect(code { try two.next { $0.members[0].state = .lost }.adding(new) } == "MEM-NOT-WHOLE")
        let busy = try two.adding(new)
        for wish in [
            { try busy.adding(ArrayStage.serial("m")) }, { try busy.takingOut(1) },
            { try busy.replacing(1, with: ArrayStage.serial("m"), oldRuns: true) },
        ] { #expect(code(wish) == "MEM-CHANGING") }
        // A lost disk that comes back may take its own place again, as a new one.
        #expect(code { try lost.replacing(1, with: a, oldRuns: false) } == nil)
    }
}
