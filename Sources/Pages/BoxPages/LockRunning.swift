import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// A change of the lock under way: where it stands, what to do with the hands, how long it takes. Everybody sees it.
struct LockRunning {
    let visit: Visit
    let change: LockChangeFact

    private static let steps: [(word: String, text: Text)] = [
        ("lock-write", .lockStepWrite), ("lock-pull", .lockStepPull), ("lock-free", .lockStepFree),
        ("lock-form", .lockStepForm), ("lock-move", .lockStepMove), ("lock-leave", .lockStepLeave),
    ]

    var html: HTML {
        let progress: HTML = change.progress.map { visit.progress($0) } ?? .empty
        return visit.card(
            .lockRuns, .hourglass, id: "lock-change",
            """
            <div id="stay-on">\(visit.notice(.crit, visit[.lockStayOn], visit[.lockRunsWhy]))</div>\(hands)\
            \(StepList.html(visit, Self.steps, current: change.step))\(progress)<p>\(visit[.lockDoesSingle])</p>\
            <p class="muted">\(visit[change.isWithoutOldKey ? .lockCutWithout : .lockCutWith])</p>\
            <p class="muted">\(visit[.lockThen])</p>\(cancel)
            """)
    }

    private var hands: HTML {
        guard change.step == "lock-pull", !change.waitingFor.isEmpty else { return .empty }
        let keys = change.waitingFor.map { visit.say(.lockPullKey, ["number": "\($0)"]) }.joined(separator: ", ")
        return """
            <div id="replug" data-waiting="\(change.waitingFor.map(String.init).joined(separator: ","))">\(visit.notice(
                .warn, visit.say(.lockPull, ["keys": keys]), visit[.lockPullWhy]))</div>
            """
    }

    private var cancel: HTML {
        guard visit.may(.changeBox), change.step == "lock-pull" else { return .empty }
        return """
            <details id="cancel-lock"><summary>\(visit[.lockCancel])</summary>\(visit.form(
                "\(LockPage.path)/cancel", id: "cancel-form",
                """
                <p>\(visit[.lockCancelWhat])</p>\(visit.button(
                    .callOffGo, style: "outline-danger", id: "cancel-go"))
                """))</details>
            """
    }
}
