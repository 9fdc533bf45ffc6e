import DatasafeCore

/// What a person typed on the second page. Lives in memory only, from there until the practice service has it.
struct Administrator: Sendable {
    let practice: String
    let user: String
    let fullName: String
    let password: Secret

    /// Checks everything the practice service will check, so that nothing fails an hour later. Throws `USR-` refusals.
    init(_ deed: SetupDeeds.NamePractice, password: Secret?) throws(Refusal) {
        guard let practice = FullName(deed.practice)?.text, let fullName = FullName(deed.fullName)?.text else {
            throw Refusal(code: UserCode.fullName.code)
        }
        guard let user = UserName(deed.user)?.text else { throw Refusal(code: UserCode.name.code) }
        guard let password else { throw Refusal(code: UserCode.passwordShort.code) }
        let refusal = password.withBytes { bytes in
            PasswordRule.refusal(String(decoding: bytes, as: UTF8.self), hints: [user, fullName, practice])
        }
        if let refusal { throw Refusal(code: refusal.code) }
        self.practice = practice
        self.user = user
        self.fullName = fullName
        self.password = password
    }
}
