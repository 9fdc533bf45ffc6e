/// The order in which a person looks for names: upper and lower case alike, ä as a, ß as ss (DIN 5007-1), numbers by value
/// ("Befund 2" before "Befund 10"). Compared byte by byte; equal keys are told apart by the name itself.
public enum SortKey {
    /// The key of a name, at most 1,000 bytes.
    public static func of(_ name: EntryName) -> String {
        var key = ""
        var digits = ""
        func closeNumber() {
            guard !digits.isEmpty else { return }
            let value = digits.drop { $0 == "0" }
            // The count of digits first: more digits are the greater number. Two places, as a name has at most 200.
            let count = "\(min(value.count, 99))"
            key += (count.count < 2 ? "0" : "") + count + value
            digits = ""
        }
        for character in name.text.lowercased() {
            if ("0"..."9").contains(character), character.isASCII {
                digits.append(character)
                continue
            }
            closeNumber()
            if character == "ß" { key += "ss" } else { key.append(LatinLetters.base(of: character)) }
        }
        closeNumber()
        return String(decoding: key.utf8.prefix(1000), as: UTF8.self)
    }
}
