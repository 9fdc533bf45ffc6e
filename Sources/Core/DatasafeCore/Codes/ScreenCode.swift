/// Six digits on the box's own screen: who types them stands before it. And how often somebody may guess.
public struct ScreenCode: Sendable {
    /// Why a code was not accepted.
    public enum Miss: Error, Sendable, Equatable {
        /// Not the digits.
        case wrong
        /// Five wrong ones in a minute; this one was not even compared.
        case tooOften
    }

    /// Six decimal digits.
    public let digits: String
    /// Times of the wrong tries of the last minute, since the service started.
    private var wrong: [Duration] = []

    /// Wrong tries in `window` after which nothing is compared any more: 5 a minute are 7,200 a day of a million.
    static let limit = 5
    static let window = Duration.seconds(60)

    /// A new code from the given source of randomness.
    public init(using random: inout some RandomNumberGenerator) {
        let number = Int.random(in: 0..<1_000_000, using: &random)
        let text = String(number)
        digits = String(repeating: "0", count: 6 - text.count) + text
    }

    /// The code another service made, as its fact shows it; nil for anything but six digits.
    public init?(digits: String) {
        guard digits.utf8.count == 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.digits = digits
    }

    /// Compares in constant time. `time` counts from any fixed moment.
    public mutating func check(_ typed: String, at time: Duration) throws(Miss) {
        wrong.removeAll { time - $0 >= Self.window }
        guard wrong.count < Self.limit else { throw .tooOften }
        guard Self.isSame(Array(typed.utf8), Array(digits.utf8)) else {
            wrong.append(time)
            throw .wrong
        }
        wrong = []
    }

    private static func isSame(_ typed: [UInt8], _ right: [UInt8]) -> Bool {
        var difference = typed.count ^ right.count
        for index in right.indices {
            difference |= Int((index < typed.count ? typed[index] : 0) ^ right[index])
        }
        return difference == 0
    }
}
