import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// A box that leaves or has left: how far it is, for everybody, and behind the code of its screen the certificates of all
/// its disks.
struct RetiredWork {
    let visit: Visit

    private var storage: StorageFact? { visit.sight.storage }
    private var absent: Int { storage?.retirement?.absent ?? 0 }

    /// What is going on, if anything is.
    static func progress(_ sight: BoxSight) -> DeedProgress? {
        guard case .erasing(let progress) = sight.storage?.leaving else { return nil }
        return progress
    }

    /// The sentence below the state.
    static func words(_ sight: BoxSight) -> Text {
        switch sight.storage?.leaving {
        case .erasing: .stateRetiredErasing
        case .done: .stateRetiredDone
        case .waiting, nil: .stateRetiredWaiting
        }
    }

    /// Progress and what lacks, without a name or serial.
    var state: HTML {
        var parts: HTML = .empty
        if let progress = RetiredWork.progress(visit.sight) { parts += visit.progress(progress) }
        if storage?.leaving == .waiting {
            parts += visit.notice(.crit, visit[.retiredWaiting], visit[.retiredWaitingWhy])
        }
        if let fact = storage?.retirement {
            let places = ["count": "\(fact.erased)", "all": "\(fact.disks)"]
            parts += "<p id=\"erased\" data-erased=\"\(fact.erased)\">\(visit.say(.retiredCount, places))</p>"
        }
        if absent > 0 {
            parts += """
                <div id="absent">\(visit.notice(
                    .warn, visit.say(.retiredAbsent, ["count": "\(absent)"]), visit[.retiredAbsentWhy]))</div>
                """
        }
        return "<div id=\"retired\">\(parts)</div>"
    }

    /// The way to the certificates from the start page.
    var link: HTML {
        let style = storage?.leaving == .done ? "primary" : "outline-primary"
        return visit.card(
            .erasures, .paper, id: "disk-work-link",
            """
            <p>\(visit[.retiredFetch])</p>\
            \(visit.link(.retiredFetchNow, .paper, to: LockedPages.path, style: style, id: "to-disk-work"))
            """)
    }

    /// Behind the code: how far it is and the certificates, polled.
    var live: HTML {
        """
        <div id="work" data-code="\(storage?.reason?.code ?? "")" hx-get="\(LockedPages.path)/live?was=\(mark)" \
        hx-trigger="every 3s" hx-swap="outerHTML">\(hero)\(state)\(certificates)</div>
        """
    }

    /// Changes with everything that is shown.
    var mark: String {
        let progress = RetiredWork.progress(visit.sight).map { "\($0.step)\($0.done)" } ?? ""
        let ended = (storage?.erasures ?? []).map { "\($0.ended.seconds)" }.joined(separator: ",")
        return PollMark.of("\(progress)|\(ended)|\(storage?.retirement?.erased ?? 0)|\(visit.sight.level.rawValue)")
    }

    private var hero: HTML {
        let level = visit.sight.level
        return "<p class=\"tile-state level-\(level.rawValue)\" data-level=\"\(level.rawValue)\">\(level.icon.html) "
            + "<span>\(visit[RetiredWork.words(visit.sight)])</span></p>"
    }

    private var certificates: HTML {
        let list = ErasurePages.list(visit, base: LockedPages.path)
        guard !list.isEmpty else { return "<p class=\"muted\">\(visit[.retiredNoneYet])</p>" }
        let all = visit.link(
            .retiredAll, .download, to: "\(LockedPages.path)/erasures.pdf", style: "primary", id: "erasures-pdf")
        let next: HTML = storage?.leaving == .done ? "<p class=\"mt-3\">\(visit[.retiredNext])</p>" : .empty
        return visit.card(.erasures, .trash, id: "erasures", "\(list)<p class=\"mt-3\">\(all)</p>\(next)")
    }
}
