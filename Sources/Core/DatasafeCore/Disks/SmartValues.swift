/// The SMART values of one disk at one reading, without a verdict. Raw numbers as the disk counts them, packed raw values
/// already unpacked. Temperatures in °C; absent means not reported, never 0.
public struct SmartValues: Codable, Sendable, Equatable {
    /// How the disk speaks.
    public enum Kind: String, Codable, Sendable {
        case ata, nvme, scsi
        /// No protocol with SMART.
        case none
    }

    /// What could be read.
    public enum Support: String, Codable, Sendable {
        /// Health values were read.
        case readable
        /// The reader failed, the device was not opened, or there is no health in the output.
        case unreadable
        /// A virtual disk: there is no health to read.
        case notApplicable
    }

    /// How the disk speaks.
    public var kind: Kind
    /// What could be read.
    public var support: Support
    /// The disk's own overall health, nil if it does not say.
    public var passed: Bool?
    /// The numbers that were reported.
    public var values: [SmartCounter: Int]
    /// °C, nil if not reported.
    public var celsius: Int?
    /// Why there is no health, nil while there is.
    public var lack: SmartCode?

    /// Values from their parts.
    public init(
        kind: Kind, support: Support = .readable, passed: Bool? = nil, values: [SmartCounter: Int] = [:],
        celsius: Int? = nil
    ) {
        self.kind = kind
        self.support = support
        self.passed = passed
        self.values = values
        self.celsius = celsius
    }

    /// A number, nil if not reported.
    public subscript(counter: SmartCounter) -> Int? {
        get { values[counter] }
        set { values[counter] = newValue }
    }

    /// Nothing could be read.
    public static let unreadable = SmartValues.without(.unreadable)

    /// No health, and why. A virtual disk has none to read.
    public static func without(_ lack: SmartCode) -> SmartValues {
        var values = SmartValues(kind: .none, support: lack == .virtual ? .notApplicable : .unreadable)
        values.lack = lack
        return values
    }
}

extension SmartFact {
    /// The fact of one reading.
    public init(_ values: SmartValues, at: Instant) {
        self.init(at: at)
        kind = values.kind.rawValue
        passed = values.passed
        celsius = values.celsius
        readable = values.support != .unreadable
        lack = values.lack?.code
        self.values = Dictionary(uniqueKeysWithValues: values.values.map { ($0.key.rawValue, $0.value) })
    }

    /// The values as judged; names this program does not know are left out.
    public var judged: SmartValues {
        let known = values.compactMap { name, value in SmartCounter(rawValue: name).map { ($0, value) } }
        let kind = SmartValues.Kind(rawValue: kind) ?? .none
        let support: SmartValues.Support = !readable ? .unreadable : kind == .none ? .notApplicable : .readable
        var judged = SmartValues(
            kind: kind, support: support, passed: passed, values: Dictionary(uniqueKeysWithValues: known),
            celsius: celsius)
        judged.lack = lack.flatMap(SmartCode.init) ?? (support == .unreadable ? .unreadable : nil)
        return judged
    }
}
