/// Refusals about who somebody is and what they may do. Texts: DatasafeTexts/PracticeTexts.
public enum UserCode: String, AdviceCode {
    /// User name or password is wrong; never says which.
    case wrong = "USR-WRONG"
    /// Too many wrong passwords; `Refusal.at` = until when.
    case locked = "USR-LOCKED"
    /// Many people log in at this moment.
    case busy = "USR-BUSY"
    /// No session, or it is over.
    case session = "USR-SESSION"
    /// The role may not do that.
    case rights = "USR-RIGHTS"
    /// No login name.
    case name = "USR-NAME"
    /// No full name of a person, or no name of a practice.
    case fullName = "USR-FULL-NAME"
    /// Another user has that login name.
    case taken = "USR-TAKEN"
    case role = "USR-ROLE"
    /// No such user.
    case unknown = "USR-UNKNOWN"
    /// The last active administrator would be lost.
    case lastAdministrator = "USR-LAST-ADMIN"
    /// The practice has users already.
    case notFirst = "USR-NOT-FIRST"
    /// The old password does not fit.
    case oldPassword = "USR-OLD-PASSWORD"
    case passwordShort = "USR-PASSWORD-SHORT"
    case passwordLong = "USR-PASSWORD-LONG"
    /// In the list of passwords everybody tries first.
    case passwordCommon = "USR-PASSWORD-COMMON"
    /// Hardly more than the user's own name, one repeated character or a row of keys.
    case passwordGuessable = "USR-PASSWORD-GUESSABLE"
}
