/// The boots of one device as its newest beats named them. A box that boots has a new random number each time; a number
/// that comes back after another one means that two boxes use one identity.
public struct BootTrail: Sendable, Equatable {
    /// Newest last, at most 8.
    public private(set) var boots: [String]

    public init(_ boots: [String] = []) { self.boots = Array(boots.suffix(8)) }

    /// Reads what `text` wrote.
    public init(text: String) { self.init(text.split(separator: " ").map(String.init)) }

    /// Takes the boot of a beat with the highest sequence number so far; true when it proves a clone. Replays of older
    /// beats may not be given here.
    public mutating func isClone(_ boot: String) -> Bool {
        if boots.last == boot { return false }
        let isKnown = boots.contains(boot)
        boots.append(boot)
        if boots.count > 8 { boots.removeFirst() }
        return isKnown
    }

    public var text: String { boots.joined(separator: " ") }
}
