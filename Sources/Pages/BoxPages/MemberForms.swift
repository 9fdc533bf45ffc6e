import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// What can be changed about the data disks, on the device page: forms that stay as they are while nothing happens, so
/// that nothing typed is lost.
enum MemberForms {
    static func register(_ routes: PageRoutes) {
        routes.get("/fragment/members", need: .poll) { visit in
            visit.query("was") == mark(visit) ? visit.unchanged() : visit.fragment(html(visit))
        }
        routes.post("/box/replace", need: .may(.changeBox)) { visit, form in
            guard let member = form.number("member") else { return visit.refused(.of(.form)) }
            let deed = StorageDeeds.ReplaceMember(
                deed: visit.newDeed(), member: member, disk: form.text("disk"), confirm: form.text("confirm"),
                user: visit.userName)
            _ = try await visit.audited(deed, as: "disk.replace", on: "disk:\(member) \(deed.disk)")
            return visit.redirect(to: "/box?deed=\(deed.deed)")
        }
        routes.post("/box/add", need: .may(.changeBox)) { visit, form in
            let deed = StorageDeeds.AddMember(
                deed: visit.newDeed(), disk: form.text("disk"), confirm: form.text("confirm"), user: visit.userName)
            _ = try await visit.audited(deed, as: "disk.add", on: deed.disk)
            return visit.redirect(to: "/box?deed=\(deed.deed)")
        }
        routes.post("/box/take-out", need: .may(.changeBox)) { visit, form in
            guard let member = form.number("member") else { return visit.refused(.of(.form)) }
            let deed = StorageDeeds.TakeOutMember(
                deed: visit.newDeed(), member: member, confirm: form.text("confirm"), user: visit.userName)
            _ = try await visit.audited(deed, as: "disk.take-out", on: "disk:\(member)")
            return visit.redirect(to: "/box?deed=\(deed.deed)")
        }
        routes.post("/box/call-off", need: .may(.changeBox)) { visit, _ in
            let number = visit.sight.storage?.array?.change.map { "disk:\($0.number)" } ?? ""
            _ = try await visit.audited(
                StorageDeeds.CallOffChange(user: visit.userName), as: "disk.call-off", on: number)
            await visit.frame.wait { $0.storage?.array?.change == nil }
            return visit.redirect(to: "/box", note: .calledOff)
        }
        routes.post("/box/erase", need: .may(.changeBox)) { visit, form in
            let deed = StorageDeeds.EraseDisk(
                deed: visit.newDeed(), disk: form.text("disk"), confirm: form.text("confirm"), user: visit.userName)
            _ = try await visit.audited(deed, as: "disk.erase", on: deed.disk)
            return visit.redirect(to: "/box?deed=\(deed.deed)")
        }
    }

    /// Changes when a disk comes or goes or a member changes; until then the forms are left alone.
    static func mark(_ visit: Visit) -> String {
        let array = visit.sight.storage?.array
        let disks = ArrayPicture.unused(visit).map { "\($0.id)/\($0.content)" }
        let members = (array?.members ?? []).map { "\($0.number)\($0.state)\($0.serialTail)" }
        return PollMark.of(
            "\(isErasing(visit))|\(visit.sight.storage?.lockChange == nil)|\(ChangePicture.mark(array))|\((disks + members).joined(separator: ","))"
        )
    }

    static func html(_ visit: Visit) -> HTML {
        """
        <div id="members" hx-get="/fragment/members?was=\(mark(visit))" \
        hx-trigger="every 3s" hx-swap="outerHTML">\(content(visit))</div>
        """
    }

    private static func content(_ visit: Visit) -> HTML {
        // Storage refuses every change meanwhile, and the disk that was freed may look like one that belongs to nobody.
        guard visit.sight.storage?.lockChange == nil else { return LockPage.notice(visit) }
        let array = visit.sight.storage?.array
        let lost = array?.lost ?? []
        let disks = ArrayPicture.unused(visit)
        let isEmptyHanded = disks.allSatisfy { $0.content == "other-box" }
        let insert: HTML =
            lost.isEmpty || !isEmptyHanded || array?.change != nil
            ? .empty
            : visit.card(.replaceTitle, .disk, id: "replace", "<p>\(visit[.replaceInsert])</p>\(keep(visit, array))")
        guard visit.may(.changeBox) else {
            let words = lost.isEmpty ? visit[.looseFound] : visit[.replaceFound]
            guard !disks.isEmpty else { return insert }
            return insert
                + visit.card(.replaceTitle, .disk, id: "replace", "<p>\(words) \(visit[.administratorsOnly])</p>")
                .when(insert.isEmpty)
        }
        let isErasing = isErasing(visit)
        let cards: [HTML] = disks.map { LooseDisk(disk: $0, visit: visit).card(isErasing: isErasing) }
        return "\(ChangePicture.callOff(visit))\(insert)\(cards)\(takeOut(visit, array))"
    }

    /// The worst to happen now is that the wrong disk is taken out.
    private static func keep(_ visit: Visit, _ array: ArrayFact?) -> HTML {
        let disks = (array?.members ?? []).filter { $0.state == "insync" }.compactMap { member in
            member.bay.map { bay in
                let tail = Protection.tail(visit, member.serialTail)
                return visit.say(
                    .replaceKeepOne, ["number": "\(member.number)", "bay": String(bay.dropFirst()), "tail": tail])
            }
        }
        guard !disks.isEmpty else { return .empty }
        let words = visit.say(.replaceKeep, ["disks": disks.joined(separator: ", ")])
        return "<p id=\"keep\"><strong>\(Icon.warning.html) \(words)</strong></p>"
    }

    private static func isErasing(_ visit: Visit) -> Bool {
        visit.sight.storage?.isDoing([StorageDeeds.EraseDisk.name]) ?? false
    }

    // MARK: Take out

    private static func takeOut(_ visit: Visit, _ array: ArrayFact?) -> HTML {
        guard let array, array.level == 1, array.memberCount > 2, array.change == nil else { return .empty }
        // Nobody goes while another one is not whole.
        let leavers = array.members.filter { leaver in
            array.members.allSatisfy { $0.number == leaver.number || $0.state == "insync" }
        }
        guard !leavers.isEmpty else { return .empty }
        // Whoever goes, the others stay, all of them whole.
        let left = Protection.words(visit, left: array.memberCount - 2)
        let forms: [HTML] = leavers.map { leaver in
            let isGone = leaver.state != "insync"
            return """
                <details class="mt-2" id="take-out-\(leaver.number)"\(HTML.flag("open", isGone))>\
                <summary>\(visit.say(.takeOutOne, [
                    "number": "\(leaver.number)", "tail": Protection.tail(visit, leaver.serialTail),
                ]))</summary>\(takeOutForm(visit, leaver, array, isGone: isGone))</details>
                """
        }
        return visit.card(
            .takeOutTitle, .eject, id: "take-out",
            "<p class=\"muted\">\(visit.say(.takeOutWhat, ["left": left]))</p>\(forms)")
    }

    private static func takeOutForm(
        _ visit: Visit, _ leaver: MemberFact, _ array: ArrayFact, isGone: Bool
    ) -> HTML {
        let places = [
            "number": "\(leaver.number)", "tail": Protection.tail(visit, leaver.serialTail),
            "count": "\(array.memberCount - 1)",
        ]
        let loses: HTML =
            isGone
            ? "<p>\(visit.say(.takeOutGone, places))</p>\(visit.hidden("confirm", ""))"
            : """
            <div class="loses"><p><strong>\(Icon.warning.html) \(visit.say(.takeOutLoses, places))</strong><br>\
            \(visit[.takeOutLeaves])</p><div class="short-field">\(visit.field(
                Field(lastFour: .confirmSerial, id: "confirm-take-out-\(leaver.number)")))</div></div>
            """
        return visit.form(
            "/box/take-out", css: "take-out",
            """
            \(visit.hidden("member", "\(leaver.number)"))\(loses)\
            <div class="actions">\(visit.button(.takeOutGo, .eject, style: "outline-danger"))</div>
            """)
    }
}
