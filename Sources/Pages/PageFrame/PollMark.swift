/// What a polled piece of a page showed last, as it stands in the address of its next poll: short, and without the codes,
/// names and serials it was made of.
public enum PollMark {
    /// 16 hex digits that change with `shown` (FNV-1a, 64 bit). Not a secret and no protection: two states of one page
    /// need to be told apart, nothing else.
    public static func of(_ shown: String) -> String {
        let sum = shown.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
