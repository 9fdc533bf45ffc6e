import DatasafeCore
import Seal
import Synchronization

/// Who is logged in, in memory only: after a restart of the service everybody logs in again, and no copy of the database
/// holds anything that opens a session. Tokens are kept hashed.
final class Sessions: Sendable {
    /// Sessions at once; the one unused longest gives way.
    static let capacity = 1000

    private struct Session {
        var person: Person
        var started: Instant
        var lastUsed: Instant
    }

    private let open = Mutex<[String: Session]>([:])

    /// Opens a session and returns its token.
    func open(_ person: Person, now: Instant) -> String {
        let token = Token.random()
        open.withLock { open in
            if open.count >= Sessions.capacity, let oldest = open.min(by: { $0.value.lastUsed < $1.value.lastUsed }) {
                open[oldest.key] = nil
            }
            open[Token.hash(token)] = Session(person: person, started: now, lastUsed: now)
        }
        return token
    }

    /// Whose session this is and the seconds it has left; throws USR-SESSION. `touch` keeps it alive.
    func use(_ token: String, touch: Bool, now: Instant) throws -> (person: Person, secondsLeft: Int) {
        // The hash is looked up, so what a lookup's time tells is about the hash, not about the token.
        let hash = key(token)
        return try open.withLock { open in
            guard var session = open[hash],
                SessionRule.secondsLeft(started: session.started, lastUsed: session.lastUsed, now: now) != nil
            else { throw Refusal(UserCode.session) }
            if touch {
                session.lastUsed = now
                open[hash] = session
            }
            let left = SessionRule.secondsLeft(started: session.started, lastUsed: session.lastUsed, now: now)
            return (session.person, left ?? 0)
        }
    }

    /// Ends one session and says whose it was.
    func close(_ token: String) -> Person? {
        open.withLock { $0.removeValue(forKey: key(token))?.person }
    }

    /// Ends all sessions of a user, but not `spared`.
    func closeAll(of user: Int, but spared: String? = nil) {
        let kept = spared.map { key($0) }
        open.withLock { open in open = open.filter { $0.key == kept || $0.value.person.id != user } }
    }

    /// Ends all sessions.
    func closeAll() { open.withLock { $0.removeAll() } }

    /// A token is 43 characters; what is longer is none, and not worth hashing whole.
    private func key(_ token: String) -> String { Token.hash(String(token.prefix(64))) }

    /// Ends what is over and says whose sessions these were.
    func expire(now: Instant) -> [Person] {
        open.withLock { open in
            let over = open.filter {
                SessionRule.secondsLeft(started: $0.value.started, lastUsed: $0.value.lastUsed, now: now) == nil
            }
            for key in over.keys { open[key] = nil }
            return over.values.map(\.person)
        }
    }
}
