/// A closed set of stable codes, each of which a person may get to read.
///
/// The raw value is the code itself ("KEY-DAMAGED"): upper case, digits and hyphens, never changed once shipped, because
/// logs, heartbeats and the hub keep it. DatasafeTexts has a German and English sentence and one action for each case.
public protocol AdviceCode: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension AdviceCode {
    /// The stable code, for example "KEY-DAMAGED".
    public var code: String { rawValue }
}

extension Refusal {
    /// A refusal of this code.
    public init(_ code: some AdviceCode, subject: String = "", at: Instant? = nil) {
        self.init(code: code.code, subject: subject, at: at)
    }
}
