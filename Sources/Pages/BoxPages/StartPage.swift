import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/`: what the box is doing, and what a person does next.
enum StartPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/", need: .nobody) { visit in
            guard !visit.sight.isSetUpDay else { return visit.redirect(to: "/setup") }
            guard visit.sight.isOpen, visit.who != nil else {
                return visit.page(.startTitle, place: .start, closed(visit))
            }
            return visit.page(.startTitle, place: .start, StartTiles.whole(visit))
        }
        routes.get("/fragment/state", need: .nobody) { visit in
            let was = visit.query("was")
            let now = mark(visit)
            guard was != now else { return visit.unchanged() }
            // Another phase is another page; only progress within a phase is put in place.
            guard was?.split(separator: ".").first == now.split(separator: ".").first else { return visit.refresh() }
            return visit.fragment(state(visit))
        }
        routes.get("/fragment/tiles", need: .poll) { visit in visit.fragment(StartTiles.html(visit)) }
    }

    /// Changes whenever what the state shows changes.
    private static func mark(_ visit: Visit) -> String {
        let sight = visit.sight
        let storage = sight.storage
        let array = sight.isOpen ? nil : storage?.array
        let change = "\(ChangePicture.mark(array))\(array?.progress?.done ?? 0)-\(array?.redundancyLeft ?? -1)"
        let offer = "\(LockedPages.isOffered(sight))\(storage?.sides.count ?? 0)\(storage?.canRestoreHeader ?? false)"
        let step = (RetiredWork.progress(sight) ?? storage?.step).map { "\($0.step)-\($0.done)" } ?? ""
        let erased = storage?.retirement?.erased ?? 0
        return "\(sight.phase.rawValue).\(storage?.refusal?.code ?? "")-\(storage?.refusal?.at?.seconds ?? 0)"
            + ".\(storage?.reason?.code ?? "").\(step).\(storage?.keyPluggedSince == nil ? 0 : 1)"
            + ".\(change).\(offer).\(erased).\(RefusedDevices.mark(visit)).\(sight.lack?.code ?? "")"
            + ".\(storage?.lockChange == nil ? 0 : 1)"
    }

    /// The page while nobody is logged in: the state, and the log-in form once the data are open.
    private static func closed(_ visit: Visit) -> HTML {
        let logIn: HTML =
            visit.sight.isOpen ? visit.card(.logIn, .person, id: "login-card", LogInForm.html(visit)) : .empty
        return "<div class=\"narrow\">\(state(visit))\(logIn)</div>"
    }

    /// The state as it is polled.
    private static func state(_ visit: Visit) -> HTML {
        let sight = visit.sight
        let code = sight.storage?.refusal?.code ?? sight.storage?.reason?.code
        return """
            <div id="state" data-state="\(sight.phase.rawValue)"\(HTML.attribute("data-code", code)) aria-live="polite" \
            hx-get="/fragment/state?was=\(PercentText.encoded(mark(visit)))" hx-trigger="every 2s" hx-swap="outerHTML">\
            \(hero(visit))\(messages(visit))\(closedArray(visit))\(steps(visit))\(LockedPages.link(visit))</div>
            """
    }

    static func hero(_ visit: Visit) -> HTML {
        let (title, words, level) = words(visit.sight)
        let icon: Icon = visit.sight.phase == .locked ? .key : level.icon
        return """
            <div class="hero level-\(level.rawValue)">\(icon.html)<div><h1>\(visit[title])</h1>\
            <p>\(visit[words])</p></div></div>
            """
    }

    private static func words(_ sight: BoxSight) -> (Text, Text, Level) {
        switch sight.phase {
        case .unknown: (.stateUnknown, .stateUnknownWhy, .unknown)
        case .starting, .unsetUp, .settingUp: (.stateStarting, .stateStartingWhy, .busy)
        case .locked: (.stateLocked, .stateLockedWhat, .warn)
        case .unlocking: (.stateUnlocking, .stateUnlockingWhy, .busy)
        case .open where sight.lack == .readOnly, .openDegraded where sight.lack == .readOnly:
            (.stateReadOnly, .stateReadOnlyWhy, .crit)
        case .open: (.stateOpen, .stateOpenWhy, .ok)
        case .openDegraded: (.stateDegraded, .stateDegradedWhy, .warn)
        case .failed: (.stateFailed, .stateFailedWhy, .crit)
        case .retired: (.stateRetired, RetiredWork.words(sight), sight.level)
        }
    }

    /// Refusals, faults and the reminder to unplug the key.
    static func messages(_ visit: Visit) -> HTML {
        let storage = visit.sight.storage
        var parts: [HTML] = []
        // A key that is being used to issue another one stays in.
        if visit.sight.isOpen, storage?.keyPluggedSince != nil, storage?.keyChange == nil, storage?.lockChange == nil {
            parts.append(
                "<div id=\"pull-key\">\(visit.notice(.warn, visit[.pullKeyNow], visit[.pullKeyWhy]))</div>")
        }
        parts.append(LockPage.notice(visit))
        parts.append(RefusedDevices.note(visit))
        if let refusal = storage?.refusal {
            parts.append("<div id=\"refusal\" data-code=\"\(refusal.code)\">\(visit.notice(refusal))</div>")
        }
        let isSaid = visit.sight.phase == .retired || storage?.lockChange != nil && visit.sight.isOpen
        if let reason = storage?.reason, visit.sight.phase != .open, !isSaid {
            let level: Level = visit.sight.phase == .failed ? .crit : .warn
            // Whoever is logged in need not look for the page where it is mended.
            let isMember = visit.who != nil && visit.sight.isOpen && reason.code.hasPrefix("MEM-")
            let way = isMember ? CheckWords.wayToDisks(visit) : .empty
            parts.append(
                "<div id=\"reason\" data-code=\"\(reason.code)\">\(visit.notice(reason, level: level, way: way))</div>")
        }
        parts.append(VolumeNotice.html(visit))
        return parts.joined()
    }

    /// How the disks stand while nobody can log in to see it: a change under way, or no second copy left. No serials here.
    private static func closedArray(_ visit: Visit) -> HTML {
        let isClosed = [.locked, .failed].contains(visit.sight.phase)
        guard isClosed, let array = visit.sight.storage?.array else { return .empty }
        guard array.change == nil else { return ChangePicture.html(visit, hasTails: false) }
        guard array.redundancyLeft < 1 else { return .empty }
        return "<div id=\"closed-array\">\(visit.notice(.crit, visit[.mayFail0]))</div>"
    }

    private static func steps(_ visit: Visit) -> HTML {
        switch visit.sight.phase {
        case .locked:
            let steps: [Text] = [.keyStep1, .keyStep2, .keyStep3, .keyStep4]
            return """
                <section class="card"><div class="card-body">\
                <img class="picture" src="/assets/plug-key.svg" width="480" height="240" alt="\(visit[.keyPicture])">\
                <ol class="steps">\(steps.map { "<li>\(visit[$0])</li>" as HTML })</ol></div></section>
                """
        case .unlocking, .starting:
            return visit.sight.storage?.step.map { visit.progress($0) } ?? "<progress></progress>"
        case .retired: return RetiredWork(visit: visit).state
        default: return .empty
        }
    }
}
