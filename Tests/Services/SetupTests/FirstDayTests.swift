import DatasafeCore
import FoundationEssentials
import Glibc
import Synchronization
import Testing

@testable import Setup

/// Where the power or the service is cut.
private enum Cut: String, CaseIterable {
    case code, practice, disks, firstStick, allSticks, forming, account, paper, finish
}

@Suite(.timeLimit(.minutes(2))) struct FirstDayTests {
    /// Does what the page would do until the first day is over, or until `stop` says so.
    private func drive(
        _ run: Run, _ box: ScriptedBox, stop: (SetupStep, Int) -> Bool = { _, _ in false }
    ) async throws {
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end {
            await run.day.look()
            let step = box.fact().step
            let keys = box.state.withLock { $0.storage.setup?.verifiedKeys ?? [] }
            if stop(step, keys.count) { return }
            switch step {
            case .code: try await run.day.check(box.fact().code)
            case .practice:
                try await run.day.name(ScriptedBox.practice, secret: Secret(text: ScriptedBox.password))
            case .disks: try await run.day.chooseDisks(SetupDeeds.ChooseDisks(disks: ["a", "b"], confirms: ["", ""]))
            case .keys: try await key(run, keys)
            case .forming:
                if box.state.withLock({ $0.storage.state == .locked }) { box.unlock() }
                try await Task.sleep(for: .milliseconds(5))
            case .paper:
                if box.state.withLock({ $0.storage.state == .locked }) { box.unlock() }
                _ = try? await run.day.paperKey()
                try await run.day.finish()
            case .done: return
            }
        }
        Issue.record("stood still at \(box.fact().step)")
    }

    private func key(_ run: Run, _ verified: [String]) async throws {
        let all = [("unlock", 1), ("unlock", 2), ("backup", 1)]
        guard let next = all.first(where: { !verified.contains("\($0.0)-\($0.1)") }) else {
            return try await run.day.formBox()
        }
        let stick = SetupDeeds.WriteStick(role: next.0, number: next.1, stick: "s\(next.1)", confirm: "")
        guard let refusal = await refusal(of: stick, run) else { return }
        guard refusal.code == SetupRefusal.busy.code else { throw refusal }
        try await Task.sleep(for: .milliseconds(5))
    }

    private func refusal(of stick: SetupDeeds.WriteStick, _ run: Run) async -> Refusal? {
        do {
            try await run.day.writeStick(stick)
            return nil
        } catch {
            return error as Refusal
        }
    }

    private func isComplete(_ box: ScriptedBox) {
        box.state.withLock { state in
            #expect(state.users == 1)
            #expect(state.password == Array(ScriptedBox.password.utf8))
            #expect(state.practice == "Praxis Dr. Geheim")
            #expect(!state.hasKeys)
        }
        #expect(box.marker)
        #expect(box.fact().step == .done && box.fact().code.isEmpty)
    }

    @Test func `a first day goes through its steps in order`() async throws {
        let box = try ScriptedBox()
        let run = try await Run(box.outsides())
        let seen = Mutex<[SetupStep]>([])
        try await drive(run, box) { step, _ in
            seen.withLock { if $0.last != step { $0.append(step) } }
            return false
        }
        isComplete(box)
        #expect(seen.withLock { $0 } == [.code, .practice, .disks, .keys, .forming, .paper, .done])
        box.state.withLock { state in
            #expect(state.audit == ["anna box.set-up"])
            #expect(state.asked.count { $0 == "FormArray" } == 1)
            #expect(state.asked.count { $0 == "CreateFirstAdministrator" } == 1)
        }
        await run.cut()
    }

    @Test(arguments: Cut.allCases, [false, true])
    private func `a cut at any step costs nothing but typing`(cut: Cut, power: Bool) async throws {
        let box = try ScriptedBox()
        let first = try await Run(box.outsides())
        switch cut {
        case .code: try await drive(first, box) { step, _ in step == .practice }
        case .practice: try await drive(first, box) { step, _ in step == .disks }
        case .disks: try await drive(first, box) { step, _ in step == .keys }
        case .firstStick: try await drive(first, box) { _, keys in keys == 1 }
        case .allSticks: try await drive(first, box) { _, keys in keys == 3 }
        case .forming: try await drive(first, box) { step, _ in step == .forming }
        case .account:
            box.state.withLock { $0.breakAfter = ["CreateFirstAdministrator"] }
            try await drive(first, box) { _, _ in box.state.withLock { $0.users == 1 } }
        case .paper: try await drive(first, box) { step, _ in step == .paper }
        case .finish:
            try await drive(first, box) { step, _ in step == .paper }
            try await first.day.note { $0.finished = true }
        }
        await first.cut()
        if power { box.powerCut() }
        let second = try await Run(box.outsides())
        try await drive(second, box)
        await second.cut()
        if cut == .finish {
            #expect(box.marker)
        } else {
            box.state.withLock { $0.hasKeys = false }
            isComplete(box)
        }
        #expect(box.state.withLock { $0.users } == 1)
    }

    @Test func `nothing of the practice is ever written down`() async throws {
        let box = try ScriptedBox()
        let run = try await Run(box.outsides())
        var texts = ""
        try await drive(run, box) { _, _ in
            for file in (try? FileManager.default.contentsOfDirectory(atPath: box.folder)) ?? [] {
                texts += (try? String(contentsOfFile: "\(box.folder)/\(file)", encoding: .utf8)) ?? ""
            }
            return false
        }
        for word in ["Geheim", "anna", "Anna", ScriptedBox.password] { #expect(!texts.contains(word), "\(word)") }
        #expect(texts.contains("codeChecked"))
        await run.cut()
    }

    @Test func `after a restart practice and administrator are asked for again`() async throws {
        let box = try ScriptedBox()
        let first = try await Run(box.outsides())
        try await drive(first, box) { _, keys in keys == 1 }
        await first.cut()
        let second = try await Run(box.outsides())
        await second.day.look()
        #expect(box.fact().step == .practice)
        await #expect(throws: Refusal(code: "SET-ADMINISTRATOR")) { try await second.day.formBox() }
        try await second.day.name(ScriptedBox.practice, secret: Secret(text: ScriptedBox.password))
        #expect(box.fact().step == .keys)
        await second.cut()
    }

    @Test func `an enrolment that fails does not stop the set-up`() async throws {
        let box = try ScriptedBox()
        box.state.withLock { $0.refuse["Enrol"] = Refusal(code: "HUB-CODE") }
        let run = try await Run(box.outsides())
        try await run.day.check(box.fact().code)
        var named = ScriptedBox.practice
        named.hub = "https://hub.example"
        named.hubCode = "ABCD"
        try await run.day.name(named, secret: Secret(text: ScriptedBox.password))
        try await drive(run, box)
        isComplete(box)
        #expect(box.fact().enrolled == false && box.fact().hubRefusal?.code == "HUB-CODE")
        await run.cut()
    }

    @Test func `forming that is refused leads back to the keys, with the reason`() async throws {
        let box = try ScriptedBox()
        box.state.withLock { $0.refuse["FormArray"] = Refusal(code: "SET-DISK-GONE", subject: "d2") }
        let run = try await Run(box.outsides())
        try await drive(run, box) { _, _ in box.fact().refusal != nil }
        #expect(box.fact().refusal == Refusal(code: "SET-DISK-GONE", subject: "d2"))
        #expect(box.fact().step == .keys)
        try await drive(run, box)
        isComplete(box)
        await run.cut()
    }

    @Test func `storage that breaks off while forming is waited for`() async throws {
        let box = try ScriptedBox()
        box.state.withLock { $0.breakAfter = ["FormArray"] }
        let run = try await Run(box.outsides())
        try await drive(run, box)
        isComplete(box)
        await run.cut()
    }

    @Test func `a password the practice refuses is asked for again`() async throws {
        let box = try ScriptedBox()
        box.state.withLock { $0.refuse["CreateFirstAdministrator"] = Refusal(code: "USR-PASSWORD-COMMON") }
        let run = try await Run(box.outsides())
        try await drive(run, box) { _, _ in box.fact().refusal != nil }
        #expect(box.fact().step == .practice && box.fact().refusal?.code == "USR-PASSWORD-COMMON")
        try await drive(run, box)
        isComplete(box)
        await run.cut()
    }

    @Test func `a stick's refusal is thrown when it comes at once and shown when it comes later`() async throws {
        let box = try ScriptedBox()
        let run = try await Run(box.outsides(clock: ContinuousClock()))
        try await drive(run, box) { step, _ in step == .keys }
        await #expect(throws: Refusal(code: "SET-STICK-NOT-EMPTY", subject: "s1")) {
            try await run.day.writeStick(SetupDeeds.WriteStick(role: "unlock", number: 1, stick: "s1", confirm: "nope"))
        }
        #expect(box.fact().refusal?.code == "SET-STICK-NOT-EMPTY")
        await #expect(throws: Refusal(code: "SET-STICK")) {
            try await run.day.writeStick(SetupDeeds.WriteStick(role: "unlock", number: 3, stick: "s1", confirm: ""))
        }
        await run.cut()
    }
}
