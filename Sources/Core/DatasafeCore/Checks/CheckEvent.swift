/// A change of one check that others hear of.
public struct CheckEvent: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable {
        case raise, worse, resolve
        /// Another disk stands in the place: the check starts anew.
        case swap
        /// The monitor started again.
        case restart
    }

    public var kind: Kind
    /// Nil for `restart`.
    public var check: CheckID?
    /// The severity from now on.
    public var severity: Severity
    public var value: Double?
    public var reason: String
    public var at: Instant
    /// For `resolve`: seconds from raise to now.
    public var lasted: Int64?

    public init(
        _ kind: Kind, check: CheckID?, severity: Severity, value: Double?, reason: String, at: Instant,
        lasted: Int64? = nil
    ) {
        self.kind = kind
        self.check = check
        self.severity = severity
        self.value = value
        self.reason = reason
        self.at = at
        self.lasted = lasted
    }

    /// Whether the hub must hear of it now and not with the next beat: a rise to CRIT, a worsening, a resolve, and the first
    /// word of a disk of the mirror that has gone or cannot be read (decision 0057).
    public var isUrgent: Bool {
        switch kind {
        case .worse, .resolve: true
        case .raise: severity == .crit || check?.kind.isTimely == true
        case .swap, .restart: false
        }
    }
}
