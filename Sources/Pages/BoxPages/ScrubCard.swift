import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// The weekly reading of all disks: when it was, how far it is, now or later.
enum ScrubCard {
    static func register(_ routes: PageRoutes) {
        routes.get("/fragment/scrub", need: .poll) { visit in visit.fragment(html(visit)) }
        routes.post("/box/scrub", need: .may(.changeBox)) { visit, form in
            switch form.text("what") {
            case "start":
                _ = try await visit.audited(
                    StorageDeeds.StartScrub(user: visit.userName), as: "disk.check", on: "array")
                await visit.frame.wait { isRunning($0.storage?.array) }
                return visit.redirect(to: "/box", note: .scrubStarted)
            case "pause":
                _ = try await visit.audited(
                    StorageDeeds.PauseScrub(user: visit.userName), as: "disk.check-stop", on: "array")
                await visit.frame.wait { !isRunning($0.storage?.array) }
                return visit.redirect(to: "/box", note: .scrubPaused)
            default: return visit.refused(.of(.form))
            }
        }
    }

    /// md reads every copy, or btrfs every file.
    static func isRunning(_ array: ArrayFact?) -> Bool {
        array?.action == "check" || array?.progress?.step == "scrub"
    }

    static func html(_ visit: Visit) -> HTML {
        guard let array = visit.sight.storage?.array else { return .empty }
        let isRunning = isRunning(array)
        let isBusy = array.change != nil || !(array.action == "idle" || isRunning)
        var progress: HTML = .empty
        if isRunning {
            progress = array.progress.map { visit.progress($0, title: visit[.scrubRunning]) } ?? "<progress></progress>"
        }
        let waits: HTML = isBusy && !isRunning ? "<p class=\"muted\">\(visit[.scrubWaits])</p>" : .empty
        let mismatches: HTML =
            array.mismatches == 0
            ? .empty
            : "<dt>\(visit[.scrubMismatches])</dt><dd>\(visit.wording.number(array.mismatches))</dd>"
        return """
            <div id="scrub-area" data-running="\(isRunning ? "yes" : "no")" hx-get="/fragment/scrub" \
            hx-trigger="every 5s" hx-swap="outerHTML">\(visit.card(
                .scrubCard, .search, id: "scrub",
                """
                \(progress)<dl class="facts"><dt>\(visit[.scrubLast])</dt>\
                <dd>\(array.lastCheck.map { visit.wording.moment($0) } ?? visit[.never])</dd>\(mismatches)</dl>\
                <p class="muted mt-2">\(visit[.scrubWhat])</p>\(waits)\(button(visit, isRunning, isBusy))
                """))</div>
            """
    }

    private static func button(_ visit: Visit, _ isRunning: Bool, _ isBusy: Bool) -> HTML {
        guard visit.may(.changeBox) else { return .empty }
        let button =
            isRunning
            ? visit.button(.scrubPause, style: "outline-primary", id: "scrub-go")
            : visit.button(
                .scrubStart, .search, style: "outline-primary", id: "scrub-go",
                attributes: HTML.flag("disabled", isBusy))
        return """
            <div class="actions">\(visit.form(
                "/box/scrub", id: "scrub-form", "\(visit.hidden("what", isRunning ? "pause" : "start"))\(button)"))</div>
            """
    }
}
