import DatasafeCore
import Seal

extension BeatKeeper {
    /// Seconds until something is due, 0...30: the fact must stay fresh whatever the interval.
    func secondsToNext() async -> Int {
        let now = outsides.uptime()
        var due = nextBeat
        if enrolment != nil, ((try? await book.waiting().count) ?? 0) > 0 { due = min(due, max(retryAt, now + 1)) }
        return min(max(due - now, 0), 30)
    }

    /// What the box is told about its heartbeats.
    func fact() async -> BeatFact {
        var fact = BeatFact()
        fact.enrolled = enrolment != nil && sealed != nil
        fact.lastAcknowledged = lastAcknowledged
        fact.trouble = lostEvents && trouble != "none" ? "full" : trouble
        if let waiting = try? await book.waiting() {
            fact.waiting = waiting.count
            fact.oldestSeconds = max(0, Int(waiting.oldest.map { outsides.now().seconds(since: $0) } ?? 0))
        }
        return fact
    }
}
