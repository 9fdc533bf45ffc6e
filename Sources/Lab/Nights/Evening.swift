import FaultDisk

/// One evening of a run: which disks a person plugs in, what goes wrong, and what the box's clock says.
///
/// The box is off between evenings. An evening is two days after the one before, so that a clock that jumps lands on a day
/// no other evening has.
struct Evening: Sendable, Equatable {
    /// What goes wrong.
    enum Fault: String, Sendable, CaseIterable {
        /// Nobody plugs a disk in.
        case missing
        /// An empty disk that was never made a backup disk.
        case blank
        /// A disk with something else on it.
        case foreign
        /// A copy of one of ours, made long ago.
        case clone
        /// One of ours, without room.
        case full
        /// Pulled in the middle of a step.
        case pulled
        /// The mains plug is pulled in the middle of a step.
        case cut
        /// Bits of its packs have turned over while it was away.
        case damaged
    }

    /// The step of a run in the middle of which a disk or the plug is pulled.
    enum Step: String, Sendable, CaseIterable {
        case prepare, backup, verify, forget, drill
    }

    /// 0 and up.
    var number: Int
    /// Sticker numbers, none or more.
    var disks: [Int]
    var fault: Fault?
    /// Where a pull or a cut falls; the others have none.
    var step: Step?
    /// How long after the step was first seen, ms.
    var delay = 0
    /// True: a pulled disk is plugged in again the same evening.
    var comesBack = false
    /// Days the box's clock is wrong by, this evening only.
    var daysOff = 0

    /// The day by the box's clock, counted from the first evening's.
    var day: Int { 2 * number + daysOff }

    /// A disk of ours is plugged in; a copy of one is none.
    var hasDisk: Bool { !disks.isEmpty && fault != .clone }
}

/// What is drawn for a run.
struct EveningDeck: Sendable {
    private enum Card: Equatable {
        case good, same, two
        case fault(Evening.Fault)
        case back, ahead
    }

    /// Fifteen evenings: every fault at least once, and evenings like any other between them.
    private static let cards: [Card] =
        [.good, .good, .same, .two, .back, .ahead, .fault(.pulled), .fault(.cut)]
        + Evening.Fault.allCases.filter { $0 != .pulled }.map { .fault($0) }

    private static let stepMilliseconds = 0...2500
    private static let yearAhead = 365

    /// `count` evenings with disks 1...`disks`; the first is like any other.
    static func evenings(_ count: Int, disks: Int, random: inout SeededRandom) -> [Evening] {
        var cards: [Card] = [.good]
        while cards.count < count { cards += Self.cards.shuffled(using: &random) }
        var days: Set<Int> = Set((0..<count).map { 2 * $0 })
        var last = 0
        return cards.prefix(count).enumerated().map { number, card in
            let next = last % disks + 1
            var evening = Evening(number: number, disks: [next])
            switch card {
            case .good: break
            case .same: evening.disks = [max(last, 1)]
            case .two: evening.disks = [next, next % disks + 1]
            case .fault(let fault): hinder(&evening, by: fault, &random)
            case .back:
                // The day before, or the nearest before it that no other evening has.
                var day = 2 * number - 1
                while !days.insert(day).inserted { day -= 2 }
                evening.daysOff = day - 2 * number
            case .ahead:
                var day = 2 * number + yearAhead
                while !days.insert(day).inserted { day += 2 }
                evening.daysOff = day - 2 * number
            }
            last = evening.disks.last ?? last
            return evening
        }
    }

    private static func hinder(_ evening: inout Evening, by fault: Evening.Fault, _ random: inout SeededRandom) {
        evening.fault = fault
        switch fault {
        case .missing, .blank, .foreign: evening.disks = []
        case .pulled, .cut:
            evening.step = Evening.Step.allCases.randomElement(using: &random)
            evening.delay = Int.random(in: stepMilliseconds, using: &random)
            evening.comesBack = fault == .pulled && random.happens(0.5)
        case .clone, .full, .damaged: break
        }
    }
}
