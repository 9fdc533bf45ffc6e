/// What a key record says about its key, without the key itself. May stand in logs and facts.
public struct KeyIdentity: Hashable, Sendable, Codable {
    /// What the key is for.
    public let role: KeyRole
    /// 1, 2, 3 ... as printed on the stick; counts up at each re-issue, never used again.
    public let number: UInt8
    /// Random id of the key.
    public let keyID: KeyID
    /// The box it was made for.
    public let boxID: BoxID
    /// When it was made, nil if the clock was not trusted then.
    public let created: Instant?

    /// An identity from its parts.
    public init(role: KeyRole, number: UInt8, keyID: KeyID, boxID: BoxID, created: Instant?) {
        self.role = role
        self.number = number
        self.keyID = keyID
        self.boxID = boxID
        self.created = created
    }
}
