/// Everything a password may be made of, with the guesses each part costs.
struct PasswordParts {
    struct Part {
        var length: Int
        var guesses: Double
    }

    /// Rows of keys and of the alphabet; walked forwards and backwards. German and English keyboards.
    private static let rows: [[UInt32]] = [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertzuiopü", "asdfghjklöä", "yxcvbnm", "qwertyuiop",
        "zxcvbnm", "1qay2wsx3edc4rfv5tgb6zhn7ujm8ik9ol0p", "!\"§$%&/()=", "!@#$%^&*()",
    ].map { $0.unicodeScalars.map(\.value) }

    /// Letters people replace by digits and signs, and back.
    private static let disguises: [UInt32: UInt32] = Dictionary(
        uniqueKeysWithValues: zip("430@$15!7".unicodeScalars.map(\.value), "aeoasisit".unicodeScalars.map(\.value)))

    private static let vowels = Set("aeiouyäöü".unicodeScalars.map(\.value))

    let scalars: [UInt32]
    let lowered: [UInt32]
    private let plain: [UInt32]
    private let hints: [[UInt32]]

    init(scalars: [UInt32], lowered: [UInt32], hints: [String]) {
        self.scalars = scalars
        self.lowered = lowered
        self.plain = lowered.map { PasswordParts.disguises[$0] ?? $0 }
        self.hints = hints.flatMap { hint in
            let words = hint.split { !($0.isLetter || $0.isNumber) }
            return ([Substring(hint)] + words).map { $0.unicodeScalars.map(\.value) }
        }.filter { $0.count >= 3 }
    }

    /// All parts that begin at `start`, one single character among them, so that every password has a way through.
    func starting(at start: Int) -> [Part] {
        var parts = [Part(length: 1, guesses: 10)]
        let rest = lowered.count - start
        if rest >= 3 { parts += known(start, rest) }
        parts += [row(start), repeated(start), date(start), writtenDate(start), spoken(start)].compactMap { $0 }
        return parts
    }

    /// Common passwords and words, and what the attacker knows; twice as dear when a letter is upper case or disguised.
    private func known(_ start: Int, _ rest: Int) -> [Part] {
        var parts: [Part] = []
        for length in 3...min(rest, 40) {
            let range = start..<(start + length)
            for form in [Array(lowered[range]), Array(plain[range])] {
                var guesses: Double?
                if let rank = FrequentPasswords.rank(of: form) { guesses = Double(rank) }
                if hints.contains(form) { guesses = 2 }
                guard var guesses else { continue }
                if scalars[range].elementsEqual(lowered[range]) == false { guesses *= 2 }
                if form != Array(lowered[range]) { guesses *= 2 }
                parts.append(Part(length: length, guesses: guesses))
            }
        }
        return parts
    }

    /// The longest stretch that runs along a row of keys, from three keys on.
    private func row(_ start: Int) -> Part? {
        var longest = 0
        for row in PasswordParts.rows {
            for (index, key) in row.enumerated() where key == lowered[start] {
                for step in [1, -1] {
                    var length = 1
                    while start + length < lowered.count, row.indices.contains(index + step * length),
                        row[index + step * length] == lowered[start + length]
                    { length += 1 }
                    longest = max(longest, length)
                }
            }
        }
        return longest < 3 ? nil : Part(length: longest, guesses: 20 * Double(longest))
    }

    /// The same one to four characters again and again, from three characters on.
    private func repeated(_ start: Int) -> Part? {
        var best: Part?
        for period in 1...4 {
            var length = period
            while start + length < lowered.count, lowered[start + length] == lowered[start + length - period] {
                length += 1
            }
            guard length >= max(3, 2 * period) else { continue }
            var guesses = Double(length / period)
            for _ in 0..<period { guesses *= 10 }
            if best.map({ Double($0.length) / $0.guesses < Double(length) / guesses }) ?? true {
                best = Part(length: length, guesses: guesses)
            }
        }
        return best
    }

    /// A year of 1930...2039, or four to eight digits that can be a day and month with or without a year.
    private func date(_ start: Int) -> Part? {
        let digits = lowered[start...].prefix(8).prefix { (0x30...0x39).contains($0) }.map { Int($0 - 0x30) }
        guard digits.count >= 4 else { return nil }
        let day = digits[0] * 10 + digits[1]
        let month = digits[2] * 10 + digits[3]
        if digits.count >= 6, (1...31).contains(day), (1...12).contains(month) {
            return Part(length: digits.count >= 8 ? 8 : 6, guesses: 40_000)
        }
        if (1930...2039).contains(day * 100 + month) { return Part(length: 4, guesses: 110) }
        return (1...31).contains(day) && (1...12).contains(month) ? Part(length: 4, guesses: 366) : nil
    }

    /// A date as written: 24.12.1985, 1-2-85, 2026/11/21.
    private func writtenDate(_ start: Int) -> Part? {
        let signs: Set<UInt32> = [0x2E, 0x2D, 0x2F]
        let stretch = lowered[start...].prefix(10).prefix { signs.contains($0) || (0x30...0x39).contains($0) }
        let numbers = stretch.split(omittingEmptySubsequences: false, whereSeparator: signs.contains)
        guard numbers.count >= 3, (1...4).contains(numbers[0].count), (1...2).contains(numbers[1].count),
            [1, 2, 4].contains(numbers[2].count)
        else { return nil }
        // Each day of a hundred years, four ways to write it.
        return Part(length: numbers[2].endIndex - start, guesses: 160_000)
    }

    /// A stretch of four letters and more that could be spoken: counted as one word of a language, from fifteen letters
    /// on as a compound of two. Upper case inside makes it twice as dear.
    private func spoken(_ start: Int) -> Part? {
        guard start == 0 || !isLetter(lowered[start - 1]) else { return nil }
        let letters = lowered[start...].prefix(30).prefix(while: isLetter)
        guard letters.count >= 4 else { return nil }
        var without = 0
        var longestWithout = 0
        for letter in letters {
            without = PasswordParts.vowels.contains(letter) ? 0 : without + 1
            longestWithout = max(longestWithout, without)
        }
        // "angstschweiß" has six consonants in a row; more than that nobody speaks.
        guard longestWithout <= 6, letters.contains(where: PasswordParts.vowels.contains) else { return nil }
        let vowelCount = letters.filter(PasswordParts.vowels.contains).count
        guard vowelCount * 5 >= letters.count else { return nil }
        var guesses = letters.count <= 14 ? 1e5 : 1e8
        if !scalars[letters.indices].elementsEqual(letters) { guesses *= 2 }
        return Part(length: letters.count, guesses: guesses)
    }

    private func isLetter(_ scalar: UInt32) -> Bool {
        Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    }
}
