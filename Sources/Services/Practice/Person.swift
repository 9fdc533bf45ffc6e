import DatasafeCore

/// Who is logged in.
struct Person: Sendable, Equatable {
    var id: Int
    var login: String
    var fullName: String
    var role: Role

    /// Throws USR-RIGHTS.
    func mustBeAllowed(_ action: RoleAction) throws {
        guard Roles.may(role, action) else { throw Refusal(UserCode.rights) }
    }
}
