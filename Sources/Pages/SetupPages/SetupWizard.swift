import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The page of the step at which the set-up stands.
struct SetupWizard {
    let visit: Visit
    /// This browser typed the code.
    let isOpen: Bool
    /// What was typed before a refusal.
    var typed: FormFields?
    /// Why the last step was refused.
    var refusal: Refusal?

    /// The step to show: the service's, but the code first for a browser that has not typed it.
    var step: SetupStep {
        guard isOpen else { return .code }
        let step = visit.sight.setup?.step ?? .code
        return step == .code ? .practice : step
    }

    /// Changes with everything the live part of a step shows.
    var mark: String {
        let storage = visit.sight.storage
        let refused = "\(visit.sight.setup?.refusal?.code ?? "")\(storage?.state.rawValue ?? "")"
        return PollMark.of("\(step.rawValue)|\(storage.map { shown($0) } ?? "")|\(refused)")
    }

    private func shown(_ storage: StorageFact) -> String {
        switch step {
        case .disks: return storage.disks.map { "\($0.id)\($0.bay)\($0.content)" }.joined(separator: ",")
        case .keys:
            let sticks = storage.sticks.map { "\($0.id)\($0.role)\($0.number ?? 0)" }.joined(separator: ",")
            let keys = storage.setup?.verifiedKeys.joined(separator: ",") ?? ""
            return "\(sticks)\(keys)-\(storage.setup?.waitingFor ?? "")"
        case .forming: return storage.step.map { "\($0.step)\($0.done)" } ?? ""
        case .code, .practice, .paper, .done: return ""
        }
    }

    func html() -> HTML {
        """
        <div id="setup" data-step="\(step.rawValue)"><h1>\(visit[.setupTitle])</h1>\(stepper)\(message)\(locked)\
        \(isWaiting ? waiting : content)</div>
        """
    }

    /// The step was sent, but its service has not written its fact yet: the next poll goes on.
    private var isWaiting: Bool {
        refusal == nil && visit.sight.setup?.refusal == nil && visit.query("after") == step.rawValue
    }

    private var waiting: HTML {
        "\(visit.notice(.busy, visit[.setupMoment], visit[.setupMomentWhy]))\(poll(every: "1s", .empty))"
    }

    private var stepper: HTML {
        let names: [(SetupStep, Text)] = [
            (.code, .setupCodeStep), (.practice, .setupPracticeStep), (.disks, .setupDisksStep),
            (.keys, .setupKeysStep), (.forming, .setupFormingStep), (.paper, .setupPaperStep),
        ]
        let current = SetupStep.allCases.firstIndex(of: step) ?? 0
        let items: [HTML] = names.enumerated().map { index, entry in
            let isPassed = (SetupStep.allCases.firstIndex(of: entry.0) ?? 0) < current
            let mark: HTML = isPassed ? Icon.check.html : "<span>\(index + 1)</span>"
            return """
                <li\(HTML.attribute("class", isPassed ? "passed" : nil))\
                \(HTML.attribute("aria-current", entry.0 == step ? "step" : nil))>\(mark) \(visit[entry.1])</li>
                """
        }
        return "<ol class=\"wizard\">\(items)</ol>"
    }

    /// Why the last thing failed: at once, or after its reply.
    private var message: HTML {
        var parts: HTML = .empty
        if let refusal = refusal ?? visit.sight.setup?.refusal {
            parts += "<div id=\"refusal\" data-code=\"\(refusal.code)\">\(visit.notice(refusal))</div>"
        }
        // The hub can wait: the device page enrols later.
        if isOpen, step != .practice, let refusal = visit.sight.setup?.hubRefusal {
            parts +=
                "<div id=\"hub-refusal\" data-code=\"\(refusal.code)\">\(visit.notice(refusal, level: .warn))</div>"
        }
        return parts
    }

    /// After a power cut the box waits for a key before it goes on.
    private var locked: HTML {
        guard visit.sight.storage?.state == .locked, isOpen else { return .empty }
        return "<div id=\"locked\">\(visit.notice(.warn, visit[.stateLocked], visit[.stateLockedWhat]))</div>"
    }

    private var content: HTML {
        switch step {
        case .code: code
        case .practice: PracticeStep(visit: visit, typed: typed).html
        case .disks, .keys, .forming: live()
        case .paper: paper
        case .done: visit.notice(.ok, visit[.noteReady])
        }
    }

    /// The part of a step that goes on by itself.
    func live() -> HTML {
        switch step {
        // What was ticked and typed stays until a disk comes or goes.
        case .disks: poll(every: "2s", DisksStep(visit: visit, typed: typed).html)
        case .keys: poll(every: "2s", KeysStep(visit: visit, typed: typed).html)
        case .forming: poll(every: "2s", forming)
        default: .empty
        }
    }

    private func poll(every period: String, _ content: HTML) -> HTML {
        """
        <div id="setup-live" hx-get="/setup/progress?step=\(step.rawValue)&amp;was=\(mark)" \
        hx-trigger="every \(period)" hx-swap="outerHTML">\(content)</div>
        """
    }

    private var code: HTML {
        let field = Field(
            "code", .setupCodeLabel,
            attributes: """
                 required inputmode="numeric" pattern="[0-9 ]{6,7}" maxlength="7" autocomplete="off" autofocus
                """)
        return """
            <div class="narrow"><section class="card"><div class="card-body"><h2>\(visit[.setupWelcome])</h2>\
            <p>\(visit[.setupCodeWhat])</p><div class="short-form">\(visit.form(
                "/setup/code", id: "code-form", "\(visit.field(field))\(visit.button(.next, .check))"))</div>\
            <p class="muted mt-3">\(visit[.setupCodeFingerprint])</p></div></section>\
            \(visit.hint(.list, .setupNeeded))</div>
            """
    }

    private var forming: HTML {
        let progress = visit.sight.storage?.step.map { visit.progress($0) } ?? "<progress></progress>"
        guard visit.sight.setup?.refusal == nil else {
            return visit.form("/setup/form", id: "form-again", visit.button(.formRetry, .restart))
        }
        return """
            <section class="card" id="forming"><div class="card-body"><h2>\(Icon.hourglass.html) \
            \(visit[.formingTitle])</h2>\(progress)<p>\(visit[.formingWhat])</p></div></section>
            """
    }

    /// After a restart the key that is to be printed is on its stick only.
    private var plug: HTML {
        guard visit.sight.storage?.setup == nil else { return .empty }
        return "<li id=\"plug-backup-key\">\(visit[.paperPlug])</li>"
    }

    private var paper: HTML {
        """
        <div class="narrow"><section class="card" id="paper-step"><div class="card-body"><h2>\(Icon.paper.html) \
        \(visit[.paperTitle])</h2><p>\(visit[.paperWhat])</p><ol class="steps">\(plug)<li>\(visit[.paperStep1])</li>\
        <li>\(visit[.paperStep2])</li></ol><p><a class="btn btn-primary" id="open-paper" href="/setup/paper" \
        target="_blank" rel="noopener">\(Icon.paper.html) \(visit[.paperOpen])</a></p>\
        \(visit.form(
            "/setup/finish", id: "finish-form",
            """
            <div class="form-check my-3"><input class="form-check-input" type="checkbox" name="printed" id="printed" \
            required><label class="form-check-label" for="printed">\(visit[.paperDone])</label></div>\
            \(visit.button(.paperFinish, .check))
            """))</div></section></div>
        """
    }
}
