/// One of the two copies of the key record on a stick.
public enum KeyCopy: String, Sendable, Hashable, CaseIterable {
    /// At the start of the partition.
    case a
    /// 524,288 bytes further.
    case b
}

/// What was read from one stick, without the keys themselves: the input of `KeyPlan`.
public struct KeyCandidate: Sendable, Hashable {
    /// One valid record.
    public struct Record: Sendable, Hashable {
        /// Which copy it was read from; A where both are equal.
        public let copy: KeyCopy
        /// Whose key it is.
        public let identity: KeyIdentity
        /// All bytes of the key are equal.
        public let isWeak: Bool

        /// A record from its parts.
        public init(copy: KeyCopy, identity: KeyIdentity, isWeak: Bool) {
            self.copy = copy
            self.identity = identity
            self.isWeak = isWeak
        }
    }

    /// Zero, one or two valid records; two only if they differ.
    public let records: [Record]
    /// What is wrong with the medium or the copies, in the order of the key table: with no record the reason why it is
    /// no key, with records only warnings.
    public let findings: [KeyRefusal]

    /// A candidate from its parts.
    public init(records: [Record], findings: [KeyRefusal]) {
        self.records = records
        self.findings = findings
    }
}
