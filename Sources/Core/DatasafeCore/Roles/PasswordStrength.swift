/// Estimates how well a password stands up to guessing, from what it is made of: known passwords and words, names the
/// attacker knows, rows of keys, repetitions, dates; the rest counts by the character.
///
/// The cheapest way to put the password together from such parts decides (the idea of D. Wheeler, "zxcvbn: Low-Budget
/// Password Strength Estimation", USENIX Security 2016; thresholds from there). No dictionary of a language is at hand, so
/// every stretch of letters that could be spoken counts as one word out of 100,000: too strict for syllables drawn by lot,
/// never too kind to a word that was missing in a list.
public enum PasswordStrength {
    /// 0 = guessed at once ... 4 = strong. Shown green from `green` on.
    public static let green = 3

    /// The score of a password.
    ///
    /// - Parameter hints: words an attacker knows: login name, full name, name of the practice.
    /// - Returns: 0 below 10³ guesses, 1 below 10⁶, 2 below 10⁸, 3 below 10¹⁰, else 4.
    public static func score(_ password: String, hints: [String]) -> Int {
        let guesses = guesses(password, hints: hints)
        return switch guesses {
        case ..<1e3: 0
        case ..<1e6: 1
        case ..<1e8: 2
        case ..<1e10: 3
        default: 4
        }
    }

    /// Guesses an attacker needs who tries the likeliest first; at most 10¹⁰⁰.
    static func guesses(_ password: String, hints: [String]) -> Double {
        // 100 characters decide; the factors below then stay far from the end of Double.
        let scalars = Array(password.unicodeScalars.prefix(100))
        let parts = PasswordParts(
            scalars: scalars.map(\.value),
            lowered: scalars.map { $0.properties.lowercaseMapping.unicodeScalars.first?.value ?? $0.value },
            hints: hints.map { $0.lowercased() })
        var best = [1.0] + Array(repeating: Double.infinity, count: scalars.count)
        for start in scalars.indices {
            for part in parts.starting(at: start) {
                let end = start + part.length
                best[end] = min(best[end], best[start] * part.guesses)
            }
        }
        return min(best[scalars.count], 1e100)
    }
}
