import Database
import DatasafeCore

/// Stores the beats that arrive while a commit is under way with the next one: one `fsync` for many boxes.
///
/// The first caller who finds no commit running leads: it commits its own beat with all that wait, then hands the lead to
/// one who came meanwhile. No task outlives its caller, and a caller that is cancelled does not undo the others' beats.
actor BeatQueue {
    private enum Turn {
        case done(Result<BeatVerdict, HubStoreError>)
        case lead
    }

    private struct Waiter {
        var arrival: BeatArrival
        var turn: CheckedContinuation<Turn, Never>
    }

    /// Most beats of one commit.
    private static let most = 500

    private let pool: DatabasePool
    private let storing: BeatStoring
    private var waiting: [Waiter] = []
    private var isBusy = false

    init(pool: DatabasePool, storing: BeatStoring) {
        self.pool = pool
        self.storing = storing
    }

    /// Beats waiting for a commit.
    var count: Int { waiting.count }

    func take(_ arrival: BeatArrival) async throws(HubStoreError) -> BeatVerdict {
        if isBusy {
            let turn = await withCheckedContinuation { waiting.append(Waiter(arrival: arrival, turn: $0)) }
            if case .done(let result) = turn { return try result.get() }
        }
        isBusy = true
        let others = Array(waiting.prefix(Self.most))
        waiting.removeFirst(others.count)
        let results = await commit([arrival] + others.map(\.arrival))
        for (waiter, result) in zip(others, results.dropFirst()) { waiter.turn.resume(returning: .done(result)) }
        if waiting.isEmpty {
            isBusy = false
        } else {
            waiting.removeFirst().turn.resume(returning: .lead)
        }
        return try results[0].get()
    }

    private func commit(_ arrivals: [BeatArrival]) async -> [Result<BeatVerdict, HubStoreError>] {
        let storing = storing
        return await withCheckedContinuation { continuation in
            // The callback form: the async form would roll back everybody's beats when one caller is cancelled.
            pool.asyncWrite { db in
                try arrivals.map { try storing.store($0, db) }
            } completion: { _, result in
                switch result {
                case .success(let verdicts): continuation.resume(returning: verdicts.map { .success($0) })
                case .failure(let error):
                    let error = HubStoreError(.storage, cause: "\(error)")
                    continuation.resume(returning: arrivals.map { _ in .failure(error) })
                }
            }
        }
    }
}
