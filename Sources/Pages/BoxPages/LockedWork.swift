import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// What can be done at the disks of a closed box, behind the code of its screen.
struct LockedWork {
    let visit: Visit

    private var storage: StorageFact? { visit.sight.storage }
    private var sides: [SideFact] { storage?.sides ?? [] }
    private var isReplaceable: Bool { storage?.array != nil && storage?.array?.change == nil }
    private var loose: [DiskFact] { ArrayPicture.unused(visit).filter { $0.content != "other-box" } }

    /// Disks and deeds, polled.
    var picture: HTML {
        guard storage?.array != nil else {
            // Without an array there are only the deeds to tell of.
            let notices = DeedNotices.html(
                visit, deeds: storage?.deeds ?? [], names: ArrayPicture.deeds, mine: visit.query("deed"))
            return """
                <div id="array" hx-get="\(DeedNotices.address(visit, "\(LockedPages.path)/array"))" hx-trigger="every 3s" \
                hx-swap="outerHTML">\(notices)</div>
                """
        }
        return ArrayPicture.html(visit, path: "\(LockedPages.path)/array", isOpen: false)
    }

    /// The forms, left alone while nothing happens.
    var live: HTML {
        """
        <div id="work" data-code="\(storage?.reason?.code ?? "")" \
        hx-get="\(LockedPages.path)/live?was=\(mark)" hx-trigger="every 3s" \
        hx-swap="outerHTML">\(RefusedDevices.note(visit))\(content)</div>
        """
    }

    /// Changes with everything the forms show.
    var mark: String {
        let disks = ArrayPicture.unused(visit).map { "\($0.id)/\($0.content)" }
        let members = (storage?.array?.members ?? []).map { "\($0.number)\($0.state)" }
        let groups = sides.map { "\($0.disk)\($0.written?.seconds ?? 0)" }
        let reason = "\(storage?.reason?.code ?? "")\(storage?.canRestoreHeader ?? false)\(visit.sight.phase.rawValue)"
        return PollMark.of(
            "\(reason)|\(ChangePicture.mark(storage?.array))|\((disks + members + groups).joined(separator: ","))|"
                + "\(isBusy)|\(RefusedDevices.mark(visit))")
    }

    /// One of the deeds of this page is under way: its forms are not offered a second time.
    private var isBusy: Bool {
        storage?.isDoing([StorageDeeds.ChooseSide.name, StorageDeeds.RestoreHeader.name]) ?? false
    }

    private var content: HTML {
        guard !isBusy else { return .empty }
        var parts: HTML = .empty
        if let reason = storage?.reason, visit.sight.phase == .failed {
            parts += "<div id=\"reason\" data-code=\"\(reason.code)\">\(visit.notice(reason))</div>"
        }
        if !sides.isEmpty { parts += SideChoice(visit: visit, sides: sides).html }
        if storage?.canRestoreHeader == true { parts += header }
        if isReplaceable { parts += replace }
        if parts.isEmpty, storage?.array?.change == nil {
            parts = "<div id=\"nothing\">\(visit.notice(.ok, visit[.lockedNothing], visit[.lockedNothingWhy]))</div>"
        }
        return parts + retire
    }

    /// Below everything else, and no button: a box without a key that opens it can leave too.
    private var retire: HTML {
        """
        <p class="muted mt-4"><a href="\(LockedPages.path)/retire" id="to-retire">\(visit[.retireTitle])</a><br>\
        \(visit[.retireWhen])</p>
        """
    }

    private var header: HTML {
        let copied: HTML =
            storage?.headerCopied.map {
                "<dl class=\"facts\"><dt>\(visit[.headerFrom])</dt><dd>\(visit.wording.moment($0))</dd></dl>"
            } ?? .empty
        return visit.card(
            .headerTitle, .shield, id: "header",
            """
            <p>\(visit[.headerWhat])</p>\(copied)\(visit.form(
                "\(LockedPages.path)/restore-header", id: "header-form",
                """
                <div class="loses"><p>\(Icon.warning.html) \(visit[.headerLoses])</p></div>\
                <div class="form-check my-3"><input class="form-check-input" type="checkbox" name="understood" \
                id="understood" required><label class="form-check-label" for="understood">\(visit[.headerUnderstood])\
                </label></div><div class="actions">\(visit.button(.headerGo, .restart, id: "header-go"))</div>
                """))<p class="muted mt-2">\(visit[.headerAfter])</p>
            """)
    }

    private var replace: HTML {
        let lost = storage?.array?.lost ?? []
        guard !loose.isEmpty else {
            return lost.isEmpty
                ? .empty : visit.card(.replaceTitle, .disk, id: "replace", "<p>\(visit[.replaceInsert])</p>")
        }
        let cards: [HTML] = loose.map { disk in
            let loose = LooseDisk(disk: disk, visit: visit)
            let form = loose.replaceForm(action: "\(LockedPages.path)/replace")
            let choice: HTML =
                lost.isEmpty
                ? "<details class=\"mt-3\"><summary>\(visit[.replaceInstead])</summary>\(form)</details>"
                : "\(visit.notice(.warn, visit[.replaceFound]))\(form)"
            return visit.card(
                Text.looseTitle.filling(["number": String(disk.bay.dropFirst())]), .plus, id: "loose-\(disk.bay)",
                "\(loose.facts)\(choice)<p class=\"muted mt-2\">\(visit[.lockedReplaceLoses])</p>")
        }
        return cards.joined()
    }
}
