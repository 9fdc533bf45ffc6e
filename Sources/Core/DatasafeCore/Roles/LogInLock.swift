/// Counts wrong passwords per user and per client: after 5 within 15 minutes that user, or that client, waits 15 minutes.
///
/// Never permanent, whatever the clock does: a locked practice cannot treat patients. Unknown user names are counted like
/// known ones, so that the lock tells nobody which names exist. Kept in memory; bounded at `capacity` names.
public struct LogInLock: Sendable {
    /// Wrong passwords until the lock.
    public static let tries = 5
    /// Seconds in which they count.
    public static let window: Int64 = 15 * 60
    /// Seconds a lock lasts.
    public static let lockSeconds: Int64 = 15 * 60
    /// Names remembered at most; the one that failed longest ago is forgotten first.
    public static let capacity = 4096

    // At most `tries` moments each, oldest first.
    private var failures: [String: [Instant]] = [:]

    public init() {}

    /// Until when this user or this client is locked; nil = may try.
    public func lockedUntil(user: String, client: String, now: Instant) -> Instant? {
        keys(user, client).compactMap { lockedUntil($0, now) }.max()
    }

    /// Counts one try as wrong before the password is looked at, so that tries side by side cannot slip under the limit.
    ///
    /// - Returns: until when the user or client is locked; nil = counted, go on and check the password.
    public mutating func begin(user: String, client: String, now: Instant) -> Instant? {
        if let until = lockedUntil(user: user, client: client, now: now) { return until }
        for key in keys(user, client) {
            var times = live(failures[key] ?? [], now)
            times.append(now)
            failures[key] = times
        }
        while failures.count > LogInLock.capacity {
            guard let oldest = failures.min(by: { ($0.value.last ?? now) < ($1.value.last ?? now) }) else { break }
            failures[oldest.key] = nil
        }
        return nil
    }

    /// The try that `begin` counted was right: the user starts afresh. The client only gets this one try back, else a
    /// thief with one known password could reset the count between guesses at another user's.
    public mutating func succeeded(user: String, client: String) {
        let keys = keys(user, client)
        failures[keys[0]] = nil
        if var times = failures[keys[1]] {
            times.removeLast()
            failures[keys[1]] = times.isEmpty ? nil : times
        }
    }

    /// The user got a new password: the old count says nothing about it.
    public mutating func forget(user: String) { failures[keys(user, "")[0]] = nil }

    private func keys(_ user: String, _ client: String) -> [String] { ["u \(user.lowercased())", "c \(client)"] }

    private func lockedUntil(_ key: String, _ now: Instant) -> Instant? {
        guard let times = failures[key], times.count >= LogInLock.tries, let last = times.last else { return nil }
        let until = last.adding(seconds: LogInLock.lockSeconds)
        // A clock that went back must not stretch the lock: a failure in the future is no failure.
        return now < until && last <= now ? until : nil
    }

    /// The tries that still count: nothing from before a lock that is over, nothing old, nothing from the future.
    private func live(_ times: [Instant], _ now: Instant) -> [Instant] {
        guard times.count < LogInLock.tries else { return [] }
        return times.filter { $0 <= now && now.seconds(since: $0) < LogInLock.window }
    }
}
