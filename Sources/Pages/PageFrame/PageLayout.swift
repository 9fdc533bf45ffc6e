import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup

/// The frame around every page: head, sign of the box's state, navigation, foot.
struct PageLayout {
    var visit: Visit
    var title: Text
    var place: Place?
    /// Names of further scripts under /assets/, in the order they are run.
    var scripts: [String] = []
    var content: HTML

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(visit.language.rawValue)" data-phase="\(visit.sight.phase.rawValue)" \
        data-level="\(visit.sight.level.rawValue)">
        <head>\(head)</head>
        <body hx-headers="\(tokenHeader)">
        <a class="skip" href="#content">\(visit[.skipToContent])</a>
        \(header)
        <main id="content" class="container-xl">\(stale)\(visit.note)\(content)</main>
        \(footer)
        <div id="offline" class="offline" role="alert" hidden>\(Icon.warning.html) \(visit[.noConnection])</div>
        </body>
        </html>

        """
    }

    private var head: HTML {
        let version = PercentText.encoded(visit.frame.version)
        let more: [HTML] = scripts.map { "\n<script src=\"/assets/\($0)?v=\(version)\" defer></script>" }
        return """
            <meta charset="utf-8"><title>\(visit[title]) – Datasafe</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <meta name="htmx-config" content="\(PageLayout.htmxConfig)">
            <link rel="icon" href="/assets/logo.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/bootstrap.min.css?v=\(version)">
            <link rel="stylesheet" href="/assets/datasafe.css?v=\(version)">
            <script src="/assets/htmx.min.js?v=\(version)" defer></script>
            <script src="/assets/datasafe.js?v=\(version)" defer></script>\(more)
            """
    }

    /// No inline style, no eval, no copies of pages in the browser's storage, no requests to elsewhere.
    private static let htmxConfig =
        #"{"includeIndicatorStyles":false,"allowEval":false,"historyCacheSize":0,"refreshOnHistoryMiss":true,"#
        + #""selfRequestsOnly":true,"allowScriptTags":false}"#

    private var tokenHeader: String { "{\"X-CSRF-Token\":\"\(visit.csrf)\"}" }

    private var header: HTML {
        let practice: HTML = visit.who.map { "<span class=\"practice\">\($0.practice)</span>" } ?? .empty
        let menu: HTML = """
            <button type="button" class="btn menu-button" data-toggles="nav" aria-controls="nav" \
            aria-expanded="false">\(Icon.menu.html) \(visit[.menu])</button>
            """
        let language: HTML = """
            <a class="language\(visit.who == nil ? "" : " d-none d-md-inline")" href="\(languageLink)" \
            hreflang="\(other.rawValue)" lang="\(other.rawValue)">\(visit[.otherLanguage])</a>
            """
        return """
            <header class="top"><div class="container-xl top-row">\
            <a class="brand" href="/"><img src="/assets/logo.svg" alt="" width="32" height="32"> Datasafe</a>\
            \(practice)<span class="spacer"></span>\(visit.who == nil ? .empty : StateChip.html(visit))\(language)\(visit.who == nil ? .empty : menu)</div>\
            \(navigation)\(sessionPoll)</header>
            """
    }

    private var other: Language { visit.language == .de ? .en : .de }

    private var languageLink: String {
        let back = visit.request.method == .get && !visit.isFragment ? Visit.local(visit.request.uri.string) : "/"
        return "/language/\(other.rawValue)?back=\(PercentText.encoded(back))"
    }

    private var navigation: HTML {
        guard let who = visit.who else { return .empty }
        let entries: [HTML] = Place.allCases.filter { visit.may($0.action) }.map { entry in
            """
            <a class="nav-entry" href="\(entry.path)"\(HTML.attribute("aria-current", entry == place ? "page" : nil))>\
            \(entry.icon.html) \(visit[entry.title])</a>
            """
        }
        let logOut = visit.form(
            "/logout", css: "log-out",
            "<button type=\"submit\" class=\"nav-entry\" id=\"logout\">\(Icon.exit.html) \(visit[.logOut])</button>")
        return """
            <nav id="nav" class="container-xl" aria-label="\(visit[.menu])">\(entries)<span class="spacer"></span>\
            <a class="nav-entry account" href="/me"\(HTML.attribute("aria-current", visit.path == "/me" ? "page" : nil)) \
            title="\(visit[.myAccount])">\(Icon.person.html) <span>\(who.user.fullName)</span></a>\(logOut)\
            <a class="nav-entry d-md-none" href="\(languageLink)" hreflang="\(other.rawValue)" \
            lang="\(other.rawValue)">\(visit[.otherLanguage])</a></nav>
            """
    }

    /// Tells the visitor before the server logs out, and shows the log-in page once it has.
    private var sessionPoll: HTML {
        visit.who == nil ? .empty : SessionNotice.poll
    }

    private var stale: HTML {
        guard visit.sight.isStale, visit.sight.phase != .unknown else { return .empty }
        return visit.notice(.unknown, visit[.dataIsStale])
    }

    private var footer: HTML {
        let box = visit.sight.storage?.box ?? ""
        let boxWords: HTML = box.isEmpty ? .empty : " · \(visit.say(.box, ["box": box]))"
        return """
            <footer class="container-xl"><p>Datasafe · \(visit.say(.version, ["version": visit.frame.version]))\
            \(boxWords)</p></footer>
            """
    }
}
