import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup

/// The notice two minutes before the server logs a person out. The page asks every 30 s without keeping the session
/// alive; the door sends it to the log-in page once the session is gone. The answer brings the state of the box along: a
/// page that stays open for hours tells of an alarm as well.
public enum SessionNotice {
    static let poll: HTML = """
        <div id="session" hx-get="/fragment/session" hx-trigger="every 30s" hx-swap="outerHTML"></div>
        """

    /// Registers the poll and the button that keeps the session.
    public static func register(_ routes: PageRoutes) {
        routes.get("/fragment/session", need: .poll) { visit in
            visit.fragment("\(html(visit))\(visit.who == nil ? .empty : StateChip.html(visit, isLate: true))")
        }
        routes.post("/fragment/session", need: .person) { visit, _ in visit.fragment(poll) }
    }

    private static func html(_ visit: Visit) -> HTML {
        guard let left = visit.who?.secondsLeft, left <= 120 else { return poll }
        let sentence = visit.say(.sessionEnds, ["span": visit.wording.span(seconds: Int64(max(left, 60)))])
        return """
            <div id="session" hx-get="/fragment/session" hx-trigger="every 15s" hx-swap="outerHTML">\
            <div class="container-xl session-ends" role="alert">\(Icon.hourglass.html) <span>\(sentence)</span> \
            <button type="button" class="btn btn-sm btn-primary" hx-post="/fragment/session" hx-target="#session" \
            hx-swap="outerHTML">\(visit[.stayLoggedIn])</button></div></div>
            """
    }
}
