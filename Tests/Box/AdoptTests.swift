import FoundationEssentials
import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// The service of disks and keys is started anew again and again: locked, open, degraded, while a disk is replaced.
    struct AdoptTests {
        private static let again = [
            "systemd.extra-unit.lab-again.service":
                "[Service]\nType=oneshot\nExecStart=/usr/bin/systemctl restart datasafe-storage.service\n",
            "systemd.extra-unit.lab-again.timer": "[Timer]\nOnBootSec=60\nOnUnitActiveSec=25\nAccuracySec=1\n",
            "systemd.unit-dropin.multi-user.target": "[Unit]\nWants=lab-again.timer\n",
        ]

        @Test func `whenever storage is started anew it adopts what runs, and nothing is lost`() async throws {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            try await BoxLane.with(plan) { lab, day in
                try await day.makeBox()
                try await day.hand(.powerOff)
                await lab.guest.say(Self.again)
                try await day.switchOn()
                try await day.restarted(1)
                try await day.waitForPhase(.locked, limit: FirstDay.moment)
                try await day.open(with: "key1")
                let folder = try await day.makeFolder("Neustart")
                let documents = try await day.documents()
                for document in documents.prefix(20) { try await day.store(document, in: folder) }
                try await day.restarted(2)
                try await day.waitForPhase(.open, limit: FirstDay.moment)
                try await day.compare(Array(documents.prefix(20)))
                // The array is watched again: a pull is seen, a new disk taken in, across further starts.
                try await day.hand(.pull("data2"))
                try await day.waitForPhase(.openDegraded, limit: FirstDay.moment)
                try await day.restarted(1)
                try await day.waitForPhase(.openDegraded, limit: FirstDay.moment)
                try await day.replaceDisk()
                try await day.waitForPhase(.open, limit: FirstDay.forming)
                try await day.restarted(1)
                try await day.compare(Array(documents.prefix(20)))
                // And the keys: after all these starts a restart of the box is opened by the same one.
                try await day.hand(.powerOff)
                await lab.guest.say([:])
                try await day.switchOnWithKey()
                try await day.compare(Array(documents.prefix(20)))
            }
        }
    }
}

extension Day {
    /// Waits until storage was started anew so many times more. It says in the journal what it adopted.
    func restarted(_ times: Int) async throws {
        let journal = lab.folder.records.appending("journal.log")
        @Sendable func count() throws -> Int {
            String(decoding: try Files.read(journal), as: UTF8.self).split(whereSeparator: \.isNewline).count {
                $0.contains("array adopted")
            }
        }
        let before = try count()
        try await waiting(for: "start of storage", limit: .seconds(300), every: .seconds(1)) {
            try count() >= before + times ? () : nil
        }
    }
}
