import FaultDisk
import Guest
import Story

/// How the machine comes back after a cut.
enum ComingBack: Sendable, Equatable {
    /// From its frozen state, the system disk as it was then.
    case thawed
    /// From its start, the system disk as the cut left it, or as it was frozen; with these words of the lab.
    case booted([String: String], keepsSystem: Bool)

    var word: String { self == .thawed ? "thawed" : "booted" }
}

/// The cycle: back, open, looked at, written, cut.
extension Torture {
    /// All cuts of the plan.
    func cuts() async throws {
        var back = ComingBack.thawed
        for number in 0..<plan.cuts {
            let clerk = try await comeBack(back)
            try await look(clerk)
            let drawn = Int.random(in: 1...(2 * plan.commits), using: &random)
            let said = try await writeAndCut(clerk, commits: drawn)
            take(clerk)
            count { $0.cuts += 1 }
            voice.say("cut \(number + 1) of \(plan.cuts): \(said)")
            let isBoot = plan.bootEvery > 0 && (number + 1) % plan.bootEvery == 0
            back = isBoot ? .booted([:], keepsSystem: true) : .thawed
        }
    }

    /// Starts the machine, waits until the data are open, logs in. Throws `.stuck` if it does not come to that.
    func comeBack(_ way: ComingBack) async throws -> Clerk {
        let clock = ContinuousClock()
        let start = clock.now
        cycle += 1
        switch way {
        case .thawed:
            try await rig.thaw()
        case .booted(let words, let keepsSystem):
            if !keepsSystem { try rig.system.rewind() }
            try await rig.boot(words)
            try await rig.lab.guest.plug(rig.lab.part("key1"))
            try await rig.waitForPages()
            if keepsSystem { count { $0.boots += 1 } }
        }
        let started = clock.now
        try await rig.waitUntilOpen(limit: FirstDay.boot)
        let opened = clock.now
        let clerk = try await logIn()
        // A machine that goes back in time must not draw the numbers again that it drew before.
        let session = await clerk.browser.cookie(BoxRoutes.sessionCookie) ?? ""
        guard sessions.insert(session).inserted else {
            throw TortureError(.harness, "the thawed box draws the random numbers again that it drew before")
        }
        times =
            "\(way.word) \((started - start).seconds), open \((opened - started).seconds),"
            + " logged in \((clock.now - opened).seconds)"
        return clerk
    }

    /// The administrator at the pages of an open box. Throws `.stuck` if nobody can log in.
    func logIn() async throws -> Clerk {
        do {
            try await rig.day.waitForLogIn(every: .milliseconds(200))
        } catch let error as GuestError where error.code == .tooLate {
            throw TortureError(.stuck, "nobody can log in: \(error.cause)")
        }
        return Clerk(
            try await rig.day.browser(), papers: papers, user: Account.administrator.user, notebook: notebook)
    }

    /// Holds everything that was touched since the last look, and a sample of the rest, against the book.
    /// `isWhole`: no disk is missing.
    func look(_ clerk: Clerk, sample: Int = 20, isWhole: Bool = true) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try await clerk.inspectAudit()
        try await clerk.inspect(folder: "")
        let touched = clerk.notebook.touched
        for folder in touched.sorted() { try await clerk.inspect(folder: folder) }
        let book = clerk.notebook
        let documents = book.documents.values.sorted { $0.name < $1.name }
        let chosen =
            documents.filter { touched.contains($0.folder) }
            + documents.filter { !touched.contains($0.folder) }.shuffled(using: &random).prefix(sample)
        try await compare(chosen, clerk)
        try await clerk.inspectChecks(isWhole: isWhole)
        take(clerk)
        voice.say(
            "  \(times); looked at \(chosen.count) of \(documents.count) documents and the log to line \(book.lastLine)"
                + " in \((clock.now - start).seconds)")
    }

    /// Reads documents back over several connections.
    func compare(_ documents: [Notebook.Document], _ clerk: Clerk) async throws {
        let width = plan.writers
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<width {
                group.addTask {
                    for index in stride(from: writer, to: documents.count, by: width) {
                        try await clerk.open(documents[index])
                    }
                }
            }
            try await group.waitForAll()
        }
        count { $0.compared += documents.count }
    }

    /// Writes until `commits` more are acknowledged and a moment longer, then pulls the plug in the middle of it. Returns
    /// a sentence about it.
    func writeAndCut(_ clerk: Clerk, commits: Int) async throws -> String {
        let clock = ContinuousClock()
        let start = clock.now
        let before = clerk.tally
        let pause = Duration.milliseconds(Int.random(in: 20...2000, using: &random))
        // A machine is between two writes most of the time: most cuts are made to fall among them.
        let writes = random.happens(0.75) ? Int.random(in: 1...80, using: &random) : nil
        var wrote = Duration.zero
        try await whileWriting(clerk) { over in
            try await waiting(for: "\(commits) commits", limit: .seconds(600), every: .milliseconds(10)) {
                guard !over.now else { throw TortureError(.stuck, "the box answers no more") }
                return clerk.tally.commits - before.commits >= commits ? () : nil
            }
            if let writes {
                self.rig.server.darken(afterWrites: writes)
                try await waiting(for: "\(writes) writes", limit: FirstDay.moment, every: .milliseconds(2)) {
                    self.rig.server.isDark || over.now ? () : nil
                }
            } else {
                try await Task.sleep(for: pause)
            }
            wrote = clock.now - start
            // What it had answered before it went dark still comes out of the sockets.
            await self.rig.lab.guest.cutPower()
        }
        let cuts = try await rig.cut(random.branch("cut \(cycle)"))
        let disks = cuts.sorted { $0.key < $1.key }.map { name, cut in
            "\(name) \(cut.chance) of \(cut.kept + cut.lost)"
        }
        let after = clerk.tally
        let moment = writes.map { "after \($0) writes" } ?? "after \(pause.seconds)"
        return "\(after.commits - before.commits) commits (\(after.documents - before.documents) documents) in"
            + " \(wrote.seconds), cut \(moment); sectors kept: \(disks.joined(separator: ", "))"
    }

    /// Runs `body` while people write; returns when they have stopped. `body` is told when they stop by themselves.
    func whileWriting(_ clerk: Clerk, _ body: (Watched<Bool>) async throws -> Void) async throws {
        let (stop, over) = (Watched(false), Watched(false))
        let writers = Writers(clerk: clerk, count: plan.writers, cycle: cycle, random: random, stop: stop)
        let writing = Task {
            await writers.write()
            over.change { $0 = true }
        }
        do {
            try await body(over)
        } catch {
            stop.change { $0 = true }
            await rig.lab.guest.cutPower()
            await writing.value
            throw error
        }
        stop.change { $0 = true }
        await writing.value
    }

    /// The book as the clerk leaves it, and what it found.
    func take(_ clerk: Clerk) {
        note(clerk.takeFound())
        notebook = clerk.notebook
        let (tally, lines) = (notebook.tally, notebook.lastLine)
        count { count in
            count.acknowledged = tally.commits
            count.documents = tally.documents
            count.refused = tally.refusals
            count.lines = lines
        }
        for refusal in clerk.takeRefusals() { voice.say("  no: \(refusal)") }
    }
}
