import DatasafeCore
public import DatasafeTexts

/// What `datasafe status` prints: every fact in words. A pure function of what is seen.
public struct StatusWords: Sendable {
    /// Lines for a terminal, one thing each.
    public private(set) var lines: [String] = []
    /// Nothing needs a person now: storage answers, nothing has failed, no message is urgent.
    public let isFine: Bool

    private let sight: ConsoleSight
    private let language: Language

    /// The words for this sight.
    public init(_ sight: ConsoleSight, language: Language) {
        self.sight = sight
        self.language = language
        let state = ConsoleState.of(sight).state
        let urgent = sight.monitor.fact?.checks.contains { $0.state == Judgement.crit.rawValue } ?? false
        // A disk of a box that leaves waits for a person.
        let waits = state == .fault || state == .shut || sight.storage.fact?.leaving == .waiting
        isFine = !waits && !urgent
        lines = [head, line(StatusTexts.state, scene)]
        lines += (sight.web.fact?.addresses ?? []).map { line(StatusTexts.page, $0) }
        if let setup = sight.settingUp { lines.append(line(StatusTexts.setup, setup.step.title[language])) }
        lines.append(line(StatusTexts.mirror, mirror))
        if let work = ConsoleWork.text(sight) { lines.append(line(ConsoleTexts.work, work[language])) }
        lines.append(line(StatusTexts.space, space))
        if let practice = sight.practice.fact { lines.append(line(StatusTexts.documents, "\(practice.documents)")) }
        lines.append(line(StatusTexts.backup, backup))
        lines.append(line(StatusTexts.hub, hub))
        lines.append(line(StatusTexts.messages, counts))
        lines += messages
        lines.append("\(StatusTexts.services[language]):")
        lines += services
        // A name from a disk must not steer a terminal.
        lines = lines.map { String($0.map { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } ? $0 : " " }) }
    }

    // MARK: Lines

    private var head: String {
        let box = sight.storage.fact?.box ?? ""
        let civil = BerlinTime.civil(sight.now)
        return "Datasafe\(box.isEmpty ? "" : " \(box)"), Version \(sight.version), \(civil.date) \(civil.hourMinute)"
    }

    private var scene: String {
        let scene = ConsoleState.scene(sight)
        let code = ConsoleState.of(sight).code
        let tail = code.isEmpty || sight.settingUp != nil ? "" : " [\(code)]"
        return "\(scene.word[language]). \(scene.sentence[language]) \(scene.action[language])\(tail)"
    }

    private var mirror: String {
        guard let array = sight.storage.fact?.array else { return StatusTexts.noMirror[language] }
        let words = [
            "insync": "\(array.members.count { $0.state == "insync" })", "count": "\(array.memberCount)",
            "left": "\(array.redundancyLeft)",
        ]
        let text = StatusTexts.mirrorLine.filling(words)[language]
        guard array.action != "idle", let progress = array.progress, progress.of > 0 else { return text }
        return "\(text) (\(array.action) \(progress.done * 100 / progress.of) %)"
    }

    private var space: String {
        guard let volume = sight.storage.fact?.volume, volume.bytes > 0 else {
            return StatusTexts.spaceLocked[language]
        }
        let percent = volume.used * 100 / volume.bytes
        return StatusTexts.spaceLine.filling([
            "percent": "\(percent)", "size": "\(volume.bytes / 1_000_000_000)",
        ])[language]
    }

    private var backup: String {
        guard let fact = sight.backup.fact else { return ConsoleTexts.backupRests[language] }
        guard !fact.disks.isEmpty else { return ConsoleTexts.backupNone[language] }
        if let running = fact.running, running.step != "drill-all" {
            return ConsoleTexts.backupRuns.filling(["disk": "\(running.target.text)"])[language]
        }
        var words = ["disks": "\(fact.disks.count)"]
        let ended = fact.disks.compactMap { disk in disk.lastSuccess.map { (at: $0, number: disk.number) } }
        guard let last = ended.max(by: { $0.at < $1.at }) else {
            return StatusTexts.backupNever.filling(words)[language]
        }
        words["when"] = moment(last.at)
        words["disk"] = "\(last.number)"
        return StatusTexts.backupLine.filling(words)[language]
    }

    private var hub: String {
        guard let beat = sight.beat.fact, beat.enrolled else { return StatusTexts.hubNone[language] }
        if beat.waiting > 0 { return StatusTexts.hubWaiting.filling(["waiting": "\(beat.waiting)"])[language] }
        return StatusTexts.hubLine.filling(["when": beat.lastAcknowledged.map(moment) ?? "-"])[language]
    }

    private var counts: String {
        let checks = sight.monitor.fact?.checks ?? []
        guard !checks.isEmpty else { return StatusTexts.missing[language] }
        func count(_ judgement: Judgement) -> String { "\(checks.count { $0.state == judgement.rawValue })" }
        return StatusTexts.checks.filling([
            "ok": count(.ok), "warn": count(.warn), "crit": count(.crit), "unknown": count(.unknown),
            "rest": count(.notApplicable),
        ])[language]
    }

    /// The fact has the worst first already.
    private var messages: [String] {
        (sight.monitor.fact?.checks ?? []).compactMap { check in
            guard let judgement = Judgement(rawValue: check.state), [.warn, .crit, .unknown].contains(judgement) else {
                return nil
            }
            let advice = check.advice.map { " \($0.sentence[language]) \($0.action[language]) [\($0.code)]" } ?? ""
            return "  \(judgement.word[language]): \(check.title[language]), \(moment(check.since)).\(advice)"
        }
    }

    private var services: [String] {
        [
            service(sight.storage), service(sight.practice), service(sight.backup), service(sight.monitor),
            service(sight.beat), service(sight.web),
        ] + (sight.settingUp == nil ? [] : [service(sight.setup)])
    }

    private func service<Content: Fact>(_ reading: FactReading<Content>) -> String {
        let word: Text =
            switch reading {
            case .fresh: StatusTexts.alive
            case .stale(_, let age): StatusTexts.old.filling(["age": "\(age)"])
            case .missing: StatusTexts.missing
            case .unreadable: StatusTexts.unreadable
            }
        return "  \(Content.service.rawValue): \(word[language])"
    }

    private func line(_ name: Text, _ value: String) -> String { "\(name[language]): \(value)" }

    private func moment(_ instant: Instant) -> String {
        let civil = BerlinTime.civil(instant)
        return "\(civil.date) \(civil.hourMinute)"
    }
}
