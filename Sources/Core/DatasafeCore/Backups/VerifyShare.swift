/// Which part of a repository is read back after a run (backup design 3.7). Never a random share.
public struct VerifyShare: Codable, Sendable, Equatable {
    /// 1...`of`; 1 of 1 is everything.
    public var number: Int
    public var of: Int

    public init(number: Int, of: Int) {
        self.number = number
        self.of = of
    }

    public static let everything = VerifyShare(number: 1, of: 1)

    /// Largest number of shares: a disk is read in full within 7 of its runs.
    public static let most = 7
    /// Time that reading back may take in a night, seconds.
    public static let window: Int64 = 4 * 3600
    /// Taken until a disk was read once, bytes a second: a slow disk on USB 2.
    public static let assumedSpeed: Int64 = 25_000_000

    /// Bytes of the practice's data for each share of a target that is read over a line, and most shares there: all of it
    /// within four weeks.
    public static let remoteBytes: Int64 = 2_000_000_000
    public static let remoteMost = 28

    /// After this share every pack was read since the first share of the round.
    public var endsRound: Bool { number == of }

    /// The share of the next run.
    ///
    /// - Parameters:
    ///   - bytes: size of the repository.
    ///   - speed: of the last read-back, bytes a second.
    ///   - last: the share read last. A changed number of shares starts a new round, because packs are dealt out anew.
    public static func next(bytes: Int64, speed: Int64?, last: VerifyShare?) -> VerifyShare {
        let seconds = max(0, bytes) / max(1, speed ?? assumedSpeed)
        let shares = Int(min(Int64(most), max(1, seconds / window + (seconds % window == 0 ? 0 : 1))))
        return next(of: shares, last: last)
    }

    /// The share of the next run over a line, which costs the line and not the disk.
    ///
    /// - Parameter data: bytes of the practice's data.
    public static func next(data: Int64, last: VerifyShare?) -> VerifyShare {
        next(of: Int(min(Int64(remoteMost), max(1, data / remoteBytes))), last: last)
    }

    private static func next(of shares: Int, last: VerifyShare?) -> VerifyShare {
        guard let last, last.of == shares, last.number < shares else { return VerifyShare(number: 1, of: shares) }
        return VerifyShare(number: last.number + 1, of: shares)
    }
}

/// What is read back in shares, run by run.
public protocol ReadInShares: Sendable {
    /// When every pack had last been read back.
    var lastFullRead: Instant? { get set }
    /// The share read last.
    var share: VerifyShare? { get set }
    /// Speed of the last read-back, bytes a second.
    var verifySpeed: Int64? { get set }
    /// Wrong bytes were found and are not known to be gone: the next reading is a full one.
    var isSuspect: Bool? { get set }
}

extension BackupTarget: ReadInShares {}
extension RemoteTarget: ReadInShares {}
