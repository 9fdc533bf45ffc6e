import Database
import DatasafeCore
import Synchronization

extension DataHost {
    func answer(_ deed: PracticeDeeds.ListUsers) async throws -> PracticeDeeds.ListUsers.Outcome {
        try await look(deed.session, .listUsers, as: .usersListed, on: "users") { db in
            let users = try Row.fetchAll(db, sql: "SELECT * FROM user ORDER BY active DESC, login LIMIT 1000")
            return Noted(PracticeDeeds.ListUsers.Outcome(users: users.map { UserRow($0) }))
        }
    }

    func answer(_ deed: PracticeDeeds.SaveUser, secret: Secret?) async throws -> PracticeDeeds.SaveUser.Outcome {
        let subject = deed.id.map { "user:\($0)" } ?? "user"
        let secret = secret?.count == 0 ? nil : secret
        let password = try await refusedInLog(deed.session, .saveUser, as: .userChanged, on: subject) {
            guard deed.id != nil || secret != nil else {
                throw Refusal(UserCode.passwordShort, subject: "\(PasswordRule.minimum)")
            }
            guard let secret else { return nil as String? }
            return try await self.hash(secret, hints: [deed.user, deed.fullName, self.practiceName()])
        }
        let action: AuditAction = deed.id == nil ? .userCreated : .userChanged
        let (row, ends) = try await change(deed.session, .saveUser, as: action, on: subject) { page, person in
            let row = try deed.checked()
            guard let id = deed.id else {
                let id = try row.insert(page, password: password ?? "")
                return Noted((try UserRow(page.db, id: id) ?? row, false), on: "user:\(id)")
            }
            guard let before = try UserRow(page.db, id: id) else { throw Refusal(UserCode.unknown) }
            try row.update(page)
            if let password {
                try page.run("UPDATE user SET password = ? WHERE id = ?", [password, id])
                try page.note(person, .passwordSet, on: subject)
            }
            let same = before.user == row.user && before.role == row.role && before.active == row.active
            return Noted((try UserRow(page.db, id: id) ?? row, !same || password != nil))
        }
        if ends { sessions.closeAll(of: row.id) }
        if password != nil { lock.withLock { $0.forget(user: row.user) } }
        return PracticeDeeds.SaveUser.Outcome(user: row)
    }

    /// The old password counts as a try, so that a browser left open is no place to guess it.
    func answer(_ deed: PracticeDeeds.ChangePassword, secret: Secret?) async throws -> Done {
        let person = try person(deed.session)
        let (old, new) = Secret.pair(secret)
        let subject = "user:\(person.id)"
        let password = try await refusedInLog(deed.session, .changeOwnPassword, as: .passwordSet, on: subject) {
            if let until = self.lock.withLock({ $0.begin(user: person.login, client: "", now: self.now()) }) {
                throw self.locked(until)
            }
            let known = try await self.read { db in try KnownUser(db, id: person.id) }
            let right = try await self.turnstile.pass { try await self.verify(old, against: known?.password) }
            guard right == true else {
                throw right == nil ? Refusal(UserCode.busy) : Refusal(UserCode.oldPassword)
            }
            self.lock.withLock { $0.succeeded(user: person.login, client: "") }
            return try await self.hash(new, hints: [person.login, person.fullName, self.practiceName()])
        }
        try await change(deed.session, .changeOwnPassword, as: .passwordSet, on: subject) { page, person in
            try page.run("UPDATE user SET password = ? WHERE id = ?", [password, person.id])
            return Noted(())
        }
        sessions.closeAll(of: person.id, but: deed.session)
        return Done()
    }

    /// Work before the commit whose refusal belongs into the log.
    private func refusedInLog<Result: Sendable>(
        _ session: String, _ right: RoleAction, as action: AuditAction, on subject: String,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let person = try person(session)
        do {
            try person.mustBeAllowed(right)
            return try await body()
        } catch let refusal as Refusal {
            try await commit { page in try page.note(person, action, on: subject, outcome: refusal.code) }
            throw refusal
        }
    }

    private func practiceName() async throws -> String {
        try await read { db in try String.fetchOne(db, sql: "SELECT name FROM practice") ?? "" }
    }
}

extension PracticeDeeds.SaveUser {
    /// What is to be stored, every field checked.
    fileprivate func checked() throws -> UserRow {
        guard let login = UserName(user)?.text else { throw Refusal(UserCode.name) }
        guard let fullName = FullName(fullName)?.text else { throw Refusal(UserCode.fullName) }
        guard let role = Role(rawValue: role) else { throw Refusal(UserCode.role) }
        return UserRow(id: id ?? 0, user: login, fullName: fullName, role: role.rawValue, active: active)
    }
}

extension UserRow {
    /// Writes the fields of a user who is there. Throws USR-TAKEN, USR-LAST-ADMIN.
    fileprivate func update(_ page: LedgerPage) throws {
        try mustBeFree(page)
        try page.run(
            "UPDATE user SET login = ?, fullName = ?, role = ?, active = ? WHERE id = ?",
            [user, fullName, role, active, id])
        let administrators = try Int.fetchOne(
            page.db, sql: "SELECT count(*) FROM user WHERE role = 'administrator' AND active = 1")
        if administrators == 0 { throw Refusal(UserCode.lastAdministrator) }
    }
}

extension Secret {
    /// Old and new password, separated by the first NUL byte; an empty part is nil.
    fileprivate static func pair(_ secret: Secret?) -> (old: Secret?, new: Secret?) {
        guard let secret else { return (nil, nil) }
        return secret.withBytes { bytes in
            let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
            let old = UnsafeRawBufferPointer(rebasing: bytes[..<end])
            let new = UnsafeRawBufferPointer(rebasing: bytes[min(end + 1, bytes.endIndex)...])
            return (old.isEmpty ? nil : Secret(old), new.isEmpty ? nil : Secret(new))
        }
    }
}
