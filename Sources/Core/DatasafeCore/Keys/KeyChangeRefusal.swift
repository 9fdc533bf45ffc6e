/// Why a silver key cannot be issued or revoked. The raw values are stable codes.
public enum KeyChangeRefusal: String, AdviceCode, Codable {
    /// The data must be open.
    case closed = "KEY-CHANGE-LOCKED"
    /// A good silver key, not the one concerned, must be plugged in.
    case otherKey = "KEY-CHANGE-OTHER"
    /// It is the only silver key: first issue another one.
    case last = "KEY-CHANGE-LAST"
    /// No key with this number is enrolled.
    case noKey = "KEY-CHANGE-NONE"
    /// A key change is under way.
    case underWay = "KEY-CHANGE-BUSY"
    /// There is no room for another key: first revoke one.
    case full = "KEY-CHANGE-FULL"
    /// The stick was not pulled and plugged in again in time, or the change was called off.
    case notRead = "KEY-CHANGE-NOT-READ"
    /// The header could not be changed.
    case header = "KEY-CHANGE-HEADER"
    /// The code typed is not that of the box's screen.
    case screenCode = "BOX-CODE"
    /// Too many wrong codes in a minute.
    case screenTries = "BOX-TRIES"
}

/// Rules of key changes.
public enum KeyChangeRule {
    /// Silver keys enrolled at most: two in use and the new one while an old one is being replaced, with one to spare.
    public static let mostKeys = 4

    /// The number of a new silver key: one higher than any this box ever gave, never used again. nil after 255.
    ///
    /// - Parameters:
    ///   - enrolled: keys of the header.
    ///   - lastGiven: the highest number the box remembers, 0 if that is lost.
    public static func nextNumber(enrolled: [EnrolledKey], lastGiven: UInt8) -> UInt8? {
        let highest = enrolled.filter { $0.role == .unlock }.map(\.number).max() ?? 0
        let next = max(highest, lastGiven).addingReportingOverflow(1)
        return next.overflow ? nil : next.partialValue
    }

    /// Whether silver key `number` may be revoked in the presence of key `present`.
    ///
    /// - Throws: `KEY-CHANGE-NONE`, `KEY-CHANGE-LAST`, `KEY-CHANGE-OTHER`.
    public static func mayRevoke(
        _ number: UInt8, enrolled: [EnrolledKey], present: KeyID?
    ) throws(Refusal) -> EnrolledKey {
        let silver = enrolled.filter { $0.role == .unlock }
        guard let key = silver.first(where: { $0.number == number }) else {
            throw Refusal(KeyChangeRefusal.noKey, subject: "\(number)")
        }
        guard silver.count > 1 else { throw Refusal(KeyChangeRefusal.last, subject: "\(number)") }
        // Who holds only the key concerned must not lock out the other one; and the one that stays has been proven.
        guard let present, present != key.keyID, silver.contains(where: { $0.keyID == present }) else {
            throw Refusal(KeyChangeRefusal.otherKey, subject: "\(number)")
        }
        return key
    }
}
