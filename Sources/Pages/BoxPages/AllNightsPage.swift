import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/backup/all`: every night of every place by its day.
enum AllNightsPage {
    static let path = "/backup/all"

    static func register(_ routes: PageRoutes) {
        routes.get("/backup/all", need: .may(.restore)) { visit in
            let places = try await visit.ask(BackupDeeds.ListPlaces()).places
            return visit.page(.allNightsTitle, place: .backup, html(visit, places))
        }
    }

    private static func html(_ visit: Visit, _ places: [PlaceNights]) -> HTML {
        let all = places.flatMap { place in place.nights.map { (place, $0) } }.sorted { $0.1.at > $1.1.at }
        var days: [(day: String, nights: [HTML])] = []
        for (place, night) in all {
            let day = visit.wording.day(night.at)
            if days.last?.day != day { days.append((day, [])) }
            days[days.count - 1].nights.append(one(place, night, visit))
        }
        let rows: [HTML] = days.map { day, nights in
            "<tr><td class=\"name\">\(day)</td><td><div class=\"moments\">\(nights)</div></td></tr>"
        }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(visit[.nightsEmpty])</p>" : "<table class=\"list\"><tbody>\(rows)</tbody></table>"
        return """
            <p><a href="/backup">\(Icon.back.html) \(visit[.backupTitle])</a></p><h1>\(visit[.allNightsTitle])</h1>\
            <p>\(visit[.allNightsWhat])</p>\
            <section class="card" id="all-nights"><div class="card-body">\(table)</div></section>
            """
    }

    private static func one(_ place: PlaceNights, _ night: Night, _ visit: Visit) -> HTML {
        let clock = BerlinTime.civil(night.at).hourMinute
        let words = place.place == .here ? clock : "\(clock) \(FindPage.name(place.place, visit))"
        guard place.isHere else {
            return """
                <span class="btn btn-outline-secondary disabled" data-place="\(place.place.text)">\(words)\
                <span class="visually-hidden"> (\(visit[.findAway]))</span></span>
                """
        }
        return NightPages.button(night, place.place, words, visit)
    }
}
