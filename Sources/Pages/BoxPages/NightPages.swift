import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/backup/nights/2`, `/backup/night/2/1a2b3c4d`: look into a night of a disk, or with `here` into a snapshot in the box, and
/// bring something back.
enum NightPages {
    static func register(_ routes: PageRoutes) {
        routes.get("/backup/nights/{place}", need: .may(.restore)) { visit in
            guard let place = visit.parameter("place").flatMap({ NightPlace($0) }) else {
                return visit.refused(.of(.notFound))
            }
            let outcome = try await visit.ask(BackupDeeds.ListNights(place: place))
            return visit.page(.backupTitle, place: .backup, nights(outcome.nights, place, visit))
        }
        routes.get("/backup/night/{place}/{night}", need: .may(.restore)) { visit in
            guard let address = NightAddress(visit) else { return visit.refused(.of(.notFound)) }
            let entries = try await visit.ask(
                BackupDeeds.ListFolder(place: address.place, night: address.night, folder: visit.number("folder")))
            return visit.page(.backupTitle, place: .backup, Folder(address, visit).html(entries.entries))
        }
        routes.post("/backup/restore", need: .may(.restore)) { visit, form in
            let kind = form.text("kind")
            guard let place = NightPlace(form.text("place")), NightAddress.isNight(form.text("night")),
                let id = form.number("id"),
                ["folder", "document", "everything"].contains(kind)
            else { return visit.refused(.of(.form)) }
            let deed = BackupDeeds.RestoreEntry(
                deed: visit.newDeed(), place: place, night: form.text("night"), kind: kind, id: id,
                user: visit.userName)
            guard try await visit.begin(deed, patience: .seconds(3)) != nil else {
                return visit.redirect(to: "/backup?deed=\(deed.deed)")
            }
            return visit.redirect(to: "/backup?deed=\(deed.deed)", note: .restored)
        }
    }

    fileprivate static func title(_ place: NightPlace, _ visit: Visit) -> String {
        switch place {
        case .here: visit[.hereTitle]
        case .target(.disk(let number)): visit.say(.nightsTitle, ["number": "\(number)"])
        case .target(.online): visit[.onlineNights]
        case .target(.share): visit[.shareNights]
        }
    }

    private static func nights(_ nights: [Night], _ place: NightPlace, _ visit: Visit) -> HTML {
        let rows = days(nights, visit).map { day, nights -> HTML in
            let moments: [HTML] = nights.map { night in
                button(night, place, BerlinTime.civil(night.at).hourMinute, visit)
            }
            return "<tr><td class=\"name\">\(day)</td><td><div class=\"moments\">\(moments)</div></td></tr>"
        }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(visit[place == .here ? .hereEmpty : .nightsEmpty])</p>"
            : "<table class=\"list\"><tbody>\(rows)</tbody></table>"
        return """
            <p><a href="/backup">\(Icon.back.html) \(visit[.backupTitle])</a></p><h1>\(title(place, visit))</h1>\
            <p>\(visit[place == .here ? .hereChoose : .nightsChoose])</p>\
            <section class="card" id="nights"><div class="card-body">\(table)</div></section>
            """
    }

    /// The way into one night of a place that is here.
    static func button(_ night: Night, _ place: NightPlace, _ words: String, _ visit: Visit) -> HTML {
        let partial: HTML = night.isPartial ? " \(Level.warn.icon.html) \(visit[.nightPartial])" : .empty
        return """
            <a class="btn btn-outline-primary" data-place="\(place.text)" data-night="\(night.id)" \
            data-partial="\(night.isPartial ? "yes" : "no")" \
            href="\(NightAddress(night, of: place).path())">\(words)\(partial)</a>
            """
    }

    /// Nights under the word of their day, in their order.
    private static func days(_ nights: [Night], _ visit: Visit) -> [(day: String, nights: [Night])] {
        nights.reduce(into: []) { days, night in
            let day = visit.wording.day(night.at)
            if days.last?.day == day { days[days.count - 1].nights.append(night) } else { days.append((day, [night])) }
        }
    }

    /// One folder of one night.
    private struct Folder {
        let address: NightAddress
        let visit: Visit
        /// Ids of the folders above, outermost first: the night's own list does not know them.
        let trail: [Int]
        private var place: NightPlace { address.place }

        init(_ address: NightAddress, _ visit: Visit) {
            self.address = address
            self.visit = visit
            trail = (visit.query("trail") ?? "").split(separator: ",").prefix(100).compactMap { Int($0) }
        }

        func html(_ entries: [NightEntry]) -> HTML {
            let here = visit.number("folder")
            let up: HTML =
                here == nil
                ? "<p><a href=\"/backup/nights/\(place.text)\">\(Icon.back.html) \(title(place, visit))</a></p>"
                : """
                <p><a href="\(address.path(folder: trail.last, trail: Array(trail.dropLast())))">\(Icon.back.html) \
                \(visit[.back])</a></p>
                """
            let all: HTML =
                here == nil
                ? restore(
                    kind: "everything", id: 0, place == .here ? .hereRestoreAll : .restoreAll, style: "outline-primary")
                : .empty
            let whole: HTML =
                here == nil && visit.may(.restorePractice)
                ? """
                <p class="mt-3"><a class="btn btn-outline-secondary" id="whole-open" \
                href="\(address.wholePath)">\(Icon.history.html) \(visit[.wholeOpen])</a></p>
                """ : .empty
            let table: HTML =
                entries.isEmpty
                ? "<p class=\"empty\">\(visit[.nightFolderEmpty])</p>"
                : "<table class=\"list\"><tbody>\(entries.map { row($0) })</tbody></table>"
            return """
                \(up)<h1>\(visit.say(place == .here ? .hereNightTitle : .nightTitle, ["when": address.when(visit)]))</h1>\
                \(address.notice(visit))\(visit.hint(.history, .restoreWhere))\
                <section class="card" id="night"><div class="card-body">\(table)</div></section>\(all)\(whole)
                """
        }

        private func row(_ entry: NightEntry) -> HTML {
            let here = visit.number("folder")
            let below = here.map { trail + [$0] } ?? []
            let name: HTML =
                entry.kind == "folder"
                ? "<a href=\"\(address.path(folder: entry.id, trail: below))\">\(Icon.folder.html)<bdi>\(entry.name)</bdi></a>"
                : "\(Icon.document.html)<bdi>\(entry.name)</bdi>"
            let gone: HTML = entry.gone ? visit.badge(.warn, visit[.goneToday]) : .empty
            let size = entry.kind == "folder" ? "" : visit.wording.bytes(entry.bytes)
            return """
                <tr data-kind="\(entry.kind)" data-id="\(entry.id)" data-gone="\(entry.gone ? "yes" : "no")">\
                <td class="name">\(name)</td><td>\(gone)</td><td class="number">\(size)</td>\
                <td>\(visit.wording.moment(entry.at))</td>\
                <td class="doing">\(restore(kind: entry.kind, id: entry.id, .restore, style: "primary btn-sm"))</td></tr>
                """
        }

        private func restore(kind: String, id: Int, _ text: Text, style: String) -> HTML {
            visit.form(
                "/backup/restore", css: "restore",
                """
                \(visit.hidden("place", place.text))\(visit.hidden("night", address.night))\(visit.hidden("kind", kind))\
                \(visit.hidden("id", "\(id)"))\(visit.button(text, .history, style: style))
                """)
        }
    }
}
