/// A point in time of a run: the evening, and seconds since the box was switched on.
///
/// Not the box's clock: that jumps.
struct Moment: Sendable, Comparable {
    var evening: Int
    var second: Int64

    static func < (left: Moment, right: Moment) -> Bool {
        (left.evening, left.second) < (right.evening, right.second)
    }

    /// The same evening, so many seconds later or, below 0, earlier.
    func adding(_ seconds: Int64) -> Moment { Moment(evening: evening, second: second + seconds) }
}

/// What is wrong with a night that was brought back.
enum NightHarm: Sendable, Equatable, CustomStringConvertible {
    /// Acknowledged before the night, and not in it.
    case missing(String)
    /// In it with other bytes than it had then.
    case other(String)
    /// In it, and nobody ever stored it, or only later.
    case strange(String)

    var description: String {
        switch self {
        case .missing(let path): "\(path) is missing"
        case .other(let path): "\(path) has other bytes"
        case .strange(let path): "\(path) was not stored by then"
        }
    }
}

/// Which document held which bytes when: the manifest every night is held against.
struct NightBook: Sendable {
    /// What a document held from some moment on.
    struct Version: Sendable, Equatable {
        /// Lower-case hex.
        var sha256: String
        var asked: Moment
        /// When the box answered for it; nil = it never did.
        var answered: Moment?
    }

    /// Versions by path, "Nächte/1-3.bin", oldest first.
    private(set) var documents: [String: [Version]] = [:]

    /// What lies between a snapshot and the time it is named after, s: what changed in between may be in it or not.
    static let slack: Int64 = 15

    /// How many versions the box has answered for.
    var answered: Int { documents.values.reduce(0) { $0 + $1.count { $0.answered != nil } } }

    mutating func asks(_ path: String, sha256: String, at moment: Moment) {
        documents[path, default: []].append(Version(sha256: sha256, asked: moment))
    }

    /// The newest version of `path` is acknowledged.
    mutating func answered(_ path: String, at moment: Moment) {
        guard let last = documents[path]?.indices.last else { return }
        documents[path]?[last].answered = moment
    }

    /// What `path` held at `moment` was replaced later: no box has those bytes any more to put them back from.
    func isReplaced(_ path: String, since moment: Moment) -> Bool {
        documents[path]?.last.map { $0.asked > moment.adding(-Self.slack) } ?? false
    }

    /// Holds a night of `moment` against the book; `night`: SHA-256 by path.
    func harm(in night: [String: String], at moment: Moment) -> [NightHarm] {
        let (before, after) = (moment.adding(-Self.slack), moment.adding(Self.slack))
        var harm: [NightHarm] = []
        for (path, versions) in documents.sorted(by: { $0.key < $1.key }) {
            let possible = versions.filter { $0.asked <= after }
            let sure = possible.lastIndex { version in version.answered.map { $0 <= before } ?? false }
            guard let found = night[path] else {
                if sure != nil { harm.append(.missing(path)) }
                continue
            }
            if possible.isEmpty {
                harm.append(.strange(path))
            } else if !possible[(sure ?? 0)...].contains(where: { $0.sha256 == found }) {
                harm.append(.other(path))
            }
        }
        return harm + night.keys.filter { documents[$0] == nil }.sorted().map { .strange($0) }
    }
}
