public import DatasafeCore

extension Visit {
    /// Asks a service and waits for the outcome.
    public func ask<Asked: Deed>(_ deed: Asked, secret: Secret? = nil) async throws -> Asked.Outcome {
        try await frame.deeds.ask(deed, secret: secret)
    }

    /// Begins a long deed and waits a moment for a refusal: nil = it goes on, its progress stands in the service's fact.
    ///
    /// A deed belongs to the service, not to the connection, so hanging up leaves it running.
    public func begin<Asked: Deed>(
        _ deed: Asked, secret: Secret? = nil, patience: Duration = .seconds(2)
    ) async throws -> Asked.Outcome? {
        let deeds = frame.deeds
        return try await withThrowingTaskGroup(of: Asked.Outcome?.self) { group in
            group.addTask { try await deeds.ask(deed, secret: secret) }
            group.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// A new id of a deed.
    public func newDeed() -> String { frame.token() }

    /// The session cookie of a visitor the door let in.
    public var openSession: String { session ?? "" }
}
