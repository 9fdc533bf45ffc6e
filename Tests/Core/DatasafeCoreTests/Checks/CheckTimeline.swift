import DatasafeCore

/// One check under test: samples go in second by second, events and what is shown come out.
struct CheckTimeline {
    let check: CheckID
    var state: CheckState
    var time = CheckTime(steady: 5_000_000, wall: Instant("2026-03-02T10:00:00Z") ?? Instant(seconds: 0))
    var events: [CheckEvent] = []

    init(_ check: CheckID) {
        self.check = check
        state = CheckState(at: time)
    }

    /// Takes a sample now, then lets `seconds` pass.
    mutating func take(_ sample: Sample, then seconds: Int64 = 0) {
        events += state.take(sample, of: check, at: time)
        time = time.adding(seconds: seconds)
    }

    /// Takes the same sample every `period` seconds until `seconds` have passed.
    mutating func hold(_ sample: Sample, for seconds: Int64, every period: Int64 = 10) {
        let end = time.steady + seconds * 1000
        while time.steady < end { take(sample, then: period) }
        take(sample)
    }

    var kinds: [CheckEvent.Kind] { events.map(\.kind) }
}

/// A bad sample with its own threshold values.
func bad(_ severity: Severity, holds: Severity? = nil, value: Double? = nil, subject: String? = nil) -> Sample {
    Sample(
        .judged(rises: severity, holds: holds ?? severity), value: value, reason: severity == .ok ? "" : "TEST-BAD",
        subject: subject)
}
