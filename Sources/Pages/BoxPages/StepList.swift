import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The steps of something long that needs hands in between: done, now, later.
enum StepList {
    /// `steps` in their order, each by its word in the fact; `current` = where it stands. A word that is not among them is
    /// a way back: it is told as what it is, and no list of what would have come.
    static func html(_ visit: Visit, _ steps: [(word: String, text: Text)], current: String) -> HTML {
        guard let now = steps.firstIndex(where: { $0.word == current }) else {
            return visit.progress(DeedProgress(step: current))
        }
        let items: [HTML] = steps.enumerated().map { index, step in
            let (state, level, icon): (String, Level, Icon?) =
                if index < now {
                    ("passed", .ok, .check)
                } else {
                    index == now ? ("now", .busy, .hourglass) : ("later", .unknown, nil)
                }
            return """
                <li data-step="\(step.word)" data-state="\(state)"\(HTML.attribute(
                    "aria-current", index == now ? "step" : nil)) class="level-\(level.rawValue)">\
                \(icon?.html ?? .empty)<span>\(visit[step.text])</span></li>
                """
        }
        return "<ol class=\"progress-steps\">\(items)</ol>"
    }
}
