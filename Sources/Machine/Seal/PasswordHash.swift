import Crypto
import CryptoExtras
public import DatasafeCore
import FoundationEssentials

/// Memory-hard hash of a password with its own description, `$scrypt$ln=15,r=8,p=3$salt$hash` (PHC string format).
///
/// N = 2^15, r = 8, p = 3 takes 32 MiB and about a quarter of a second of one slow core: OWASP's scrypt setting with the
/// memory of a small box. Both calls block: use `offload`, and let few run at once.
public enum PasswordHash {
    /// Cost of new hashes.
    static let current = Cost(log2N: 15, blockSize: 8, parallelism: 3)
    static let saltCount = 16
    static let hashCount = 32
    /// Longer input buys no strength and much time.
    static let largest = 1024

    /// Hashes a password under a fresh salt. Throws `.password` when it is empty or above 1,024 bytes.
    public static func make(_ password: Secret) throws(SealError) -> String {
        let salt = Token.randomBytes(saltCount)
        let hash = try derive(password, salt: salt, count: hashCount, cost: current)
        return "$scrypt$\(current.text)$\(Token.base64URL(salt))$\(Token.base64URL(hash))"
    }

    /// Whether `password` is the one behind `stored`.
    ///
    /// Always does the work of one hash, also for a nil `stored`: how long the answer takes does not tell whether a user
    /// exists. False for a stored text that is none of ours.
    public static func verify(_ password: Secret, against stored: String?) -> Bool {
        let parsed = stored.flatMap(Stored.init)
        let cost = parsed?.cost ?? current
        let salt = parsed?.salt ?? [UInt8](repeating: 0, count: saltCount)
        guard let hash = try? derive(password, salt: salt, count: parsed?.hash.count ?? hashCount, cost: cost) else {
            return false
        }
        guard let parsed else { return false }
        return Token.isEqual(hash, parsed.hash)
    }

    /// Whether a hash was made with other costs than new ones: make it again at the next good login.
    public static func isOutdated(_ stored: String) -> Bool { Stored(stored)?.cost != current }

    struct Cost: Equatable {
        var log2N: Int
        var blockSize: Int
        var parallelism: Int
        var text: String { "ln=\(log2N),r=\(blockSize),p=\(parallelism)" }
    }

    private struct Stored {
        var cost: Cost
        var salt: [UInt8]
        var hash: [UInt8]

        init?(_ text: String) {
            let parts = text.split(separator: "$", omittingEmptySubsequences: false)
            guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
                let salt = Token.bytes(base64URL: parts[3]), let hash = Token.bytes(base64URL: parts[4]),
                (8...64).contains(salt.count), (16...64).contains(hash.count)
            else { return nil }
            let numbers = parts[2].split(separator: ",").map { $0.split(separator: "=") }
            guard numbers.count == 3, numbers.allSatisfy({ $0.count == 2 }),
                numbers.map({ $0[0] }) == ["ln", "r", "p"],
                // Bounds, so that a changed row cannot make the box run out of memory.
                let log2N = Int(numbers[0][1]), (10...17).contains(log2N),
                let blockSize = Int(numbers[1][1]), (1...8).contains(blockSize),
                let parallelism = Int(numbers[2][1]), (1...8).contains(parallelism)
            else { return nil }
            self.cost = Cost(log2N: log2N, blockSize: blockSize, parallelism: parallelism)
            self.salt = salt
            self.hash = hash
        }
    }

    static func derive(_ password: Secret, salt: [UInt8], count: Int, cost: Cost) throws(SealError) -> [UInt8] {
        guard password.count > 0, password.count <= largest else {
            throw SealError(code: .password, what: "password", cause: "\(password.count) bytes")
        }
        do {
            return try password.withBytes { bytes in
                let key = try KDF.Scrypt.deriveKey(
                    from: bytes, salt: salt, outputByteCount: count, rounds: 1 << cost.log2N,
                    blockSize: cost.blockSize, parallelism: cost.parallelism)
                return key.withUnsafeBytes { Array($0) }
            }
        } catch {
            throw SealError(code: .library, what: "scrypt", cause: "\(error)")
        }
    }
}
