/// The 2,048 words of the paper copy of the backup key, made by rule instead of taken from a list.
///
/// A word is consonant, vowel, consonant, vowel. The sixteen consonants are those whose German sound is one letter (no c,
/// q, v, x, y), the vowels leave out e, which is swallowed at the end of a word. Letters have numbers:
///
///     b0 p1 d2 t3 k4 g5 n6 m7 f8 w9 s10 z11 l12 r13 j14 h15     a0 o1 u2 i3
///
/// A word is in the list if the sum of its four numbers is odd. Letters that are easily taken for one another (b and p, d
/// and t, n and m, s and z, o and u ...) stand beside each other and so differ by one: whoever hears one for the other gets
/// a word that is not in the list, and is told which one. Doubled syllables ("baba") fall out by themselves.
/// The index of a word, 0...2047, counts the list in the order of these numbers.
public enum PaperWords {
    /// Number of words.
    public static let count = 2048

    static let consonants = Array("bpdtkgnmfwszlrjh")
    static let vowels = Array("aoui")

    /// The word with an index of 0...2047.
    public static func word(at index: Int) -> String {
        precondition((0..<count).contains(index), "not an index of a paper word")
        let first = index >> 7
        let firstVowel = index >> 5 & 3
        let second = index >> 1 & 15
        let base = first + firstVowel + second
        // Of the four vowels two make the sum odd; the last bit chooses.
        let lastVowel = (base + 1) % 2 + 2 * (index & 1)
        return String([consonants[first], vowels[firstVowel], consonants[second], vowels[lastVowel]])
    }

    /// The index of a word in lower case, nil if it is not in the list.
    public static func index(of word: String) -> Int? {
        let letters = Array(word)
        guard letters.count == 4, let first = consonants.firstIndex(of: letters[0]),
            let firstVowel = vowels.firstIndex(of: letters[1]), let second = consonants.firstIndex(of: letters[2]),
            let lastVowel = vowels.firstIndex(of: letters[3]),
            (first + firstVowel + second + lastVowel) % 2 == 1
        else { return nil }
        return first << 7 | firstVowel << 5 | second << 1 | lastVowel >> 1
    }

    /// Words of the list that differ from `word` in one letter, for the hint beside a wrong one; at most 8.
    public static func near(_ word: String) -> [String] {
        let letters = Array(word)
        guard letters.count == 4 else { return [] }
        var found: [String] = []
        for position in 0..<4 {
            for letter in position % 2 == 0 ? consonants : vowels where letter != letters[position] {
                var changed = letters
                changed[position] = letter
                if index(of: String(changed)) != nil { found.append(String(changed)) }
            }
        }
        return found.count <= 8 ? found : []
    }
}
