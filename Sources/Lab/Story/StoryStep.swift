/// One step of the first day: what is done, and what is looked at before it counts.
public struct StoryStep: Sendable {
    /// 1, 2, 3 ...
    public let number: Int
    /// In words a dentist understands.
    public let german: String
    /// The same in English.
    public let english: String
    /// Does it.
    public let run: @Sendable (Day) async throws -> Void
    /// Looks at it: returns what was seen, throws if it is not true.
    public let verify: @Sendable (Day) async throws -> [String]

    /// A step; see the properties.
    public init(
        _ number: Int, _ german: String, _ english: String, run: @escaping @Sendable (Day) async throws -> Void,
        verify: @escaping @Sendable (Day) async throws -> [String]
    ) {
        self.number = number
        self.german = german
        self.english = english
        self.run = run
        self.verify = verify
    }
}

/// A story: steps one after the other, the first that is not true ends it.
public struct Story: Sendable {
    /// How it went.
    public struct Outcome: Sendable {
        /// Steps that were done and verified.
        public var verified = 0
        /// Steps there are.
        public var of: Int
        /// Time of each verified step.
        public var times: [Duration] = []
        /// True only if every step was verified by looking.
        public var isTrue: Bool { verified == of }
    }

    /// The steps in order.
    public let steps: [StoryStep]

    /// A story of these steps.
    public init(_ steps: [StoryStep]) {
        self.steps = steps
    }

    /// Plays it on `day`, tells it with `voice`.
    public func play(on day: Day, voice: Voice) async -> Outcome {
        var outcome = Outcome(of: steps.count)
        let clock = ContinuousClock()
        let start = clock.now
        for step in steps {
            voice.begin(step, of: steps.count)
            let began = clock.now
            do {
                try await step.run(day)
                let seen = try await step.verify(day)
                outcome.verified += 1
                outcome.times.append(clock.now - began)
                voice.done(step, took: clock.now - began, seen: seen)
            } catch {
                voice.failed(step, took: clock.now - began, error: error)
                break
            }
        }
        let took = Voice.time(clock.now - start)
        voice.say()
        voice.say(
            outcome.isTrue
                ? "Alle \(steps.count) Schritte nachgesehen und bestätigt, zusammen \(took). / All steps verified."
                : "\(outcome.verified) von \(steps.count) Schritten bestätigt, \(took). / Not every step is true.")
        return outcome
    }
}
