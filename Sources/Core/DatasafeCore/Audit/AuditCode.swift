/// What can be wrong with the audit log. Texts: DatasafeTexts/PracticeTexts.
public enum AuditCode: String, AdviceCode {
    /// A stored line does not match its hash, is missing, or the end was cut off.
    case broken = "AUD-BROKEN"
    /// A line could not be written, so what was asked was not done.
    case notWritten = "AUD-NOT-WRITTEN"
    /// Another service reported a line that is none.
    case line = "AUD-LINE"
}
