import DatasafeCore
import DatasafeTexts

/// What the screen is about. The raw value stands in the `DS:` lines that tests read.
enum ConsoleState: String, Sendable, CaseIterable {
    case start
    /// New, or the set-up is under way.
    case setUp = "set-up"
    case locked
    case unlocking
    /// Locked, and the last stick was refused.
    case keyBad = "key-bad"
    /// Open, and the key still plugged in.
    case pullKey = "pull-key"
    case ready
    case degraded
    /// Open, and takes nothing more: full or read-only.
    case shut
    case fault
    /// The box leaves, or has left: there is no data any more.
    case retired

    /// How long storage may stay silent after the start of the box, seconds.
    static let startGrace = 300

    /// The state, and the code it is about ("" where there is none).
    static func of(_ sight: ConsoleSight) -> (state: ConsoleState, code: String) {
        guard case .fresh(let envelope) = sight.storage else {
            if case .missing = sight.storage, sight.uptime < startGrace { return (.start, "") }
            return (.fault, "SVC-DOWN")
        }
        let fact = envelope.fact
        // The set-up goes on while the new array is already open: its page is where the person is.
        if let setup = sight.settingUp, fact.state != .failed, fact.state != .locked, fact.state != .starting {
            return (.setUp, setup.step.rawValue)
        }
        switch fact.state {
        case .starting: return (.start, "")
        case .unsetUp: return (.setUp, "")
        case .locked: return fact.refusal.map { (.keyBad, $0.code) } ?? (.locked, "")
        case .unlocking: return (.unlocking, "")
        case .open:
            if let lack = lack(fact) { return (.shut, lack.code) }
            return (fact.keyPluggedSince == nil ? .ready : .pullKey, "")
        case .openDegraded:
            // A disk that is missing can wait for those who cannot store anything.
            if let lack = lack(fact) { return (.shut, lack.code) }
            return (.degraded, fact.reason?.code ?? "")
        case .failed: return (fact.leaving == nil ? .fault : .retired, fact.reason?.code ?? "")
        }
    }

    private static func lack(_ fact: StorageFact) -> VolumeLack? {
        fact.volume.flatMap { VolumeLack($0) }.flatMap { $0.isShut ? $0 : nil }
    }

    /// Word, sentence and action of the state.
    static func scene(_ sight: ConsoleSight) -> ConsoleTexts.Scene {
        let fact = sight.storage.fact
        switch of(sight).state {
        case .start: return ConsoleTexts.starting
        case .setUp: return setUp(sight)
        case .locked: return ConsoleTexts.locked
        case .keyBad: return advised(ConsoleTexts.keyBad, fact?.refusal)
        case .unlocking: return unlocking(fact?.step)
        case .pullKey: return fact?.keyChange.map(issuing) ?? fact?.lockChange.map(lock) ?? ConsoleTexts.pullKey
        case .ready: return fact?.lockChange.map(lock) ?? ConsoleTexts.ready
        case .degraded: return degraded(fact)
        case .retired: return retired(fact?.leaving)
        case .shut:
            // What is said of a full or read-only volume may be to restart; with a lock half changed that may lose all.
            if let change = fact?.lockChange { return lock(change) }
            let found = fact.flatMap(lack)
            let scene = found == .readOnly ? ConsoleTexts.readOnly : ConsoleTexts.full
            return advised(scene, found.map { Refusal(code: $0.code) })
        case .fault:
            guard case .fresh = sight.storage else { return ConsoleTexts.silent }
            return fact?.reason == nil ? ConsoleTexts.fault : advised(ConsoleTexts.fault, fact?.reason)
        }
    }

    private static func setUp(_ sight: ConsoleSight) -> ConsoleTexts.Scene {
        guard let step = sight.settingUp?.step, step != .code else { return ConsoleTexts.setUp }
        let scene = ConsoleTexts.settingUp
        let sentence = Text(
            de: scene.sentence.filling(["step": step.title.de]).de,
            en: scene.sentence.filling(["step": step.title.en]).en)
        return scene.saying(sentence, scene.action)
    }

    private static func unlocking(_ step: DeedProgress?) -> ConsoleTexts.Scene {
        let scene = ConsoleTexts.unlocking
        let progress = step.flatMap { $0.of > 0 ? ($0.done, $0.of) : nil }
        let german = progress.map { " (\($0.0) von \($0.1))" } ?? ""
        let english = progress.map { " (\($0.0) of \($0.1))" } ?? ""
        return scene.saying(
            Text(
                de: scene.sentence.filling(["progress": german]).de,
                en: scene.sentence.filling(["progress": english]).en), scene.action)
    }

    private static func retired(_ leaving: Leaving?) -> ConsoleTexts.Scene {
        switch leaving {
        case .erasing: ConsoleTexts.retiring
        case .done: ConsoleTexts.retired
        case .waiting, nil: ConsoleTexts.retiringWaits
        }
    }

    /// While a key is issued the good one stays in.
    private static func issuing(_ change: KeyChangeFact) -> ConsoleTexts.Scene {
        let scene = ConsoleTexts.issuing
        return scene.saying(
            scene.sentence.filling(["number": "\(change.number)"]),
            change.step == "pull-and-plug" ? ConsoleTexts.issuingPull : scene.action)
    }

    /// New keys for a new lock: what hands are needed for, else that it goes on.
    private static func lock(_ change: LockChangeFact) -> ConsoleTexts.Scene {
        change.step == "lock-pull" ? ConsoleTexts.lockPull : ConsoleTexts.lock
    }

    private static func degraded(_ fact: StorageFact?) -> ConsoleTexts.Scene {
        if let change = fact?.lockChange { return lock(change) }
        if ConsoleWork.isFilling(fact) {
            let scene = ConsoleTexts.filling
            let isPlugged = fact?.keyPluggedSince != nil && fact?.keyChange == nil
            return scene.saying(scene.sentence, isPlugged ? ConsoleTexts.pullKey.action : scene.action)
        }
        // Something else than a missing disk has a sentence of its own.
        if let reason = fact?.reason, reason.code != MemberCode.missing.code {
            return advised(ConsoleTexts.degraded, reason)
        }
        let scene = ConsoleTexts.degraded
        let lost = fact?.array?.members.first { $0.state != "insync" }
        let name = lost.map { "\($0.number)" + ($0.serialTail.isEmpty ? "" : " (…\($0.serialTail))") } ?? "?"
        // Who still has the key in pulls it first; the disk takes longer.
        let action = fact?.keyPluggedSince == nil ? scene.action : ConsoleTexts.pullKey.action
        return scene.saying(scene.sentence.filling(["disk": name]), action)
    }

    private static func advised(_ scene: ConsoleTexts.Scene, _ refusal: Refusal?) -> ConsoleTexts.Scene {
        guard let refusal else { return scene }
        let advice = AdviceBook.adviceOrPlain(for: refusal.code).about(refusal.subject)
        return scene.saying(advice.sentence, advice.action)
    }
}
