/// A key as the container's tokens know it.
public struct EnrolledKey: Hashable, Sendable {
    /// Id of the key.
    public let keyID: KeyID
    /// The box the token names.
    public let boxID: BoxID
    /// What it is for; a backup key is enrolled without a keyslot.
    public let role: KeyRole
    /// The number printed on the stick.
    public let number: UInt8
    /// The keyslots it opens: one for a silver key, none for a backup key.
    public let keyslots: [Int]

    /// An enrolled key from its parts.
    public init(keyID: KeyID, boxID: BoxID, role: KeyRole, number: UInt8, keyslots: [Int]) {
        self.keyID = keyID
        self.boxID = boxID
        self.role = role
        self.number = number
        self.keyslots = keyslots
    }
}
