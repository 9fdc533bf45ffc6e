import Database
import DatasafeCore
import Seal
import Synchronization
import Threads

extension DataHost {
    func answer(_ deed: PracticeDeeds.CreateFirstAdministrator, secret: Secret?) async throws -> Done {
        guard let practice = FullName(deed.practice)?.text, let fullName = FullName(deed.fullName)?.text else {
            throw Refusal(UserCode.fullName)
        }
        guard let login = UserName(deed.user)?.text else { throw Refusal(UserCode.name) }
        // Before the hash: a box that is set up does no work for whoever asks again.
        if try await read({ db in try Int.fetchOne(db, sql: "SELECT count(*) FROM user") ?? 0 }) > 0 {
            throw Refusal(UserCode.notFirst)
        }
        let password = try await hash(secret, hints: [login, fullName, practice])
        try await commit { page in
            guard try Int.fetchOne(page.db, sql: "SELECT count(*) FROM user") == 0 else {
                throw Refusal(UserCode.notFirst)
            }
            try page.run("INSERT INTO practice VALUES (1, ?, ?)", [practice, page.now.milliseconds])
            let user = UserRow(
                id: 0, user: login, fullName: fullName, role: Role.administrator.rawValue, active: true)
            let id = try user.insert(page, password: password)
            try page.note(user: login, AuditAction.practiceFounded.rawValue, on: "user:\(id)", outcome: "done")
        }
        return Done()
    }

    /// Order: is the user or client locked (no hash), wait for a turn, count the try, then the hash. The hash is done for an
    /// unknown user as well, and the try is counted before it, so that neither time nor tries side by side tell anything.
    func answer(_ deed: PracticeDeeds.LogIn, secret: Secret?) async throws -> PracticeDeeds.LogIn.Outcome {
        let client = "client:\(LogLine.plain(deed.client, 60))"
        let typed = String(deed.user.prefix(64))
        let login = UserName(typed)?.text
        let found = try await turnstile.pass { () async throws -> Swift.Result<Person, Refusal> in
            if let until = self.lock.withLock({ $0.begin(user: login ?? typed, client: client, now: self.now()) }) {
                return .failure(self.locked(until))
            }
            let known = try await self.read { db in try login.flatMap { try KnownUser(db, login: $0) } }
            let right = try await self.verify(secret, against: known?.password)
            guard right, let known, known.active else { return .failure(Refusal(UserCode.wrong)) }
            self.lock.withLock { $0.succeeded(user: login ?? typed, client: client) }
            return .success(known.person)
        }
        guard let found else { throw Refusal(UserCode.busy) }
        // A name that is not known may be a password typed into the wrong field: it does not go into the log.
        let known = try await read { db in
            try login.map { try Bool.fetchOne(db, sql: "SELECT 1 FROM user WHERE login = ?", arguments: [$0]) ?? false }
        }
        let who = known == true ? login ?? "-" : "-"
        let person: Person
        switch found {
        case .failure(let refusal):
            try await commitUnlessShut(by: nil, .logIn, on: client, outcome: refusal.code) { page in
                try page.note(user: who, AuditAction.logIn.rawValue, on: client, outcome: refusal.code)
            }
            throw refusal
        case .success(let known): person = known
        }
        // On a volume that takes nothing more people still have to find out what to do, and delete.
        try await commitUnlessShut(by: person, .logIn, on: client) { page in
            try page.run("UPDATE user SET lastLogIn = ? WHERE id = ?", [page.now.milliseconds, person.id])
            try page.note(person, .logIn, on: client)
        }
        guard let row = try await read({ db in try UserRow(db, id: person.id) }) else {
            throw Refusal(UserCode.unknown)
        }
        return PracticeDeeds.LogIn.Outcome(session: sessions.open(person, now: now()), user: row)
    }

    func answer(_ deed: PracticeDeeds.WhoIs) async throws -> PracticeDeeds.WhoIs.Outcome {
        let used = try sessions.use(deed.session, touch: deed.touch, now: now())
        let (user, practice) = try await read { db in
            (
                try UserRow(db, id: used.person.id),
                try String.fetchOne(db, sql: "SELECT name FROM practice") ?? ""
            )
        }
        guard let user else { throw Refusal(UserCode.session) }
        return PracticeDeeds.WhoIs.Outcome(user: user, practice: practice, secondsLeft: used.secondsLeft)
    }

    /// Logging out twice is no error: the page that asks wants to be logged out.
    func answer(_ deed: PracticeDeeds.LogOut) async throws -> Done {
        if let person = sessions.close(deed.session) {
            try await noteReading(by: person, .logOut, on: "user:\(person.id)")
        }
        return Done()
    }

    // MARK: Passwords

    func locked(_ until: Instant) -> Refusal {
        // The wall clock of the practice, next minute: "locked until 14:35" must not be too early.
        var refusal = Refusal(UserCode.locked, subject: BerlinTime.civil(until.adding(seconds: 59)).hourMinute)
        refusal.at = until
        return refusal
    }

    func verify(_ secret: Secret?, against stored: String?) async throws -> Bool {
        let passwords = passwords
        return try await offload { passwords.verify(secret ?? Secret(bytes: [0]), stored) }
    }

    /// The hash of a new password, or the rule it breaks.
    func hash(_ secret: Secret?, hints: [String]) async throws -> String {
        guard let secret else { throw Refusal(UserCode.passwordShort, subject: "\(PasswordRule.minimum)") }
        if let code = secret.withBytes({ bytes -> UserCode? in
            guard let text = String(validating: bytes, as: UTF8.self) else { return .passwordShort }
            return PasswordRule.refusal(text, hints: hints)
        }) {
            throw Refusal(code, subject: code == .passwordShort ? "\(PasswordRule.minimum)" : "")
        }
        let passwords = passwords
        let made = try await turnstile.pass { try await offload { try passwords.make(secret) } }
        guard let made else { throw Refusal(UserCode.busy) }
        return made
    }
}
