import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The disks were used apart from each other, or the newer one is gone: what happened, which states there are, and what
/// becomes of the other ones. The box decides nothing here, and proposes nothing either.
struct SideChoice {
    let visit: Visit
    let sides: [SideFact]

    private struct Group {
        var letter: String
        var sides: [SideFact]
        var written: Instant?
    }

    /// Disks with the same state stand together, in the order in which storage names them.
    private var groups: [Group] {
        var groups: [[SideFact]] = []
        for side in sides {
            let place = groups.firstIndex {
                $0.contains { $0.group.contains(side.disk) || side.group.contains($0.disk) }
            }
            if let place { groups[place].append(side) } else { groups.append([side]) }
        }
        return zip("ABCD", groups).map { letter, sides in
            Group(letter: String(letter), sides: sides, written: sides.compactMap(\.written).max())
        }
    }

    var html: HTML {
        let groups = groups
        let isAlone = groups.count == 1
        let newest = isAlone ? nil : groups.compactMap(\.written).max()
        let cards: [HTML] = groups.map { group in
            card(group, isNewest: newest != nil && group.written == newest && isUnique(newest, groups))
        }
        let what: [Text] = isAlone ? [.aloneWhat, .aloneLoses] : [.sidesWhat, .sidesHow]
        return visit.card(
            isAlone ? .aloneTitle : .sidesTitle, .question, id: "sides",
            """
            \(what.map { "<p>\(visit[$0])</p>" as HTML })<div class="bays sides">\(cards)</div>\
            \(visit.notice(.unknown, visit[isAlone ? .aloneOther : .sidesOther]))<p class="muted">\(visit[.sideClock])</p>
            """)
    }

    private func isUnique(_ written: Instant?, _ groups: [Group]) -> Bool {
        groups.count { $0.written == written } == 1
    }

    private func card(_ group: Group, isNewest: Bool) -> HTML {
        guard let first = group.sides.first else { return .empty }
        let disks = group.sides.map { side in
            visit.say(.sideDisk, ["number": "\(side.number)", "tail": side.serialTail])
        }
        let models = group.sides.compactMap { side in
            visit.sight.storage?.disks.first { $0.id == side.disk }
                .map { "\($0.model), \(visit.wording.bytes($0.bytes))" }
        }
        let badge = isNewest ? visit.badge(.busy, visit[.sideNewest]) : .empty
        let label = Text.sideConfirm.filling(["number": "\(first.number)"])
        let field = Field(lastFour: label, id: "confirm-side-\(group.letter)")
        let choose = Text.sideChoose.filling(["letter": group.letter])
        return """
            <article class="bay level-unknown" data-side="\(group.letter)" data-disk="\(first.disk)">\
            <h3>\(Icon.disk.html) \(visit.say(.sideName, ["letter": group.letter]))</h3>\(badge)\
            <dl class="facts my-2"><dt>\(visit[.sideWritten])</dt>\
            <dd>\(group.written.map { visit.wording.exact($0) } ?? visit[.sideWrittenUnknown])</dd>\
            <dt>\(visit[.sideDisks])</dt><dd>\(disks.joined(separator: ", "))</dd>\
            \(models.isEmpty ? .empty : "<dt>\(visit[.diskModel])</dt><dd>\(models.joined(separator: "; "))</dd>")</dl>\
            \(visit.form(
                "\(LockedPages.path)/side", css: "side",
                """
                \(visit.hidden("disk", first.disk))\(visit.field(field))\
                <div class="actions">\(visit.button(choose, .check, style: "outline-primary"))</div>
                """))</article>
            """
    }
}
