import DatasafeCore
import Logging

// The deeds that storage does the work of.
extension FirstDay {
    /// How long a stick's first answer is waited for: a wrong confirmation comes at once, the writing takes minutes.
    private static let firstAnswer = Duration.milliseconds(1500)

    func chooseDisks(_ deed: SetupDeeds.ChooseDisks) async throws(Refusal) {
        try demand(.disks, .keys)
        guard (2...4).contains(deed.disks.count), deed.confirms.count == deed.disks.count,
            Set(deed.disks).count == deed.disks.count
        else { throw Refusal(.disks) }
        refuse(nil)
        try await ask(StorageDeeds.BeginSetUp(deed: newID(), disks: deed.disks, confirms: deed.confirms))
        look()
    }

    /// Returns when the stick is being written; refusals that come at once are thrown, later ones stand in the fact.
    func writeStick(_ deed: SetupDeeds.WriteStick) async throws(Refusal) {
        try demand(.keys)
        guard ["unlock-1", "unlock-2", "backup-1"].contains("\(deed.role)-\(deed.number)") else {
            throw Refusal(.stick)
        }
        try beginStick()
        let (answers, answer) = AsyncStream<Refusal?>.makeStream()
        let write = StorageDeeds.WriteKey(
            deed: newID(), role: deed.role, number: deed.number, stick: deed.stick, confirm: deed.confirm)
        start {
            var why: Refusal?
            do throws(Refusal) {
                try await self.ask(write)
            } catch {
                why = error
            }
            await self.endStick(why)
            answer.yield(why)
            answer.finish()
        }
        if let early = await first(of: answers, within: Self.firstAnswer) { throw early }
    }

    func formBox() throws(Refusal) {
        // The last stick may have been read a moment ago.
        look()
        try demand(.keys)
        guard flow.keysVerified else { throw Refusal(.keysMissing) }
        try note { $0.formDeed = newID() }
        refuse(nil)
        resume()
        look()
    }

    func paperKey() async throws(Refusal) -> Secret {
        try demand(.paper)
        do {
            return try await outsides.deeds.askForSecret(StorageDeeds.BackupKeyForPaper())
        } catch {
            throw error as? Refusal ?? Refusal(.unanswered)
        }
    }

    /// The end: the keys leave storage's memory, the audit log gets its line, the marker is written.
    func finish() async throws(Refusal) {
        try demand(.paper)
        do throws(Refusal) {
            try await ask(StorageDeeds.FinishSetUp())
        } catch {
            // After a power cut there is nothing left to forget; any other no is a no.
            guard error.code == SetupRefusal.order.code else { throw error }
        }
        await recordAudit()
        try note { $0.finished = true }
        administrator = nil
        look()
        guard isOver else { throw Refusal(.journal) }
    }

    /// Forms the array and makes the account, as far as that is not done: after the deed, and after each restart.
    func resume() {
        guard !isForming, let deed = journal.formDeed ?? orphan, !journal.administratorMade else { return }
        isForming = true
        start {
            let why = await self.form(StorageDeeds.FormArray(deed: deed))
            await self.formed(why)
        }
    }

    /// The array is open, nobody made it by this journal, nobody can log in: only the account is missing.
    private var orphan: String? {
        guard let state = flow.storage.fact?.state, state == .open || state == .openDegraded, administrator != nil
        else {
            return nil
        }
        return newID()
    }

    // MARK: Forming

    private func form(_ deed: StorageDeeds.FormArray) async -> Refusal? {
        do throws(Refusal) {
            try await formAndOpen(deed)
            try await makeAdministrator()
            return nil
        } catch {
            return error
        }
    }

    /// Returns when the volume is open. Storage is asked once, as soon as it has looked at its disks; a person with a key may
    /// be needed after a power cut, so a locked box is waited for without limit.
    private func formAndOpen(_ deed: StorageDeeds.FormArray) async throws(Refusal) {
        var pausesSinceAnswer: Int?
        while true {
            switch flow.storage.fact?.state {
            case .open, .openDegraded: return
            case .failed: throw flow.storage.fact?.reason ?? Refusal(.unanswered)
            case .unsetUp where pausesSinceAnswer == nil:
                guard flow.storage.fact?.setup != nil else {
                    // The power went while it formed: the keys are gone, and with them all that was formatted.
                    try note { $0.formDeed = nil }
                    throw Refusal(.keysGone)
                }
                do throws(Refusal) {
                    try await ask(deed)
                } catch {
                    // Storage said no: the keys are written again. No answer at all is no no: it may still be at work.
                    if error.code != SetupRefusal.unanswered.code { try note { $0.formDeed = nil } }
                    throw error
                }
                pausesSinceAnswer = 0
            case .unsetUp:
                pausesSinceAnswer = (pausesSinceAnswer ?? 0) + 1
                if pausesSinceAnswer ?? 0 > 240 { throw Refusal(.unanswered) }
            case .starting, .locked, .unlocking, nil: break
            }
            try await pause()
        }
    }

    private func formed(_ why: Refusal?) {
        isForming = false
        if let why { outsides.logger.error("not formed", metadata: ["code": "\(why.code)"]) }
        refuse(why)
    }

    /// The practice service starts with the volume; until it answers it is asked again.
    private func makeAdministrator() async throws(Refusal) {
        for _ in 0..<600 {
            // The page asks for practice and administrator again; naming them begins anew.
            guard let administrator else { throw Refusal(.administrator) }
            let deed = PracticeDeeds.CreateFirstAdministrator(
                practice: administrator.practice, user: administrator.user, fullName: administrator.fullName)
            do {
                _ = try await outsides.deeds.ask(deed, secret: administrator.password)
                return try administratorMade()
            } catch let refusal as Refusal {
                // Made before a cut took the journal's line.
                if refusal.code == UserCode.notFirst.code { return try administratorMade() }
                self.administrator = nil
                throw refusal
            } catch {
                try await pause()
            }
        }
        throw Refusal(.unanswered)
    }

    private func administratorMade() throws(Refusal) {
        try note { $0.administratorMade = true }
        administrator = nil
        look()
    }

    private func recordAudit() async {
        let line = PracticeDeeds.RecordAudit(user: founder, action: "box.set-up", subject: "box", outcome: "done")
        do {
            _ = try await outsides.deeds.ask(line)
        } catch {
            outsides.logger.error("no audit line", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Asking

    private func ask(_ deed: some Deed) async throws(Refusal) {
        do {
            _ = try await outsides.deeds.ask(deed)
        } catch {
            throw error as? Refusal ?? Refusal(.unanswered)
        }
    }

    /// Half a second; a service that is shut down stops waiting.
    private func pause() async throws(Refusal) {
        do {
            try await outsides.clock.sleep(for: .milliseconds(500))
        } catch {
            throw Refusal(.unanswered)
        }
    }

    /// The first refusal of `answers` if it comes in time; nil for a good answer and for none yet.
    private func first(of answers: AsyncStream<Refusal?>, within limit: Duration) async -> Refusal? {
        let clock = outsides.clock
        return await withTaskGroup(of: Refusal?.self) { group in
            group.addTask {
                for await answer in answers { return answer }
                return nil
            }
            group.addTask {
                try? await clock.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
