import FaultDisk
import Guest
import Story
import Torture

/// A disk that is pulled again and again.
extension Nights {
    /// All pulls of the plan on one box that stays on: each at a moment of its own in a run that a person began, the disk
    /// plugged in again, and every fifth run let go to its end. Then the night that was always disturbed is fine.
    func pulls() async throws {
        evening += 1
        try await open(at: clock.noon(2 * evening))
        // How long a whole run takes here: what a moment is drawn from.
        var whole = try await wholeRun(1)
        for pull in 0..<plan.pulls {
            let number = pull % plan.disks + 1
            try await store(2)
            try await bring([number])
            try await begin(number)
            try await Task.sleep(for: whole * Double.random(in: 0..<1, using: &random))
            let words = try await yank(number)
            voice.say("pull \(pull + 1) of \(plan.pulls): \(words)")
            if pull % 5 == 4 { whole = try await wholeRun(number) }
        }
        for number in 1...plan.disks { _ = try await wholeRun(number) }
        try await rig.powerOff()
    }

    /// A run from the button to its end, the disk in and out again. Returns how long it took.
    private func wholeRun(_ number: Int) async throws -> Duration {
        try await bring([number])
        let due = time
        try await begin(number)
        let start = ContinuousClock.now
        let came = try await end(of: number, since: due)
        if came != .complete { fault("after pulls: disk \(number) says \(came)") }
        try await rig.lab.guest.pull("disk\(number)")
        return ContinuousClock.now - start
    }

    /// Begins a run by its button unless one has begun by itself, and waits until it is seen.
    private func begin(_ number: Int) async throws {
        let (day, seen) = (rig.day, Watched(false))
        try await waiting(for: "a run onto disk \(number)", limit: FirstDay.moment, every: .milliseconds(500)) {
            () -> Void? in
            let sight = NightSight(try await day.status())
            if sight.running?.disk == number { return () }
            guard sight.running == nil, let disk = sight.disks[number], disk.state != "away", !seen.now else {
                return nil
            }
            // A disk that was disturbed and is here again runs at once where a night is owed.
            let reply = try await day.browser().submit(on: BoxRoutes.backup, to: BoxRoutes.backupRun)
            seen.change { $0 = reply.status == 200 }
            return nil
        }
    }
}
