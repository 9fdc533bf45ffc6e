import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The four tiles of the start page: data, protection, backup, alarms.
enum StartTiles {
    /// Greeting line and tiles.
    static func whole(_ visit: Visit) -> HTML {
        "<h1 class=\"visually-hidden\">\(visit[.startTitle])</h1>\(html(visit))"
    }

    /// As it is polled every ten seconds.
    static func html(_ visit: Visit) -> HTML {
        """
        <div id="tiles" data-state="\(visit.sight.phase.rawValue)" hx-get="/fragment/tiles" hx-trigger="every 10s" \
        hx-swap="outerHTML">\(StartPage.messages(visit))\
        <div class="tiles">\(data(visit))\(protection(visit))\(backup(visit))\(alarms(visit))</div></div>
        """
    }

    private static func tile(
        _ visit: Visit, _ id: String, _ title: Text, _ icon: Icon, _ level: Level, _ state: String, _ more: HTML
    ) -> HTML {
        """
        <section class="card level-\(level.rawValue)" id="tile-\(id)" data-level="\(level.rawValue)" \
        aria-labelledby="tile-\(id)-title"><div class="card-body"><h2 id="tile-\(id)-title">\(icon.html) \
        \(visit[title])</h2><p class="tile-state level-\(level.rawValue)">\(level.icon.html) \
        <span>\(state)</span></p>\(more)</div></section>
        """
    }

    private static func data(_ visit: Visit) -> HTML {
        let practice = visit.frame.facts.read(PracticeFact.self).fact
        let documents = practice.map { fact in
            visit.say(
                fact.documents == 1 ? .documentsOne : .documentsMany,
                ["count": visit.wording.number(fact.documents)])
        }
        var more: HTML = .empty
        if let volume = visit.sight.storage?.volume, volume.bytes > 0 {
            let words = visit.say(
                .usedOf, ["used": visit.wording.bytes(volume.used), "all": visit.wording.bytes(volume.bytes)])
            let percent = Int(Double(volume.used) / Double(volume.bytes) * 100)
            more = """
                <div class="progress-block"><div class="progress-words"><span>\(words)</span>\
                <span>\(percent) %</span></div><progress max="100" value="\(percent)">\(percent) %</progress></div>
                """
        }
        let judged = CheckWords.worst(["fs.", "svc.store", "svc.core"], in: visit.sight.monitor) ?? .unknown
        let level = visit.sight.lack?.isShut == true ? .crit : judged
        return tile(
            visit, "data", .tileData, .folder, level, documents ?? visit[level.word],
            "\(more)<p>\(visit.link(.toFiles, .folder, to: "/files", style: "primary"))</p>")
    }

    private static func protection(_ visit: Visit) -> HTML {
        let array = visit.sight.storage?.array
        let level = Protection.level(visit.sight)
        var more: HTML = .empty
        if let array {
            let whole = array.members.count { $0.state == "insync" }
            let words: Text =
                whole < array.memberCount ? .membersMissing : whole == 2 ? .membersBoth : .membersWhole
            more = "<p>\(visit.say(words, ["count": "\(array.memberCount)", "whole": "\(whole)"]))</p>"
            if let progress = array.progress, array.action != "idle" { more += visit.progress(progress) }
        }
        return tile(
            visit, "protection", .tileProtection, .shield, level, Protection.words(visit),
            "\(more)<p>\(visit.link(.toDisks, .disk, to: "/box"))</p>")
    }

    private static func backup(_ visit: Visit) -> HTML {
        let words = BackupWords(visit: visit)
        let sentences: [HTML] = words.sentences.map { "<p>\($0)</p>" }
        return tile(
            visit, "backup", .tileBackup, .disk, words.level, words.headline,
            "\(words.progress)\(sentences)<p>\(visit.link(.toBackup, .disk, to: "/backup"))</p>")
    }

    private static func alarms(_ visit: Visit) -> HTML {
        guard let monitor = visit.sight.monitor else {
            return tile(visit, "alarms", .tileAlarms, .bell, .unknown, visit[.noMonitor], .empty)
        }
        let raised = CheckWords.raised(monitor)
        let (warn, crit) = visit.sight.alarms
        let level: Level = crit > 0 ? .crit : warn > 0 ? .warn : .ok
        let words = [
            crit == 0 ? nil : visit.say(crit == 1 ? .alarmsOne : .alarmsMany, ["count": "\(crit)"]),
            warn == 0 ? nil : visit.say(warn == 1 ? .noticesOne : .noticesMany, ["count": "\(warn)"]),
        ].compactMap { $0 }
        let lines: [HTML] = raised.prefix(3).map { check in
            "<p data-check=\"\(check.id)\">\(CheckWords(check, visit).sentence)</p>"
        }
        let none: HTML = "<p>\(visit.say(.checksCount, ["count": "\(monitor.checks.count)"]))</p>"
        return tile(
            visit, "alarms", .tileAlarms, .bell, level,
            words.isEmpty ? visit[.noAlarms] : words.joined(separator: ", "),
            """
            \(lines.isEmpty ? [none] : lines)\
            <p>\(visit.link(lines.isEmpty ? .toAlarms : .toDo, .bell, to: "/alarms"))</p>
            """)
    }
}
