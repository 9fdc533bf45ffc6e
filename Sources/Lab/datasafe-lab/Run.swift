import ArgumentParser
import Guest
import Story

/// Boots the box, plays the first day, stays.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start hub and box, play the first day; then the box stays up until Ctrl-C.")

    @OptionGroup var options: LabOptions
    @Option(help: "datasafe, or datasafe-test: the same image with the kernel's messages on the serial line.")
    var imageID = "datasafe"
    @Flag(help: "End after the story; exit 0 only if every step was verified.")
    var story = false
    @Flag(help: "No story: only boot.")
    var bare = false
    @Flag(help: "Go on with box, sticks, disks and hub as they were left.")
    var keep = false
    @Flag(help: "Let QEMU load the kernel itself instead of firmware and boot loader.")
    var direct = false

    func validate() throws {
        guard direct || !options.journal else { throw ValidationError("--journal needs --direct") }
        guard !(story && (bare || keep)) else {
            throw ValidationError("--story begins with a new box: not together with --bare or --keep")
        }
    }

    func run() async throws {
        do {
            try await play()
        } catch let error as GuestError {
            Complaint.print("\(error)")
            throw ExitCode.failure
        }
    }

    private func play() async throws {
        var plan = try options.plan(id: imageID)
        plan.isDirect = direct
        plan.isContinued = keep
        let lab = try await Lab.open(plan)
        do {
            let isTrue = try await untilSignal { try await owned(lab) }
            await lab.close()
            guard isTrue else { throw ExitCode.failure }
        } catch {
            await lab.close()
            throw error
        }
    }

    /// What happens between start and end of the lab. False if the story was not true.
    private func owned(_ lab: Lab) async throws -> Bool {
        let over = Watched(false)
        return try await withThrowingTaskGroup(of: Bool?.self) { group in
            group.addTask {
                try await ControlSocket.serve(at: lab.control) { verb in
                    let said = try await lab.act(verb)
                    if verb == .end { over.change { $0 = true } }
                    return said
                }
                return nil
            }
            group.addTask { try await tell(lab, over: over) }
            for try await result in group {
                if let result {
                    group.cancelAll()
                    return result
                }
            }
            return false
        }
    }

    private func tell(_ lab: Lab, over: Watched<Bool>) async throws -> Bool {
        let voice = Voice()
        if bare || keep {
            voice.say(try await lab.act(.powerOn))
        } else {
            try await lab.setBusy("story")
            let day = Day(lab: lab, voice: voice)
            let outcome = await FirstDay.story.play(on: day, voice: voice)
            await day.end()
            try await lab.setBusy("box")
            if story || Task.isCancelled { return outcome.isTrue }
        }
        let state = await lab.state()
        voice.say()
        voice.say("Die Box:  \(state.webAddress)")
        if state.hub != nil { voice.say("Der Hub:  \(state.hubAddress)") }
        if bare {
            voice.say("Der Einrichtungs-Code steht auf dem Bildschirm der Box: Scripts/run photo")
        } else if !keep {
            for account in [Account.administrator, .doctor, .assistant] {
                voice.say("Anmelden: \(account.user)  \(account.password)  (\(account.name))")
            }
        }
        voice.say("Scripts/run plug key1 | unplug key1 | pull data2 | poweroff | poweron | status | end")
        voice.say("Strg-C beendet Box und Hub. / Ctrl-C ends box and hub.")
        while !over.now { try await Task.sleep(for: .milliseconds(100)) }
        return true
    }
}
