import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/backup/find`: what was erased for ever and still lies in a night, wherever that is, by name; `/backup/find/document/17`:
/// its versions, and from where each comes back.
enum FindPage {
    static let path = "/backup/find"

    static func register(_ routes: PageRoutes) {
        routes.get("/backup/find", need: .may(.restore)) { visit in
            let words = String((visit.query("q") ?? "").prefix(200))
            let found = try await visit.ask(PracticeDeeds.FindGone(session: visit.openSession, words: words))
            return visit.page(.findTitle, place: .backup, html(visit, words, found))
        }
        routes.get("/backup/find/{kind}/{id}", need: .may(.restore)) { visit in
            guard let kind = visit.parameter("kind"), ["folder", "document"].contains(kind),
                let id = visit.parameter("id").flatMap({ Int($0) })
            else { return visit.refused(.of(.notFound)) }
            let gone = try await visit.ask(PracticeDeeds.ReadGone(session: visit.openSession, kind: kind, id: id))
            let places = try await visit.ask(BackupDeeds.ListPlaces()).places
            return visit.page(.findTitle, place: .backup, html(visit, gone, places))
        }
    }

    /// Search field and way to the days, on the page of the backups.
    static func card(_ visit: Visit) -> HTML {
        guard visit.may(.restore) else { return .empty }
        return visit.card(
            .bringBackTitle, .history, id: "bring-back",
            """
            <p>\(visit[.bringBackWhat])</p><div class="toolbar">\(form(visit, ""))\
            \(visit.link(.byDate, .list, to: AllNightsPage.path, id: "by-date"))</div>
            """)
    }

    static func form(_ visit: Visit, _ words: String) -> HTML {
        """
        <form method="get" action="\(path)" role="search" id="find">\
        <label class="visually-hidden" for="find-q">\(visit[.findWords])</label>\
        <input class="form-control" type="search" name="q" id="find-q" value="\(words)" maxlength="200" \
        placeholder="\(visit[.findWords])">\(visit.button(.search, .search, style: "outline-primary"))</form>
        """
    }

    private static func html(_ visit: Visit, _ words: String, _ found: PracticeDeeds.FindGone.Outcome) -> HTML {
        let isSearch = !words.allSatisfy(\.isWhitespace)
        let toBin = visit.link(.findToBin, .trash, to: "/files/bin", style: "outline-primary btn-sm")
        let bin: HTML =
            found.inBin == 0
            ? .empty
            : visit.notice(
                .ok, visit.say(.findInBin, ["count": visit.wording.number(found.inBin)]),
                way: "<p class=\"mt-2\">\(toBin)</p>")
        let table: HTML =
            found.entries.isEmpty
            ? "<p class=\"empty\">\(visit[isSearch ? .findNothing : .findNone])</p>"
            : "<table class=\"list labelled\"><tbody>\(found.entries.map { row($0, visit) })</tbody></table>"
        return """
            <p><a href="/backup">\(Icon.back.html) \(visit[.backupTitle])</a></p><h1>\(visit[.findTitle])</h1>\
            <p>\(visit[.findWhat])</p><div class="toolbar">\(form(visit, words))\
            \(visit.link(.byDate, .list, to: AllNightsPage.path))</div>\(bin)\
            \(visit.card(isSearch ? .findFound : .findNewest, .search, id: "gone", table))
            """
    }

    private static func row(_ entry: GoneEntry, _ visit: Visit) -> HTML {
        """
        <tr data-kind="\(entry.kind)" data-id="\(entry.id)"><td class="name">\(icon(entry).html)\
        <a href="\(path)/\(entry.kind)/\(entry.id)"><bdi>\(entry.name)</bdi></a></td>\
        <td data-label="\(visit[.findLayIn])"><bdi>\(place(entry, visit))</bdi></td>\
        <td class="number">\(entry.kind == "folder" ? "" : visit.wording.bytes(entry.bytes))</td>\
        <td data-label="\(visit[.findGoneAt])">\(visit.wording.moment(entry.until))</td></tr>
        """
    }

    private static func icon(_ entry: GoneEntry) -> Icon { entry.kind == "folder" ? .folder : .document }

    private static func place(_ entry: GoneEntry, _ visit: Visit) -> String {
        entry.path.isEmpty ? visit[.findLayInRoot] : entry.path.replacing("/", with: " / ")
    }

    // MARK: One entry

    private static func html(
        _ visit: Visit, _ gone: PracticeDeeds.ReadGone.Outcome, _ places: [PlaceNights]
    ) -> HTML {
        let entry = gone.entry
        var until = entry.until
        var states: [HTML] = []
        for version in gone.versions {
            let title = visit.say(
                .findVersion, ["number": "\(version.number)", "when": visit.wording.moment(version.at)])
            let nights = NightChoice.nights(since: version.at, until: until, in: places)
            states.append(state("\(title), \(visit.wording.bytes(version.bytes))", entry, nights, visit))
            until = version.at
        }
        if gone.versions.isEmpty {
            let nights = NightChoice.nights(since: entry.since, until: entry.until, in: places)
            states.append(state(visit[.findFolderState], entry, nights, visit))
        }
        return """
            <p><a href="\(path)">\(Icon.back.html) \(visit[.findTitle])</a></p>\
            <h1>\(icon(entry).html) <bdi>\(entry.name)</bdi></h1>\
            <dl class="facts mb-3"><dt>\(visit[.findLayIn])</dt><dd><bdi>\(place(entry, visit))</bdi></dd>\
            <dt>\(visit[.findGoneAt])</dt><dd>\(visit.wording.moment(entry.until))</dd></dl>\
            \(visit.hint(.history, .restoreWhere))\(states)
            """
    }

    /// One state of it: the nearest night as a button, the others as words.
    private static func state(_ title: String, _ entry: GoneEntry, _ nights: [PlaceNights], _ visit: Visit) -> HTML {
        guard let nearest = nights.first, let night = nearest.nights.first else {
            return """
                <section class="card" data-state="none"><div class="card-body"><h2>\(title)</h2>\
                <p class="muted">\(visit[.findInNone])</p></div></section>
                """
        }
        let way: HTML =
            nearest.isHere
            ? visit.form(
                "/backup/restore", css: "restore",
                """
                \(visit.hidden("place", nearest.place.text))\(visit.hidden("night", night.id))\
                \(visit.hidden("kind", entry.kind))\(visit.hidden("id", "\(entry.id)"))\
                \(visit.button(.restore, .history, style: "primary"))
                """)
            : "<p class=\"mb-0\">\(Icon.plug.html) \(visit.say(.findPlug, ["place": name(nearest.place, visit)]))</p>"
        let from = visit.say(
            .findFrom, ["place": name(nearest.place, visit), "when": visit.wording.moment(night.at)])
        let lines: [HTML] = nights.map { "<li>\(line($0, visit))</li>" }
        return """
            <section class="card" data-state="\(nearest.isHere ? "here" : "away")" data-place="\(nearest.place.text)" \
            data-night="\(night.id)"><div class="card-body"><h2>\(title)</h2>\
            <div class="actions">\(way)<span class="muted">\(nearest.isHere ? from : "")</span></div>\
            <details class="mt-3"><summary>\(visit[.findAlso])</summary><ul class="mt-2">\(lines)</ul></details>\
            </div></section>
            """
    }

    private static func line(_ place: PlaceNights, _ visit: Visit) -> String {
        let newest = place.nights.first.map { visit.wording.moment($0.at) } ?? ""
        let nights =
            place.nights.count == 1
            ? visit.say(.findNightsOne, ["newest": newest])
            : visit.say(.findNights, ["count": visit.wording.number(place.nights.count), "newest": newest])
        let away = place.isHere ? "" : " (\(visit[.findAway]))"
        return "\(name(place.place, visit))\(away): \(nights)"
    }

    /// "Platte 2".
    static func name(_ place: NightPlace, _ visit: Visit) -> String {
        switch place {
        case .here: visit[.placeHere]
        case .target(.disk(let number)): visit.say(.diskNumber, ["number": "\(number)"])
        case .target(.online): visit[.onlineShort]
        case .target(.share): visit[.shareShort]
        }
    }
}
