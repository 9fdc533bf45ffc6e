import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The disks of the box side by side, with what each one does.
enum ArrayPicture {
    static func html(_ visit: Visit) -> HTML {
        let level = Protection.level(visit.sight)
        let array = visit.sight.storage?.array
        let members: [HTML] = (array?.members ?? []).map { member($0, visit) }
        let others: [HTML] = unused(visit).map { other($0, visit) }
        var more: HTML = .empty
        if let array, array.action != "idle", let progress = array.progress {
            more = "<div id=\"array-progress\" data-action=\"\(array.action)\">\(visit.progress(progress))</div>"
        }
        let notices = DeedNotices.html(
            visit, deeds: visit.sight.storage?.deeds ?? [], names: [StorageDeeds.ReplaceMember.name],
            mine: visit.query("deed"))
        let query = visit.query("deed").map { "?deed=\(PercentText.encoded($0))" } ?? ""
        return """
            <div id="array" hx-get="/fragment/array\(query)" hx-trigger="every 3s" hx-swap="outerHTML" \
            data-redundancy="\(array?.redundancyLeft ?? 0)" data-action="\(array?.action ?? "")">\(notices)\
            \(visit.card(
                .disksCard, .disk, id: "disks",
                """
                <p class="tile-state level-\(level.rawValue)" data-level="\(level.rawValue)">\(level.icon.html) \
                <span>\(Protection.words(visit))</span></p>\(more)\
                <div class="bays">\(members)\(others)</div>\(kind(visit, array))
                """))</div>
            """
    }

    /// Disks that belong to no member: a new one, or one of another box.
    static func unused(_ visit: Visit) -> [DiskFact] {
        let taken = Set((visit.sight.storage?.array?.members ?? []).compactMap(\.bay))
        return (visit.sight.storage?.disks ?? []).filter { disk in
            disk.content != "system" && disk.content != "member" && !taken.contains(disk.bay)
        }
    }

    private static func kind(_ visit: Visit, _ array: ArrayFact?) -> HTML {
        guard let array else { return .empty }
        let kind = array.level == 10 ? visit[.arrayPairs] : visit.say(.arrayMirror, ["count": "\(array.memberCount)"])
        return """
            <dl class="facts"><dt>\(visit[.arrayKind])</dt><dd>\(kind)</dd><dt>\(visit[.lastCheck])</dt>\
            <dd>\(array.lastCheck.map { visit.wording.moment($0) } ?? visit[.never])</dd></dl>
            """
    }

    static func state(_ state: String) -> (Level, Text) {
        switch state {
        case "insync": (.ok, .memberInSync)
        case "rebuilding": (.busy, .memberRebuilding)
        case "lost": (.crit, .memberLost)
        case "stale": (.crit, .memberStale)
        case "split": (.crit, .memberSplit)
        default: (.unknown, .memberUnknown)
        }
    }

    private static func member(_ member: MemberFact, _ visit: Visit) -> HTML {
        let (level, word) = state(member.state)
        let disk = visit.sight.storage?.disks.first { $0.bay == member.bay }
        let title = visit.say(member.bay == nil ? .bayGone : .diskNumber, ["number": "\(member.number)"])
        var lines: [String] = []
        if let bay = member.bay { lines.append(visit.say(.bay, ["number": String(bay.dropFirst())])) }
        if let disk { lines.append("\(disk.model), \(visit.wording.bytes(disk.bytes))") }
        if !member.serialTail.isEmpty { lines.append(visit.say(.serialEnding, ["tail": member.serialTail])) }
        if member.recalculating { lines.append(visit[.recalculating]) }
        let errors = member.correctedErrors + member.integrityErrors
        if errors > 0 { lines.append(visit.say(.corrected, ["count": visit.wording.number(errors)])) }
        lines += smart(disk?.smart, visit)
        return """
            <article class="bay level-\(level.rawValue)\(member.bay == nil ? " gone" : "")" \
            data-member="\(member.number)" data-state="\(member.state)"\(HTML.attribute("data-bay", member.bay))>\
            <h3>\(Icon.disk.html) \(title)</h3>\(visit.badge(level, visit[word]))\
            \(lines.map { "<p class=\"muted\">\($0)</p>" as HTML })\(more(member.bay, visit))</article>
            """
    }

    /// The way to the page of a disk that is here.
    private static func more(_ bay: String?, _ visit: Visit) -> HTML {
        guard let bay, visit.sight.storage?.disks.contains(where: { $0.bay == bay }) == true else { return .empty }
        return "<p><a href=\"/box/disk/\(bay)\">\(visit[.diskMore])</a></p>"
    }

    private static func smart(_ smart: SmartFact?, _ visit: Visit) -> [String] {
        guard let smart else { return [] }
        return [
            smart.celsius.map { visit.say(.celsius, ["value": "\($0)"]) },
            smart.values["hours"].map { visit.say(.hours, ["value": visit.wording.number($0)]) },
        ].compactMap { $0 }
    }

    private static func other(_ disk: DiskFact, _ visit: Visit) -> HTML {
        let isForeign = disk.content == "other-box"
        return """
            <article class="bay level-unknown" data-bay="\(disk.bay)" data-state="unused">\
            <h3>\(Icon.plus.html) \(visit.say(.bay, ["number": String(disk.bay.dropFirst())]))</h3>\
            \(visit.badge(.unknown, visit[isForeign ? .otherBoxDisk : .unusedDisk]))\
            <p class="muted">\(disk.model), \(visit.wording.bytes(disk.bytes))</p>\
            <p class="muted">\(DiskFacts.words(visit, disk.content))</p>\(more(disk.bay, visit))</article>
            """
    }
}
