import DatasafeTexts
import HubStore
import Hummingbird
import Markup

/// The frame around every page.
struct HubLayout {
    var visit: HubVisit
    var title: Text
    var place: HubPlace?
    /// Where the page's own script gets the content anew every few seconds; nil = it stays.
    var refresh: String?
    var content: HTML

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(visit.language.rawValue)"><head>\(head)</head><body>
        <a class="skip" href="#content">\(visit[.skipToContent])</a>
        \(header)
        <main id="content"\(HTML.attribute("data-refresh", refresh))>\(content)</main>
        <footer>Datasafe \(visit[.hubName])\(version)</footer>
        <div id="offline" role="alert" hidden>\(HubIcon.warning.html) \(visit[.hubOffline])</div>
        </body></html>

        """
    }

    /// Nothing for a hub that was built by hand and has none.
    private var version: HTML {
        let version = visit.frame.settings.version
        return version == "0.0.0" ? .empty : " · \(visit.say(.version, ["version": version]))"
    }

    private var head: HTML {
        let plain: HTML =
            refresh == nil ? .empty : "<noscript><meta http-equiv=\"refresh\" content=\"30\"></noscript>"
        let version = PercentText.encoded(HubAssets.version)
        return """
            <meta charset="utf-8"><title>\(visit[title]) – Datasafe \(visit[.hubName])</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <link rel="icon" href="/assets/hub.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/hub.css?v=\(version)">
            <script src="/assets/hub.js?v=\(version)" defer></script>\(plain)
            """
    }

    private var header: HTML {
        """
        <header class="top"><div class="top-row"><a class="brand" href="/">\(HubIcon.logo.html) Datasafe</a>\
        <span class="place">\(visit[.hubName])</span>\(navigation)<span class="spacer"></span>\(account)\
        <a class="entry" href="\(languageLink)" hreflang="\(other.rawValue)" lang="\(other.rawValue)">\
        \(visit[.otherLanguage])</a></div></header>
        """
    }

    private var navigation: HTML {
        guard visit.session != nil, !visit.mustChange else { return .empty }
        let entries: [HTML] = HubPlace.allCases.map { entry in
            """
            <a class="entry" href="\(entry.path)"\(HTML.attribute("aria-current", entry == place ? "page" : nil))>\
            \(visit[entry.title])</a>
            """
        }
        return "<nav aria-label=\"\(visit[.menu])\">\(entries)</nav>"
    }

    private var account: HTML {
        guard let session = visit.session else { return .empty }
        return """
            <a class="entry" href="/password">\(session.user.name)</a>\
            \(visit.form("/logout", visit.button(.logOut, css: "entry")))
            """
    }

    private var other: Language { visit.language == .de ? .en : .de }

    private var languageLink: String {
        let back = visit.request.method == .get ? LogInPages.local(visit.request.uri.string) : "/"
        return "/language/\(other.rawValue)?back=\(PercentText.encoded(back))"
    }
}
