import DatasafeCore
import DatasafeTexts

/// The whole screen: 25 rows of at most 80 characters. A pure function of what is seen.
public struct ConsolePicture: Sendable, Equatable {
    public static let columns = 80
    public static let height = 25

    public private(set) var rows: [PictureRow]

    /// The screen for this sight.
    public init(_ sight: ConsoleSight) {
        rows = [Self.title(sight), PictureRow()]
        rows += Self.scene(sight)
        rows.append(PictureRow(String(repeating: "─", count: Self.columns), .dim))
        rows += Self.lower(sight, room: Self.height - 2 - rows.count)
        rows = Array(rows.prefix(Self.height - 2))
        rows += Array(repeating: PictureRow(), count: Self.height - 2 - rows.count)
        rows.append(PictureRow(String(repeating: "─", count: Self.columns), .dim))
        rows.append(Self.footer(sight))
    }

    /// An empty screen, for the first comparison.
    static let blank = ConsolePicture()
    private init() { rows = Array(repeating: PictureRow(), count: Self.height) }

    // MARK: Parts, from top to bottom

    private static func title(_ sight: ConsoleSight) -> PictureRow {
        let box = sight.storage.fact?.box ?? ""
        let right = "Version \(sight.version)" + (box.isEmpty ? "" : "   Box \(PictureRow.cut(box, to: 8))")
        return PictureRow(spread(" DATASAFE", right + " "), .title)
    }

    /// What stands below the sentences. Where they are long, the blank rows go first, then the certificate.
    private static func lower(_ sight: ConsoleSight, room: Int) -> [PictureRow] {
        let work = work(sight) + workCode(sight)
        let page = setUpCode(sight) + address(sight)
        let certificate = certificate(sight)
        // A box that is being set up has no alarms and no backup yet that anybody should look for, one that leaves none
        // any more.
        let isBare = [.setUp, .retired].contains(ConsoleState.of(sight).state)
        let rest = isBare ? [] : messages(sight) + [backup(sight)]
        let spare = room - work.count - page.count - rest.count - certificate.count
        guard spare >= 0 else { return work + page + rest }
        let above = !work.isEmpty && spare > 1 ? [PictureRow()] : []
        return work + above + page + certificate + (spare > 0 ? [PictureRow()] : []) + rest
    }

    /// Disks being changed, filled or checked.
    private static func work(_ sight: ConsoleSight) -> [PictureRow] {
        guard let text = ConsoleWork.text(sight) else { return [] }
        return [PictureRow(labelled(ConsoleTexts.work, text.de), .strong), PictureRow(indented(text.en))]
    }

    /// The digits with which a person at this screen may work at the disks while nobody can log in.
    private static func workCode(_ sight: ConsoleSight) -> [PictureRow] {
        guard case .fresh(let envelope) = sight.storage, envelope.fact.screenCode.count == 6,
            [.locked, .keyBad, .fault, .retired].contains(ConsoleState.of(sight).state)
        else { return [] }
        let code = envelope.fact.screenCode
        return [PictureRow(labelled(ConsoleTexts.workCode, "\(code.prefix(3)) \(code.suffix(3))"), .strong)]
    }

    /// Word, sentence, action, each in both languages.
    private static func scene(_ sight: ConsoleSight) -> [PictureRow] {
        let scene = ConsoleState.scene(sight)
        let (state, code) = ConsoleState.of(sight)
        let shown = [.keyBad, .fault, .degraded, .shut].contains(state) ? code : ""
        let word = "  \(scene.word.de)   \(scene.word.en)"
        var rows = [
            PictureRow(spread(word, shown.isEmpty ? "" : "Code \(shown)  "), style(of: state, sight)), PictureRow(),
        ]
        rows += sentences(scene.sentence)
        rows.append(PictureRow())
        rows += sentences(scene.action, isAction: true)
        return rows + [PictureRow()]
    }

    /// Both languages in up to two rows each; what is to be done begins with a sign.
    private static func sentences(_ text: Text, isAction: Bool = false) -> [PictureRow] {
        func rows(_ text: String, _ sign: String, _ style: PictureRow.Style) -> [PictureRow] {
            PictureRow.wrapped(text, to: 74, rows: 2).enumerated().map { index, line in
                PictureRow((index == 0 ? sign : "   ") + line, style)
            }
        }
        return rows(text.de, isAction ? " > " : "   ", isAction ? .strong : .plain) + rows(text.en, "   ", .dim)
    }

    private static func setUpCode(_ sight: ConsoleSight) -> [PictureRow] {
        guard let setup = sight.settingUp, setup.code.count == 6 else { return [] }
        let code = "\(setup.code.prefix(3)) \(setup.code.suffix(3))"
        return [PictureRow(labelled(ConsoleTexts.code, code), .strong), PictureRow()]
    }

    private static func address(_ sight: ConsoleSight) -> [PictureRow] {
        let addresses = (sight.web.fact?.addresses ?? []).prefix(2)
        guard let first = addresses.first else {
            let none = "\(ConsoleTexts.noAddress.de) / \(ConsoleTexts.noAddress.en)"
            return [PictureRow(labelled(ConsoleTexts.page, none), .warn)]
        }
        return [PictureRow(labelled(ConsoleTexts.page, first), .strong)]
            + addresses.dropFirst().map { PictureRow(indented($0), .strong) }
    }

    private static func certificate(_ sight: ConsoleSight) -> [PictureRow] {
        guard let fingerprint = sight.web.fact?.fingerprint, !fingerprint.isEmpty else { return [] }
        // 32 pairs do not fit into a row with their label: two rows of sixteen.
        let pairs = fingerprint.split(separator: ":")
        let half = (pairs.count + 1) / 2
        return [
            PictureRow(labelled(ConsoleTexts.certificate, pairs.prefix(half).joined(separator: ":") + ":")),
            PictureRow(indented(pairs.dropFirst(half).joined(separator: ":"))),
        ]
    }

    private static func messages(_ sight: ConsoleSight) -> [PictureRow] {
        guard case .fresh(let envelope) = sight.monitor else {
            // The monitor has its first fact seconds after the start; until then there is nothing to worry about.
            let isEarly = sight.uptime < ConsoleState.startGrace
            let text = isEarly ? Text(de: "-", en: "-") : ConsoleTexts.noAnswer
            return [PictureRow(both(ConsoleTexts.messages, text), isEarly ? .plain : .warn)]
        }
        let raised = envelope.fact.checks.filter { $0.state == 1 || $0.state == 2 }
        guard !raised.isEmpty else { return [PictureRow(both(ConsoleTexts.messages, ConsoleTexts.noMessages))] }
        let crit = raised.count { $0.state == 2 }
        let count = ConsoleTexts.messageCount.filling(["crit": "\(crit)", "warn": "\(raised.count - crit)"])
        let worst = raised.sorted { ($0.state, $1.since) > ($1.state, $0.since) }.prefix(2)
        return [PictureRow(both(ConsoleTexts.messages, count), crit > 0 ? .bad : .warn)]
            + worst.map { check in
                PictureRow(
                    "   - " + PictureRow.cut(PictureRow.showable(check.advice?.sentence.de ?? check.title.de), to: 74))
            }
    }

    private static func backup(_ sight: ConsoleSight) -> PictureRow {
        guard case .fresh(let envelope) = sight.backup else {
            return PictureRow(both(ConsoleTexts.backup, quiet(sight)))
        }
        let fact = envelope.fact
        guard !fact.disks.isEmpty else { return PictureRow(both(ConsoleTexts.backup, ConsoleTexts.backupNone), .warn) }
        // A trial restore is nothing that anybody at the screen has to know.
        if let running = fact.running, running.step != "drill-all" {
            return PictureRow(
                both(ConsoleTexts.backup, ConsoleTexts.backupRuns.filling(["disk": "\(running.target.text)"])), .busy)
        }
        if let done = fact.disks.first(where: { $0.state == "done" }) {
            return PictureRow(
                both(ConsoleTexts.backup, ConsoleTexts.backupPull.filling(["disk": "\(done.number)"])), .good)
        }
        let isReady = fact.disks.contains { ["attached", "running", "verifying"].contains($0.state) }
        if let plug = BackupOrder.next(fact.disks),
            EveningHint.isDue(now: sight.now, next: fact.nextRun, isReady: isReady)
        {
            return PictureRow(
                both(ConsoleTexts.backup, ConsoleTexts.backupEvening.filling(["disk": "\(plug.number)"])), .warn)
        }
        let last = fact.disks.filter { $0.lastSuccess != nil }.max {
            ($0.lastSuccess ?? sight.now) < ($1.lastSuccess ?? sight.now)
        }
        guard let last, let at = last.lastSuccess else {
            return PictureRow(both(ConsoleTexts.backup, ConsoleTexts.backupNever), .warn)
        }
        let civil = BerlinTime.civil(at)
        let when = "\(twoDigits(civil.day)).\(twoDigits(civil.month)). \(civil.hourMinute)"
        return PictureRow(
            both(ConsoleTexts.backup, ConsoleTexts.backupLast.filling(["when": when, "disk": "\(last.number)"])))
    }

    /// Why the backup service says nothing: it lives behind the key.
    private static func quiet(_ sight: ConsoleSight) -> Text {
        switch ConsoleState.of(sight).state {
        case .locked, .keyBad, .unlocking, .fault: ConsoleTexts.backupRests
        case .ready, .pullKey, .degraded, .shut:
            sight.uptime < ConsoleState.startGrace ? Text(de: "-", en: "-") : ConsoleTexts.noAnswer
        case .start, .setUp, .retired: Text(de: "-", en: "-")
        }
    }

    private static func footer(_ sight: ConsoleSight) -> PictureRow {
        let text = ConsoleTexts.footer
        // One short of the last column: a character there makes a screen scroll.
        return PictureRow(
            spread(" \(BerlinTime.civil(sight.now).hourMinute)", "\(text.de) \(text.en)", width: columns - 1), .dim)
    }

    // MARK: Rows

    private static func style(of state: ConsoleState, _ sight: ConsoleSight) -> PictureRow.Style {
        switch state {
        case .retired:
            switch sight.storage.fact?.leaving {
            case .erasing: .busy
            case .done: .good
            case .waiting, nil: .bad
            }
        case .start, .unlocking: .busy
        case .setUp: .busy
        case .locked, .pullKey, .degraded: .warn
        case .keyBad, .shut, .fault: .bad
        case .ready: .good
        }
    }

    private static let labelWidth = 28

    private static func labelled(_ label: Text, _ value: String) -> String {
        let text = " \(label.de) / \(label.en):"
        return text + String(repeating: " ", count: max(1, labelWidth - text.count)) + value
    }

    private static func indented(_ value: String) -> String { String(repeating: " ", count: labelWidth) + value }

    private static func both(_ label: Text, _ value: Text) -> String {
        labelled(label, value.de == value.en ? value.de : "\(value.de) / \(value.en)")
    }

    private static func spread(_ left: String, _ right: String, width: Int = columns) -> String {
        left + String(repeating: " ", count: max(1, width - left.count - right.count)) + right
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
