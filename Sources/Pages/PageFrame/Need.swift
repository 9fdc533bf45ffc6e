/// What a page asks of the visitor before it is shown.
///
/// The data's own rights are checked again where the data is (practice). Deeds towards storage and backup carry no
/// session: for those this is the check, so administrator's deeds are listed here by their pages.
public enum Need: Sendable {
    /// Nothing: the state of the box, log-in, set-up.
    case nobody
    /// Somebody who is logged in; the visit keeps the session alive.
    case person
    /// Somebody who is logged in, by a poll of the page that must not keep the session alive.
    case poll
    /// An administrator of the practice.
    case administrator
}
