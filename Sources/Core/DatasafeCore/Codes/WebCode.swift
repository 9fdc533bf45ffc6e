/// What the web pages themselves refuse, before or after a service was asked.
public enum WebCode: String, AdviceCode {
    /// The form was not sent by a page of this box, or the page was open too long.
    case forged = "WEB-FORGED"
    /// The role does not allow it.
    case role = "WEB-ROLE"
    /// No page, folder or document at this address.
    case notFound = "WEB-NOT-FOUND"
    /// A service of the box does not answer.
    case noAnswer = "WEB-NO-ANSWER"
    /// A field is missing or does not fit.
    case form = "WEB-FORM"
    /// The two entries of a new password differ.
    case passwordsDiffer = "WEB-PASSWORDS-DIFFER"
    /// The new password is too weak.
    case passwordWeak = "WEB-PASSWORD-WEAK"
    /// The upload is larger than one document may be.
    case tooBig = "WEB-TOO-BIG"
    /// The code of the screen was not typed in this browser, or too long ago.
    case setupCode = "WEB-SETUP-CODE"
    /// An error of the program itself.
    case fault = "WEB-FAULT"
}
