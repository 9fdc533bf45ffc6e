/// The memory of one disk's SMART judgement: kept by the monitor under the disk's identity, thrown away at a swap.
///
/// Three judgements at once: absolute bands, growth, and what a person has acknowledged. A reason stays (is latched) until
/// it is acknowledged or the disk is swapped; the acknowledged value is the new baseline, and growth over it raises again.
/// The first sight of a disk is no excuse for the bands. Source: storage design 3.13.
public struct SmartWatch: Codable, Sendable, Equatable {
    /// Values a person has accepted.
    public private(set) var acknowledged: [SmartCounter: Int] = [:]
    /// Reasons that were raised and not yet acknowledged.
    public private(set) var latched: [SmartReason] = []
    /// Earlier readings.
    public private(set) var history = SmartHistory()
    /// Failed readings in a row, of each period one.
    public private(set) var failedReadings = 0
    private var failedAt: Instant?
    private var last: [SmartCounter: Int] = [:]
    private var temperatures: [Int] = []

    /// A disk never seen before.
    public init() {}

    /// Takes in one reading and judges it.
    ///
    /// - Parameters:
    ///   - values: the reading.
    ///   - now: when it was made.
    ///   - sawIOErrors: the kernel reported I/O errors of this disk lately; with growing CRC errors the cable is named
    ///     first.
    public mutating func judge(
        _ values: SmartValues, at now: Instant, thresholds: SmartThresholds = SmartThresholds(),
        sawIOErrors: Bool = false
    ) -> SmartVerdict {
        switch values.support {
        case .notApplicable:
            return SmartVerdict(reasons: [], base: .notApplicable)
        case .unreadable:
            let lack = values.lack ?? .unreadable
            // A bridge that lets nothing through and a disk that sleeps are no failures of the reader.
            if lack != .bridge, lack != .asleep { countFailure(at: now) }
            let isFault = failedReadings >= thresholds.failedReadings
            let reason = SmartReason(lack, isFault ? .warn : .unknown, value: failedReadings)
            return SmartVerdict(reasons: ordered([reason] + latched))
        case .readable:
            break
        }
        failedReadings = 0
        failedAt = nil
        var values = values
        values.values = values.values.mapValues(SmartCounter.counted)
        let events = noteFallenCounters(values)
        if let celsius = values.celsius { temperatures = temperatures.suffix(2) + [celsius] }
        let rules = SmartRules(
            values: values, thresholds: thresholds, acknowledged: acknowledged, history: history, now: now,
            temperatures: temperatures)
        let present = rules.reasons()
        latch(present)
        history.take(values, at: now)
        last = values.values
        let transient = present.filter { !Self.isLatching($0.code) }
        return SmartVerdict(reasons: ordered(latched + transient, cableFirst: sawIOErrors), events: events)
    }

    /// A person has seen and accepted what is raised: its values become the baseline. A fault that still stands (the
    /// disk itself says that it fails) is raised again at the next reading.
    public mutating func acknowledge() {
        for reason in latched {
            guard let counter = reason.counter else { continue }
            acknowledged[counter] = last[counter] ?? reason.value
        }
        // The failed test that was accepted is an earlier one as soon as another has run.
        if latched.contains(where: { $0.counter == .selfTestFailed }), let before = last[.selfTestsFailedBefore] {
            acknowledged[.selfTestsFailedBefore] = before + 1
        }
        latched = []
    }

    /// After an I/O error a disk is read anew at once: such readings close together are one failure.
    private mutating func countFailure(at now: Instant) {
        if let failedAt, (0..<Self.period - 60).contains(now.seconds(since: failedAt)) { return }
        failedReadings += 1
        failedAt = now
    }

    /// Seconds between two readings.
    private static let period: Int64 = 600

    private mutating func noteFallenCounters(_ values: SmartValues) -> [SmartReason] {
        var events: [SmartReason] = []
        for (counter, value) in values.values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            // The log of the tests is a ring: what falls out of it is not taken back.
            if counter != .selfTestsFailedBefore, let accepted = acknowledged[counter], value < accepted {
                acknowledged[counter] = value
            }
            guard counter.isMonotonic, let before = last[counter], value < before else { continue }
            history.forget(counter)
            events.append(SmartReason(.counterFell, .ok, counter: counter, value: value, limit: before))
        }
        return events
    }

    private mutating func latch(_ present: [SmartReason]) {
        for reason in present where Self.isLatching(reason.code) {
            guard let index = latched.firstIndex(where: { $0.code == reason.code }) else {
                latched.append(reason)
                continue
            }
            let before = latched[index]
            // The level never falls by itself; the value shown is the newest one of that level.
            if reason.level.worse(before.level) == reason.level { latched[index] = reason }
        }
    }

    /// Whether a reason stays after its cause is gone. Temperature and forecasts follow the value.
    static func isLatching(_ code: SmartCode) -> Bool {
        switch code {
        case .temperature, .worn, .wearForecast, .counterFell, .unreadable, .noReport, .deviceList, .notOpened, .bridge,
            .asleep, .noHealth, .virtual:
            false
        default: true
        }
    }

    private func ordered(_ reasons: [SmartReason], cableFirst: Bool = false) -> [SmartReason] {
        let isCable = { (reason: SmartReason) in cableFirst && reason.code == .cable }
        return reasons.enumerated().sorted { left, right in
            if isCable(left.element) != isCable(right.element) { return isCable(left.element) }
            if left.element.level != right.element.level {
                return left.element.level.worse(right.element.level) == left.element.level
            }
            return left.offset < right.offset
        }.map(\.element)
    }
}
