/// What the hub itself says about a box, beside what the box says of itself; each with a sentence and an action.
public enum HubReason: String, AdviceCode, Codable {
    /// No beat for three intervals and five minutes.
    case silent = "HUB-SILENT"
    /// No beat for 30 minutes in opening hours or 12 hours.
    case silentLong = "HUB-SILENT-LONG"
    /// Two boxes use one identity.
    case clone = "HUB-CLONE"
    /// A beat with a wrong signature came over the box's own connection.
    case forged = "HUB-FORGED"
    /// Clock of the box and of the hub differ by more than a minute.
    case clock = "HUB-CLOCK"
    /// The audit log is shorter than it was, or its head changed without growing.
    case auditShrunk = "HUB-AUDIT-SHRUNK"
    /// Wrong bytes were found in what the box has stored in the vault.
    case vaultWrong = "HUB-VAULT-WRONG"
    /// The reason is not of the closed list.
    case other = "HUB-OTHER"

    /// Id of the hub's own check in lists; no box can send it.
    public var check: String {
        switch self {
        case .silent, .silentLong: "hub.silent"
        case .clone: "hub.clone"
        case .forged: "hub.forged"
        case .clock: "hub.clock"
        case .auditShrunk: "hub.audit"
        case .vaultWrong: "hub.vault"
        case .other: "hub.other"
        }
    }
}
