import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The disks of the box side by side, with what each one does, and what is being changed about them.
enum ArrayPicture {
    /// The deeds about disks, told as they go.
    static let deeds: Set<String> = [
        StorageDeeds.ReplaceMember.name, StorageDeeds.AddMember.name, StorageDeeds.TakeOutMember.name,
        StorageDeeds.EraseDisk.name, StorageDeeds.ChooseSide.name, StorageDeeds.RestoreHeader.name,
    ]

    /// Those the array itself shows while they run, also after a power cut.
    private static let changes: Set<String> = [
        StorageDeeds.ReplaceMember.name, StorageDeeds.AddMember.name, StorageDeeds.TakeOutMember.name,
    ]

    /// The picture as it is polled, from `path`; `isOpen` = somebody is logged in, so there are pages to lead to.
    static func html(_ visit: Visit, path: String = "/fragment/array", isOpen: Bool = true) -> HTML {
        let level = Protection.level(visit.sight)
        let array = visit.sight.storage?.array
        let members: [HTML] = (array?.members ?? []).map { member($0, visit, isOpen: isOpen) }
        let others: [HTML] = unused(visit).map { other($0, visit, isOpen: isOpen) }
        return """
            <div id="array" hx-get="\(DeedNotices.address(visit, path))" hx-trigger="every 3s" hx-swap="outerHTML" \
            data-redundancy="\(array?.redundancyLeft ?? 0)" data-action="\(array?.action ?? "")"\
            \(HTML.attribute("data-change", array?.change?.kind))>\(notices(visit, array))\(ChangePicture.html(visit))\
            \(visit.card(
                .disksCard, .disk, id: "disks",
                """
                <p class="tile-state level-\(level.rawValue)" data-level="\(level.rawValue)">\(level.icon.html) \
                <span>\(Protection.words(visit))</span></p>\(progress(visit, array))\
                <div class="bays members">\(members)\(others)</div>\(kind(visit, array))
                """))</div>
            """
    }

    /// Disks that belong to no member: a new one, a former one, or one of another box.
    static func unused(_ visit: Visit) -> [DiskFact] {
        let taken = Set((visit.sight.storage?.array?.members ?? []).compactMap(\.bay))
        return (visit.sight.storage?.disks ?? []).filter { disk in
            disk.content != "system" && disk.content != "member" && !taken.contains(disk.bay)
        }
    }

    private static func notices(_ visit: Visit, _ array: ArrayFact?) -> HTML {
        let all = visit.sight.storage?.deeds ?? []
        // What the array shows as its change is not told a second time as the deed that began it.
        let shown = array?.change == nil ? all : all.filter { !changes.contains($0.name) || $0.refusal != nil }
        return DeedNotices.html(visit, deeds: shown, names: deeds, mine: visit.query("deed"))
    }

    /// What md does, unless it stands in the change above or in the check below.
    private static func progress(_ visit: Visit, _ array: ArrayFact?) -> HTML {
        guard let array, array.action != "idle", array.action != "check", array.change == nil,
            let progress = array.progress
        else { return .empty }
        return "<div id=\"array-progress\" data-action=\"\(array.action)\">\(visit.progress(progress))</div>"
    }

    private static func kind(_ visit: Visit, _ array: ArrayFact?) -> HTML {
        guard let array else { return .empty }
        let kind = array.level == 10 ? visit[.arrayPairs] : visit.say(.arrayMirror, ["count": "\(array.memberCount)"])
        let left = visit.say(
            .mayStillFailCount, ["count": "\(array.redundancyLeft)", "all": "\(array.memberCount)"])
        return """
            <dl class="facts"><dt>\(visit[.mayStillFail])</dt><dd id="redundancy">\(left)</dd>\
            <dt>\(visit[.arrayKind])</dt><dd>\(kind)</dd></dl>
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

    private static func member(_ member: MemberFact, _ visit: Visit, isOpen: Bool) -> HTML {
        let (level, word) = state(member.state)
        let disk = visit.sight.storage?.disks.first { $0.bay == member.bay }
        let title = visit.say(member.bay == nil ? .bayGone : .diskNumber, ["number": "\(member.number)"])
        var facts: HTML = .empty
        func add(_ name: Text, _ value: String) { facts += "<dt>\(visit[name])</dt><dd>\(value)</dd>" }
        if let bay = member.bay { add(.bayLabel, String(bay.dropFirst())) }
        if let disk {
            add(.diskModel, disk.model)
            add(.diskSize, visit.wording.bytes(disk.bytes))
            add(.diskSerial, disk.serial)
        } else if !member.serialTail.isEmpty {
            add(.diskSerial, "…\(member.serialTail)")
        }
        if member.bay != nil {
            add(.readErrors, visit.wording.number(member.refusedReads))
            add(.integrityErrors, visit.wording.number(member.integrityErrors))
            add(.correctedErrors, visit.wording.number(member.correctedErrors))
        }
        let calculating: HTML = member.recalculating ? "<p class=\"muted\">\(visit[.recalculating])</p>" : .empty
        return """
            <article class="bay level-\(level.rawValue)\(member.bay == nil ? " gone" : "")" \
            data-member="\(member.number)" data-state="\(member.state)"\(HTML.attribute("data-bay", member.bay))>\
            <h3>\(Icon.disk.html) \(title)</h3>\(visit.badge(level, visit[word]))\(noticed(member.bay, visit))\
            <dl class="facts">\(facts)</dl>\(calculating)\(smart(disk?.smart, visit))\
            \(isOpen ? more(member.bay, visit) : .empty)</article>
            """
    }

    /// A second sign when the monitor has something against the disk although it holds all data.
    private static func noticed(_ bay: String?, _ visit: Visit) -> HTML {
        guard let bay else { return .empty }
        let checks = (visit.sight.monitor?.checks ?? []).filter {
            $0.id.hasPrefix("disk.") && $0.id.hasSuffix(":\(bay)") && ($0.state == 1 || $0.state == 2)
        }
        guard let worst = checks.max(by: { $0.state < $1.state }) else { return .empty }
        return " \(visit.badge(worst.state == 2 ? .crit : .warn, visit[.diskNoticed]))"
    }

    private static func smart(_ smart: SmartFact?, _ visit: Visit) -> HTML {
        guard let smart else { return .empty }
        let words = [
            smart.celsius.map { visit.say(.celsius, ["value": "\($0)"]) },
            smart.values["hours"].map { visit.say(.hours, ["value": visit.wording.number($0)]) },
        ].compactMap { $0 }
        return words.isEmpty ? .empty : "<p class=\"muted\">\(words.joined(separator: ", "))</p>"
    }

    /// The way to the page of one disk.
    private static func more(_ bay: String?, _ visit: Visit) -> HTML {
        guard let bay else { return .empty }
        return "<p><a href=\"/box/disk/\(PercentText.encoded(bay))\">\(visit[.diskMore])</a></p>"
    }

    private static func other(_ disk: DiskFact, _ visit: Visit, isOpen: Bool) -> HTML {
        let isFormer = disk.content == "other-box"
        return """
            <article class="bay level-unknown" data-bay="\(disk.bay)" data-state="unused">\
            <h3>\(Icon.plus.html) \(visit.say(.bay, ["number": String(disk.bay.dropFirst())]))</h3>\
            \(visit.badge(.unknown, visit[isFormer ? .formerDisk : .unusedDisk]))\
            <dl class="facts"><dt>\(visit[.diskModel])</dt><dd>\(disk.model)</dd>\
            <dt>\(visit[.diskSize])</dt><dd>\(visit.wording.bytes(disk.bytes))</dd>\
            <dt>\(visit[.diskSerial])</dt><dd>\(disk.serial)</dd></dl>\
            \(isOpen ? more(disk.bay, visit) : .empty)</article>
            """
    }
}
