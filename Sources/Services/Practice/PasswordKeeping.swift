import DatasafeCore
import Seal

/// The ability to hash passwords and to check them; tests make it cheap.
struct PasswordKeeping: Sendable {
    var make: @Sendable (Secret) throws -> String
    /// Does the work of one hash also when there is no stored one.
    var verify: @Sendable (Secret, String?) -> Bool

    /// scrypt, see `Seal.PasswordHash`.
    static let memoryHard = PasswordKeeping(
        make: { try PasswordHash.make($0) }, verify: { PasswordHash.verify($0, against: $1) })
}
