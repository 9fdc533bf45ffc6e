import FoundationEssentials
import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// The plug is pulled while documents are uploaded.
    struct PowerCutTests {
        /// Rounds: `DATASAFE_CUTS`, two where it is not set.
        private static let rounds = ProcessInfo.processInfo.environment["DATASAFE_CUTS"].flatMap { Int($0) } ?? 2

        @Test func `every acknowledged document is there and identical, and the key opens the box again`() async throws
        {
            try await BoxLane.with(BoxLane.plan()) { _, day in
                try await day.makeBox()
                let cuts = try await day.cutWhileUploading(rounds: Self.rounds)
                #expect(cuts.count == Self.rounds)
                #expect(cuts.reduce(0) { $0 + $1.acknowledged } > 0)
                print(
                    "cuts \(cuts.count), acknowledged \(cuts.reduce(0) { $0 + $1.acknowledged }); all there and identical"
                )
            }
        }
    }
}

extension Day {
    /// One pull of the plug.
    struct PlugPull: Sendable {
        /// Documents the box had answered for in this round.
        var acknowledged: Int
    }

    /// Uploads, pulls the plug after a random time, switches on, opens with the key, compares all that was ever
    /// acknowledged; again and again. Throws at the first document that is gone or different.
    func cutWhileUploading(rounds: Int) async throws -> [PlugPull] {
        let all = try documents()
        var pulls: [PlugPull] = []
        try await logIn(.administrator)
        folder = try await makeFolder("Stromausfall")
        for round in 0..<rounds {
            let before = stored.count
            let cut = Task { [lab] in
                try await Task.sleep(for: .milliseconds(Int.random(in: 1500...9000)))
                await lab.guest.cutPower()
            }
            let mine = all[(before % all.count)...]
            for document in mine where stored[document.name] == nil {
                do { try await store(document, in: folder) } catch { break }
            }
            try await cut.value
            pulls.append(PlugPull(acknowledged: stored.count - before))
            // One morning the key is in before the box is switched on, the next it comes when the box waits for it.
            let isKeyIn = round.isMultiple(of: 2)
            if isKeyIn { try await hand(.plug("key1")) }
            try await hand(.powerOn)
            try await readScreenAndOpenBrowser(limit: FirstDay.boot)
            if !isKeyIn {
                try await waitForPhase(.locked, limit: FirstDay.boot)
                try await hand(.plug("key1"))
            }
            try await waitForPhase(.open, .openDegraded, limit: isKeyIn ? FirstDay.boot : FirstDay.keyToData)
            try await hand(.unplug("key1"))
            try await waitForLogIn()
            try await compare(all.filter { stored[$0.name] != nil })
            voice.say("Stromausfall \(round + 1): \(stored.count - before) neue, \(stored.count) gleich")
        }
        return pulls
    }
}
