import Damage
import DatasafeCore
import DatasafeFormats
import Testing

@Suite struct PaperWordsTests {
    @Test func `there are 2,048 different words and each finds its index`() {
        let words = (0..<2048).map(PaperWords.word)
        #expect(Set(words).count == 2048)
        for (index, word) in words.enumerated() { #expect(PaperWords.index(of: word) == index, "\(word)") }
    }

    /// The list is part of every printed paper: it must never change.
    @Test func `the list is the one on paper`() {
        #expect((0..<4).map(PaperWords.word) == ["babo", "babi", "bapa", "bapu"])
        #expect([511, 1024, 2047].map(PaperWords.word) == ["tihu", "fabo", "hihu"])
        let all = (0..<2048).map(PaperWords.word).joined(separator: "\n")
        #expect(SHA256Digest(of: Array(all.utf8)).hex == PaperWordsTests.digest)
    }

    static let digest = "d7b0ebb9f946a06f44d7bb416c43d475a961e9158eda8573880c713a04276da3"

    @Test func `letters that sound alike never make another word of the list`() {
        let pairs =
            [
                ("b", "p"), ("d", "t"), ("g", "k"), ("n", "m"), ("f", "w"), ("s", "z"), ("l", "r"), ("j", "h"),
                ("a", "o"),
                ("o", "u"), ("u", "i"),
            ] as [(Character, Character)]
        for index in 0..<2048 {
            let word = Array(PaperWords.word(at: index))
            for position in word.indices {
                for (left, right) in pairs where word[position] == left || word[position] == right {
                    var heard = word
                    heard[position] = word[position] == left ? right : left
                    #expect(PaperWords.index(of: String(heard)) == nil, "\(String(word)) as \(String(heard))")
                }
            }
        }
    }

    @Test func `no word doubles a syllable or is one nobody wants on paper`() {
        let words = Set((0..<2048).map(PaperWords.word))
        for word in words { #expect(word.prefix(2) != word.suffix(2)) }
        for unwanted in ["nazi", "niga", "kaka", "popo", "pipi", "puta", "juda", "hura", "homo", "fiki", "titi"] {
            #expect(!words.contains(unwanted), "\(unwanted)")
        }
    }

    @Test(arguments: ["", "bab", "babob", "Babo", "babé", "bqbo", "bbbb", "aaaa", "obab", "baba"])
    func `anything else is not in the list`(word: String) {
        #expect(PaperWords.index(of: word) == nil)
    }
}

@Suite struct BackupKeyPaperTests {
    static func key(_ fill: (Int) -> UInt8) -> SecretBytes {
        var key = SecretBytes(count: 64)
        key.withUnsafeMutableBytes { bytes in for index in bytes.indices { bytes[index] = fill(index) } }
        return key
    }

    @Test func `a key is 48 words and comes back from them`() throws {
        var random = SplitMix(state: 1)
        for _ in 0..<50 {
            let key = Self.key { _ in UInt8.random(in: 0...255, using: &random) }
            let words = BackupKeyPaper.words(of: key)
            #expect(words.count == 48)
            #expect(try BackupKeyPaper.key(words: words.joined(separator: " ")).equals(key))
            let text = BackupKeyPaper.text(of: key)
            #expect(text.count == 128 && text == text.lowercased())
            #expect(try BackupKeyPaper.key(text: text).equals(key))
        }
    }

    /// A paper printed today must be readable for ever.
    @Test func `a known key has known words`() {
        let words = BackupKeyPaper.words(of: Self.key { UInt8(truncatingIfNeeded: $0) })
        #expect(words.prefix(4).joined(separator: " ") == "babo bubo fata bubo")
        #expect(words.suffix(2).joined(separator: " ") == "hihu ziga")
        #expect(BackupKeyPaper.text(of: Self.key { UInt8(truncatingIfNeeded: $0) }).hasPrefix("000102030405"))
    }

    @Test func `case, numbers, commas and lines between the words do not count`() throws {
        let key = Self.key { UInt8(truncatingIfNeeded: $0 &* 7) }
        let words = BackupKeyPaper.words(of: key)
        let typed = words.enumerated().map { "\($0.offset + 1). \($0.element.uppercased()),\n" }.joined()
        #expect(try BackupKeyPaper.key(words: typed).equals(key))
    }

    @Test func `a wrong word is named`() throws {
        var words = BackupKeyPaper.words(of: Self.key { UInt8(truncatingIfNeeded: $0) })
        let right = words[16]
        words[16] = "xxxx"
        #expect(Self.fault(words) == .unknownWord(17, word: "xxxx", near: []))
        // p heard for b, or the other way round.
        var letters = Array(right)
        letters[0] = letters[0] == "b" ? "p" : letters[0] == "p" ? "b" : letters[0] == "d" ? "t" : "d"
        words[16] = String(letters)
        if PaperWords.index(of: words[16]) == nil {
            guard case .unknownWord(17, let word, let near) = Self.fault(words) else {
                Issue.record("not named")
                return
            }
            #expect(word == words[16] && (near.isEmpty || near.contains(right)))
        }
    }

    @Test func `swapped words and every single exchanged word are noticed`() {
        let words = BackupKeyPaper.words(of: Self.key { UInt8(truncatingIfNeeded: $0 &* 31 &+ 5) })
        var swapped = words
        swapped.swapAt(3, 4)
        #expect(Self.fault(swapped) == .check)
        var missed = 0
        for position in 0..<48 {
            for other in stride(from: 0, to: 2048, by: 97) where PaperWords.word(at: other) != words[position] {
                var changed = words
                changed[position] = PaperWords.word(at: other)
                if Self.fault(changed) == nil { missed += 1 }
            }
        }
        // 16 check bits: of about a thousand errors hardly one may slip through.
        #expect(missed <= 1)
    }

    @Test(arguments: [0, 1, 47, 49]) func `too few and too many words are counted`(count: Int) {
        let words = (0..<count).map { _ in "babo" }
        #expect(Self.fault(words) == .count(count))
    }

    @Test(arguments: ["", "00", String(repeating: "0", count: 127), String(repeating: "g", count: 128)])
    func `other digits are refused`(text: String) {
        #expect(throws: BackupKeyPaper.Fault.digits) { _ = try BackupKeyPaper.key(text: text) }
    }

    static func fault(_ words: [String]) -> BackupKeyPaper.Fault? {
        do {
            _ = try BackupKeyPaper.key(words: words.joined(separator: " "))
            return nil
        } catch {
            return error
        }
    }
}
