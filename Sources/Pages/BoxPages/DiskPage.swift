import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/box/disk/d1`: the verdict on one disk, why, its values now and a year ago, its curves.
enum DiskPage {
    /// One disk as the facts show it.
    struct Shown {
        /// `d1`, `b2`
        var place: String
        var id: String
        var model: String
        var serial: String
        var bytes: Int64
        var smart: SmartFact?

        /// As printed on it.
        var number: String { String(place.dropFirst()) }
        var isBackup: Bool { place.first == "b" }

        func title(_ visit: Visit) -> String {
            visit.say(isBackup ? .backupDiskTitle : .diskTitle, ["number": number])
        }
    }

    static func register(_ routes: PageRoutes) {
        routes.get("/box/disk/{place}", need: .person) { visit in
            guard let disk = disks(visit).first(where: { $0.place == visit.parameter("place") }) else {
                return visit.refused(.of(.notFound))
            }
            let history = try await history(of: disk, visit)
            let title: Text = disk.isBackup ? .backupDiskTitle : .diskTitle
            return visit.page(
                title.filling(["number": disk.number]), place: .box, scripts: ["chart.min.js", "disk.js"],
                """
                \(others(disk, visit))<h1>\(disk.title(visit))</h1>\(verdict(disk, history, visit))\
                \(plate(disk, history, visit))\(DiskValues.table(disk, history, visit))\
                \(DiskValues.curves(disk, history, visit))\(events(history, visit))
                """)
        }
    }

    /// All disks with a place, the box's own first.
    static func disks(_ visit: Visit) -> [Shown] {
        let storage = visit.sight.storage
        let inside = (storage?.disks ?? []).filter { $0.bay.first == "d" && $0.content != "system" }.map { disk in
            Shown(
                place: disk.bay, id: disk.id, model: disk.model, serial: disk.serial, bytes: disk.bytes,
                smart: disk.smart)
        }
        let outside = (storage?.backupDisks ?? []).compactMap { disk in
            disk.number.map { number in
                Shown(
                    place: "b\(number)", id: disk.id, model: disk.model, serial: disk.serial, bytes: disk.bytes,
                    smart: disk.smart)
            }
        }
        return inside + outside
    }

    /// The monitor's word; nil while it does not answer or speaks of another disk.
    private static func history(
        of disk: Shown, _ visit: Visit
    ) async throws -> DiskValues.History? {
        do {
            let history = try await visit.ask(MonitorDeeds.DiskHistory(disk: disk.place))
            return history.disk == disk.id ? history : nil
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // The values of the fact are worth a page without it.
            return nil
        }
    }

    private static func others(_ disk: Shown, _ visit: Visit) -> HTML {
        let links: [HTML] = disks(visit).map { other in
            let here = HTML.attribute("aria-current", other.place == disk.place ? "page" : nil)
            return "<a href=\"/box/disk/\(other.place)\"\(here)>\(other.title(visit))</a>"
        }
        return """
            <nav class="crumbs" aria-label="\(visit[.diskOthers])"><a href="/box">\(visit[.deviceTitle])</a>\
            \(links)</nav>
            """
    }

    // MARK: Verdict

    private static func verdict(
        _ disk: Shown, _ history: DiskValues.History?, _ visit: Visit
    ) -> HTML {
        guard let history else {
            return visit.notice(.unknown, visit[.diskNotJudged], visit[.diskNotJudgedWhy])
        }
        let level = Level(checkState: history.level) ?? .unknown
        if history.reasons.isEmpty {
            return visit.notice(level, visit[level == .ok ? .diskAllWell : .diskVirtual])
        }
        let name = disk.isBackup ? "\(disk.number) (Backup)" : disk.number
        return history.reasons.map { reason($0, name, disk.isBackup, visit) }.joined()
    }

    private static func reason(_ reason: SmartReason, _ disk: String, _ isBackup: Bool, _ visit: Visit) -> HTML {
        let level = Level(checkState: reason.level.rawValue) ?? .unknown
        let advice = reason.advice(disk: disk, isBackup: isBackup)
        let measured: HTML =
            reason.measured.map { "<dt>\(visit[.diskMeasured])</dt><dd>\($0[visit.language])</dd>" } ?? .empty
        return """
            <div class="notice level-\(level.rawValue)" role="alert" data-code="\(reason.code.code)" \
            data-level="\(level.rawValue)">\(level.icon.html)<div>\
            <p class="muted">\(visit[level.word])</p><p class="sentence">\(advice.sentence[visit.language])</p>\
            <dl class="facts">\(measured)<dt>\(visit[.diskMeans])</dt><dd>\(reason.code.meaning[visit.language])</dd>\
            <dt>\(visit[.diskDo])</dt><dd>\(advice.action[visit.language])</dd></dl>\
            <p class="code">\(visit.say(.code, ["code": reason.code.code]))</p></div></div>
            """
    }

    // MARK: Name plate

    private static func plate(
        _ disk: Shown, _ history: DiskValues.History?, _ visit: Visit
    ) -> HTML {
        let smart = disk.smart
        let celsius = smart?.celsius.map { visit.say(.celsius, ["value": "\($0)"]) } ?? "–"
        let read = (history?.readAt ?? smart?.at).map { visit.wording.moment($0) } ?? visit[.never]
        return visit.card(
            .aboutDisk, .disk, id: "plate",
            """
            <dl class="facts"><dt>\(visit[.diskModel])</dt><dd>\(disk.model)</dd>\
            <dt>\(visit[.diskSerial])</dt><dd class="mono">\(disk.serial)</dd>\
            <dt>\(visit[.diskSize])</dt><dd>\(visit.wording.bytes(disk.bytes))</dd>\
            <dt>\(visit[.diskTemperature])</dt><dd>\(celsius)</dd>\
            <dt>\(visit[.diskAge])</dt><dd>\(age(smart?.values["hours"], visit))</dd>\
            <dt>\(visit[.selfTest])</dt><dd id="self-test">\(selfTest(smart?.selfTest, visit))</dd>\
            <dt>\(visit[.diskRead])</dt><dd>\(read)</dd></dl>
            """)
    }

    private static func age(_ hours: Int?, _ visit: Visit) -> String {
        guard let hours else { return "–" }
        guard hours != 1 else { return visit[.diskAgeHour] }
        let value = visit.wording.number(hours)
        guard hours >= 8766 else { return visit.say(.diskAgeHours, ["value": value]) }
        return visit.say(
            .diskAgeYears, ["value": value, "years": visit.wording.oneDecimal(Double(hours) / 8766)])
    }

    private static func selfTest(_ tests: SelfTestFact?, _ visit: Visit) -> HTML {
        guard let tests else { return "\(visit[.selfTestNone])" }
        var words: HTML
        if let percent = tests.remainingPercent {
            words = visit.badge(.busy, visit.say(.selfTestRunning, ["percent": "\(percent)"]))
        } else if let outcome = tests.lastOutcome {
            let (level, word): (Level, Text) =
                switch outcome {
                case .passed: (.ok, .selfTestPassed)
                case .failed: (.crit, .selfTestFailed)
                case .aborted: (.unknown, .selfTestAborted)
                }
            let kind = tests.lastKind.map { visit[$0 == .long ? .selfTestLong : .selfTestShort] + " " } ?? ""
            words = "\(kind)\(visit.badge(level, visit[word]))"
        } else {
            words = "\(visit[.selfTestNever])"
        }
        guard let short = tests.shortStarted else { return words }
        words += """
            <br><span class="muted">\(visit.say(
                .selfTestStarts,
                [
                    "short": visit.wording.moment(short),
                    "long": tests.longStarted.map { visit.wording.moment($0) } ?? visit[.never],
                ]))</span>
            """
        return words
    }

    // MARK: Events

    private static func events(_ history: DiskValues.History?, _ visit: Visit) -> HTML {
        let events = history?.events ?? []
        guard !events.isEmpty else { return .empty }
        let rows: [HTML] = events.reversed().map { event in
            let words = visit.say(
                .diskFell,
                [
                    "name": event.reason.counter?.name[visit.language] ?? event.reason.code.code,
                    "before": event.reason.limit.map { visit.wording.number($0) } ?? "?",
                    "after": visit.wording.number(event.reason.value),
                ])
            return "<tr><td>\(visit.wording.moment(event.at))</td><td>\(words)</td></tr>"
        }
        return visit.card(
            .diskEvents, .history, id: "events", "<table class=\"list\"><tbody>\(rows)</tbody></table>")
    }
}
