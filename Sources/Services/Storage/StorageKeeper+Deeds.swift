import DatasafeCore
import Logging

/// Deeds that take their time: done once per id, told in the fact.
extension StorageKeeper {
    /// Does a deed once per id. A second asker waits for the first one's end and gets the same answer.
    func once(
        _ id: String, _ name: String,
        _ body: @escaping @Sendable (@Sendable (DeedProgress) async -> Void) async throws -> Void
    ) async throws {
        if let running = deeds[id] { return try await running.value }
        logger.notice("deed", metadata: ["deed": "\(name)"])
        fact.deeds.append(DeedFact(deed: id, name: name, started: now()))
        // Not a child of the asker: the deed belongs to the service (house rule, facts and deeds).
        let task = Task { try await body { step in await self.note(step, of: id) } }
        deeds[id] = task
        publish()
        do {
            try await task.value
            end(id, outcome: "done", refusal: nil)
        } catch {
            let refusal = error as? Refusal ?? Refusal(code: "INTERNAL")
            logger.warning("deed refused", metadata: ["deed": "\(name)", "code": "\(refusal.code)"])
            end(id, outcome: nil, refusal: refusal)
            // A refused deed may be asked again with the same id after the cause is gone.
            deeds[id] = nil
            throw error
        }
    }

    private func note(_ step: DeedProgress, of id: String) {
        guard let index = fact.deeds.firstIndex(where: { $0.deed == id }) else { return }
        fact.deeds[index].progress = step
        publish()
    }

    private func end(_ id: String, outcome: String?, refusal: Refusal?) {
        guard let index = fact.deeds.firstIndex(where: { $0.deed == id }) else { return }
        fact.deeds[index].outcome = outcome
        fact.deeds[index].refusal = refusal
        fact.deeds[index].progress = nil
        publish()
    }
}
