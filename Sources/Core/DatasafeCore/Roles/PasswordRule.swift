/// Which passwords the box takes. Few rules and no forced mixture of characters: length and not being guessable count.
public enum PasswordRule {
    /// Characters at least.
    public static let minimum = 10
    /// Bytes of UTF-8 at most; a bound, not a judgement.
    public static let maximumBytes = 256

    /// Why this password is refused; nil = taken.
    ///
    /// - Parameter hints: words an attacker knows: login name, full name, name of the practice.
    public static func refusal(_ password: String, hints: [String]) -> UserCode? {
        guard password.utf8.count <= maximumBytes else { return .passwordLong }
        guard password.unicodeScalars.count >= minimum else { return .passwordShort }
        if FrequentPasswords.rank(of: password.lowercased().unicodeScalars.map(\.value)) != nil {
            return .passwordCommon
        }
        return PasswordStrength.score(password, hints: hints) == 0 ? .passwordGuessable : nil
    }
}
