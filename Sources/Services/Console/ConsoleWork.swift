import DatasafeCore
import DatasafeTexts

/// What is going on at the disks, in one sentence with percent and time left.
enum ConsoleWork {
    /// nil while nothing is going on.
    static func text(_ sight: ConsoleSight) -> Text? {
        guard case .fresh(let envelope) = sight.storage else { return nil }
        if case .erasing(let progress) = envelope.fact.leaving {
            let text = progress.step == "retire-keys" ? ConsoleTexts.workRetireKeys : ConsoleTexts.workRetire
            return filled(text, number: 0, how(progress))
        }
        guard let array = envelope.fact.array else { return nil }
        if let lock = envelope.fact.lockChange { return filled(ConsoleTexts.workLock, number: 0, how(lock.progress)) }
        let how = how(array.progress)
        if let change = array.change {
            let number = ["number": "\(change.number)"]
            guard !change.isWaiting else { return ConsoleTexts.workWaits.filling(number) }
            // What md does meanwhile may be something else: a check that is still being stopped.
            let isCopying = ["recover", "reshape", "resync"].contains(array.action)
            return filled(text(change.kind), number: change.number, isCopying ? how : Text(de: "", en: ""))
        }
        let number = array.members.first { $0.state == "rebuilding" }?.number
        switch array.action {
        case "recover":
            return number.map { filled(ConsoleTexts.workRecover, number: $0, how) }
        case "resync": return filled(ConsoleTexts.workResync, number: 0, how)
        case "reshape": return filled(ConsoleTexts.workReshape, number: 0, how)
        case "check": return filled(ConsoleTexts.workCheck, number: 0, how)
        default: return nil
        }
    }

    /// A disk is being filled, by a person's wish or because it came back.
    static func isFilling(_ fact: StorageFact?) -> Bool {
        guard let array = fact?.array else { return false }
        if let change = array.change { return !change.isWaiting }
        return array.members.allSatisfy { $0.state == "insync" || $0.state == "rebuilding" }
            && array.members.contains { $0.state == "rebuilding" }
    }

    private static func text(_ kind: String) -> Text {
        switch kind {
        case "add": ConsoleTexts.workAdd
        case "take-out": ConsoleTexts.workTakeOut
        default: ConsoleTexts.workReplace
        }
    }

    private static func filled(_ text: Text, number: Int, _ how: Text) -> Text {
        Text(
            de: text.filling(["number": "\(number)", "how": how.de]).de,
            en: text.filling(["number": "\(number)", "how": how.en]).en)
    }

    private static func how(_ progress: DeedProgress?) -> Text {
        guard let progress, progress.of > 0 else { return Text(de: "", en: "") }
        let done = min(max(progress.done, 0), progress.of)
        let percent = Int(Double(done) / Double(progress.of) * 100)
        let text = ConsoleTexts.workPercent.filling(["percent": "\(percent)"])
        guard let seconds = progress.secondsLeft else { return text }
        let left = left(max(seconds, 0))
        return Text(de: text.de + left.de, en: text.en + left.en)
    }

    /// In steps, because a serial port writes a new line for each change.
    private static func left(_ seconds: Int) -> Text {
        let minutes = (seconds + 59) / 60
        guard minutes < 120 else { return ConsoleTexts.workHours.filling(["count": "\((minutes + 30) / 60)"]) }
        let count = minutes <= 10 ? max(minutes, 1) : (minutes + 4) / 5 * 5
        return ConsoleTexts.workMinutes.filling(["count": "\(count)"])
    }
}
