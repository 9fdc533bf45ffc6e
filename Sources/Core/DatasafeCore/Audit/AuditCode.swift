/// Refusals about the audit log. That it is broken is a check of the monitor, not a refusal. Texts: DatasafeTexts/AuditTexts.
public enum AuditCode: String, AdviceCode {
    /// Another service reported a line that is none.
    case line = "AUD-LINE"
}
