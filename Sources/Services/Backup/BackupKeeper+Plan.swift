import DatasafeCore
import Logging

/// The night by itself: when it is due, and what a practice chose.
extension BackupKeeper {
    /// Seconds until a night that could not begin is tried again.
    private static let patience: Int64 = 600

    /// Every ten seconds: tonight's run, once its moment has passed and nothing else holds the disks. Nobody asked for it, so
    /// people are told by fact and history only.
    func runWhenDue() async {
        guard await isDue() else { return }
        if let tried = nightTried, abs(outsides.now().seconds(since: tried)) < Self.patience { return }
        do {
            while job != nil { try await outsides.clock.sleep(for: .seconds(1)) }
            try await runNight()
            await drillWhenDue()
        } catch {
            guard !Task.isCancelled else { return }
            // Without a snapshot it is still due; what went wrong on a disk is that disk's history.
            nightTried = outsides.now()
            logger.error("night not good", metadata: ["failure": "\(BackupFailure(error))"])
        }
    }

    /// A new snapshot onto every attached disk of ours; without one it is kept for the next disk. Throws the refusal of the
    /// first disk that failed, after all had their turn.
    func runNight(_ report: @escaping Report = { _ in }) async throws {
        try await holding(Job.night) {
            await endBrowsing()
            look()
            let waiting = attachedTargets
            let night = try await takeSnapshot(bySchedule: true)
            guard !waiting.isEmpty else { return logger.notice("no disk tonight, the night is kept") }
            try await runAll(waiting, night: night, cause: "timer", report)
        }
    }

    /// Whether the night's moment has passed since one began by itself. A box that was locked or off then does it when it is
    /// open again; a new one counts from its first start.
    private func isDue() async -> Bool {
        let now = outsides.now()
        let believed = NightSchedule.believed(begun, now: now)
        if believed != begun { await begin(at: believed) }
        return plan.schedule.isDue(begun: believed, now: now)
    }

    private func begin(at moment: Instant) async {
        begun = moment
        do { try await ledger.save(begun: moment) } catch {
            logger.error("night's moment not kept", metadata: ["error": "\(error)"])
        }
    }

    /// When disks get their night, and how long nights stay. A time that has passed today is none that was missed.
    func choose(_ deed: BackupDeeds.ChoosePlan) async throws -> Done {
        let chosen = BackupPlan(minute: deed.minute, keep: deed.keep)
        guard chosen.isPossible else { throw Refusal(.time) }
        let wasDue = await isDue()
        try await ledger.save(chosen)
        plan = chosen
        if !wasDue, await isDue() { await begin(at: outsides.now()) }
        publish()
        return Done()
    }
}
