public import DatasafeCore

/// What a page asks of the visitor before it is shown.
///
/// Rights on documents and users are checked again where the data is (practice). Deeds towards storage, backup and
/// monitor carry no session: for those this is the check, by the one table of rights in Core (`Roles`).
public enum Need: Sendable, Equatable {
    /// Nothing: the state of the box, log-in, set-up.
    case nobody
    /// Somebody who is logged in; the visit keeps the session alive.
    case person
    /// Somebody who is logged in, by a poll of the page that must not keep the session alive.
    case poll
    /// Somebody whose role may do that.
    case may(RoleAction)
}
