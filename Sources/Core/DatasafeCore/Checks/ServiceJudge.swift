/// Judges whether the box's own services live: each replaces its fact all the time, so a fact that grows old is a service
/// that is down.
enum ServiceJudge {
    static func judge(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> [CheckID: Sample] {
        var samples: [CheckID: Sample] = [:]
        samples[CheckID(.serviceStorage)] = life(inputs.storage, inputs, &memory, grace: inputs.isStarting)
        samples[CheckID(.serviceBeat)] = life(inputs.beat, inputs, &memory, grace: inputs.isStarting)
        samples[CheckID(.serviceWeb)] = life(inputs.web, inputs, &memory, grace: inputs.isStarting)
        switch inputs.volumeView {
        case .instead(let sample):
            // What is behind the key does not run without it; when storage is down nobody knows, and practice may live on.
            let hidden = sample.verdict == .unknown
            for id in [CheckID(.servicePractice), CheckID(.serviceStore), CheckID(.serviceBackup)] {
                samples[id] = sample
            }
            if hidden, inputs.practice.isFresh { samples[CheckID(.servicePractice)] = .ok() }
            if hidden, inputs.backup.isFresh { samples[CheckID(.serviceBackup)] = .ok() }
        case .open(let fact):
            let opened = fact.openedAt.map { inputs.time.wall.seconds(since: $0) } ?? .max
            let grace = inputs.isStarting || (0..<Int64(CheckRule.startGrace)).contains(opened)
            samples[CheckID(.servicePractice)] = life(inputs.practice, inputs, &memory, grace: grace)
            samples[CheckID(.serviceBackup)] = life(inputs.backup, inputs, &memory, grace: grace)
            samples[CheckID(.serviceStore)] = store(inputs, grace: grace)
        }
        return samples
    }

    /// Value: restarts in the last hour.
    private static func life<Content: Fact>(
        _ reading: FactReading<Content>, _ inputs: CheckInputs, _ memory: inout CheckMemory, grace: Bool
    ) -> Sample {
        var service = memory.services[Content.service] ?? ServiceMemory()
        defer { memory.services[Content.service] = service }
        switch reading {
        case .fresh(let envelope):
            let restarts = Double(service.take(envelope, at: inputs.time))
            return .judged(restarts, by: CheckBands.restarts, .serviceRestarts)
        case .stale: return .bad(.crit, .serviceDown)
        case .missing: return grace ? .notApplicable(.starting) : .bad(.crit, .serviceDown)
        case .unreadable: return .unknown
        }
    }

    /// The practice's database: a read and a commit work.
    private static func store(_ inputs: CheckInputs, grace: Bool) -> Sample {
        switch inputs.practice {
        case .fresh(let envelope): envelope.fact.storeWorks ? .ok() : .bad(.crit, .serviceStore)
        case .missing where grace: .notApplicable(.starting)
        case .stale, .missing, .unreadable: .unknown
        }
    }
}

/// What is remembered of one service.
struct ServiceMemory: Codable, Sendable, Equatable {
    private var boot = ""
    private var seq = 0
    private var wroteAt: Instant?
    /// Steady times of its restarts in the last hour.
    private var restarts: [Int64] = []

    /// Restarts of the last hour. Inside one boot a sequence that fell is a restart, and one that stands still while the
    /// fact is new: a service that falls after its first word says "1" again and again.
    mutating func take<Content: Fact>(_ envelope: FactEnvelope<Content>, at time: CheckTime) -> Int {
        let isAgain = envelope.seq < seq || (envelope.seq == seq && envelope.at != wroteAt)
        if envelope.boot == boot, isAgain { restarts.append(time.steady) }
        boot = envelope.boot
        seq = envelope.seq
        wroteAt = envelope.at
        restarts.removeAll { time.seconds(since: $0) >= 3600 }
        return restarts.count
    }

    func hasRestarted(within seconds: Int64, at time: CheckTime) -> Bool {
        restarts.contains { time.seconds(since: $0) < seconds }
    }
}
