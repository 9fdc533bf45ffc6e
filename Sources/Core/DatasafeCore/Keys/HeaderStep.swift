/// What is left to do in the container's header until it holds the keys that are known and no others: one step at a time,
/// asked again after each. None of them needs a key, so a key change that was cut is finished at the next start, before
/// anybody unlocks. Source: storage design 3.10.
public enum HeaderStep: Sendable, Hashable {
    /// The array token's list of revoked keys becomes this, oldest first.
    case note(revoked: [KeyID])
    /// Overwrite this keyslot.
    case destroy(keyslot: Int)
    /// Remove this token.
    case forget(token: Int)
}

/// What a header says about keys.
public struct HeaderKeys: Sendable, Equatable {
    /// Numbers of the keyslots there are.
    public var keyslots: Set<Int>
    /// Our key tokens by token number.
    public var tokens: [Int: EnrolledKey]
    /// The array token's list, oldest first.
    public var revoked: [KeyID]

    /// Keys of a header from their parts.
    public init(keyslots: Set<Int>, tokens: [Int: EnrolledKey], revoked: [KeyID]) {
        self.keyslots = keyslots
        self.tokens = tokens
        self.revoked = revoked
    }

    /// A key change was cut: a keyslot that no token names, or a silver key's token without its keyslot.
    public var isHalfChanged: Bool {
        let silver = tokens.values.filter { $0.role == .unlock }
        return Set(silver.flatMap(\.keyslots)) != keyslots || silver.contains { $0.keyslots.isEmpty }
    }
}

extension HeaderStep {
    /// The next step, nil when nothing is left, or when a step would leave no keyslot at all: then a person decides.
    ///
    /// - Parameters:
    ///   - header: what the header says.
    ///   - revoked: keys the box knows as revoked (state volume); empty if that is lost.
    public static func next(_ header: HeaderKeys, revoked: Set<KeyID>) -> HeaderStep? {
        let all = revoked.union(header.revoked)
        let tokens = header.tokens.sorted { $0.key < $1.key }
        let dead = tokens.filter { all.contains($0.value.keyID) }
        let alive = Set(tokens.filter { !all.contains($0.value.keyID) }.flatMap(\.value.keyslots))
        guard !alive.isDisjoint(with: header.keyslots) else { return nil }
        // The list first: whatever comes after a cut, the key is known as revoked.
        let unlisted = dead.map(\.value.keyID).filter { !header.revoked.contains($0) }
        if !unlisted.isEmpty { return .note(revoked: header.revoked + unlisted) }
        if let slot = header.keyslots.subtracting(alive).min() { return .destroy(keyslot: slot) }
        if let token = dead.first { return .forget(token: token.key) }
        let empty = tokens.first { token in
            token.value.role == .unlock && header.keyslots.isDisjoint(with: token.value.keyslots)
        }
        return empty.map { .forget(token: $0.key) }
    }
}
