import Guest

/// Step 11, and what the hub says in the steps before.
extension Day {
    /// Waits until the hub shows what `isIt` looks for, and says so with the time since then; without a hub says that
    /// nobody looked.
    func hubSays(
        _ what: String, since: ContinuousClock.Instant = .now, _ isIt: @Sendable (HubView) -> Bool
    ) async throws -> String {
        guard await lab.hasHub else { return leaveOut("Hub: \(what)") }
        let reader = try await HubReader(lab: lab)
        do {
            _ = try await waiting(for: "\(what) at the hub", limit: FirstDay.alarm, every: .seconds(1)) {
                guard let view = try? await reader.look(), isIt(view) else { return HubView?.none }
                return view
            }
        } catch {
            await reader.close()
            throw error
        }
        await reader.close()
        return "Hub: \(what) (\(Voice.time(.now - since)))"
    }

    func openHub() async throws {
        if let ending = await lab.hubEnding { throw StoryError(.claim, "the hub ended: \(ending)") }
    }

    func lookAtHub() async throws -> [String] {
        [
            try await hubSays("Box, Zustand, Alarm und sein Ende") {
                $0.hasBox && !$0.isWaitingForKey && $0.hasHistory
            }
        ]
    }
}
