import DatasafeCore
import Hummingbird
import Logging
import PageFrame

extension Visit {
    /// Begins a deed a person asks of storage and writes it into the practice's audit log: `begun` while it goes on,
    /// `done`, or the code it was refused with.
    ///
    /// Storage has no way to the log, so the page that asked writes the line, after the deed: a log that cannot be written
    /// (a data volume that went read-only) must not keep anybody from replacing the disk that is the cause.
    func audited<Asked: Deed>(_ deed: Asked, as action: String, on subject: String) async throws -> Asked.Outcome? {
        do {
            let outcome = try await begin(deed)
            await audit(action, subject, outcome == nil ? "begun" : "done")
            return outcome
        } catch let refusal as Refusal {
            await audit(action, subject, refusal.code)
            throw refusal
        }
    }

    /// Writes a line of the audit log; a log that cannot be written stops nothing.
    func audit(_ action: String, _ subject: String, _ outcome: String) async {
        do {
            _ = try await ask(
                PracticeDeeds.RecordAudit(user: userName, action: action, subject: subject, outcome: outcome))
        } catch {
            context.logger.error("audit line not written", metadata: ["action": "\(action)", "error": "\(error)"])
        }
    }
}
