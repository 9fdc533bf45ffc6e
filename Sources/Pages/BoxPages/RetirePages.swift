import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// The retirement of the whole box: `/box/retire` for an administrator, `/disk-work/retire` behind the code of the screen
/// of a closed box, and the certificates of a box that has no data any more.
enum RetirePages {
    static func register(_ routes: PageRoutes) {
        routes.get("/box/retire", need: .may(.changeBox)) { visit in
            visit.page(
                .retireTitle, place: .box,
                """
                <div class="narrow"><p><a href="/box">\(Icon.back.html) \(visit[.deviceTitle])</a></p>\
                \(RetireSheet(visit: visit, path: "/box/retire").html)</div>
                """)
        }
        routes.post("/box/retire", need: .may(.changeBox)) { visit, form in
            let deed = try deed(visit, form, user: visit.userName, screen: "")
            // Before, not after: the log goes with the data.
            await visit.audit("box.retire", "box", "begun")
            do {
                _ = try await visit.begin(deed)
            } catch let refusal as Refusal {
                await visit.audit("box.retire", "box", refusal.code)
                throw refusal
            }
            await visit.frame.wait { $0.phase == .retired }
            return visit.redirect(to: "/")
        }
    }

    /// The pages behind the code of the screen; `code` = the one this browser typed.
    static func registerClosed(_ routes: PageRoutes, _ code: @escaping @Sendable (Visit) -> String?) {
        routes.get("/disk-work/retire", need: .nobody) { visit in
            guard LockedPages.isWorkable(visit.sight) else { return visit.redirect(to: "/") }
            guard code(visit) != nil else { return visit.redirect(to: LockedPages.path) }
            let path = LockedPages.path
            return visit.page(
                .retireTitle,
                """
                <div class="narrow"><p><a href="\(path)">\(Icon.back.html) \(visit[.lockedWork])</a></p>\
                \(RetireSheet(visit: visit, path: "\(path)/retire").html)</div>
                """)
        }
        routes.post("/disk-work/retire", need: .nobody) { visit, form in
            guard LockedPages.isWorkable(visit.sight) else { return visit.redirect(to: "/") }
            guard let code = code(visit) else { return visit.refused(Refusal(KeyChangeRefusal.screenCode)) }
            _ = try await visit.begin(try deed(visit, form, user: "", screen: code))
            await visit.frame.wait { $0.phase == .retired }
            return visit.redirect(to: LockedPages.path)
        }
        let certificate = { (path: RouterPath, body: @escaping @Sendable (Visit) -> Response) in
            routes.get(path, need: .nobody) { visit in
                guard visit.sight.phase == .retired else { return visit.redirect(to: "/") }
                guard code(visit) != nil else { return visit.redirect(to: LockedPages.path) }
                return body(visit)
            }
        }
        certificate("/disk-work/erasures/{id}") { ErasurePages.page($0, base: LockedPages.path) }
        certificate("/disk-work/erasures/{id}/pdf") { ErasurePages.file($0) }
        certificate("/disk-work/erasures.pdf") { visit in
            let box = ErasurePages.letters(visit.sight.storage?.box ?? "")
            return ErasurePages.download(
                RetiredPaper(visit: visit).pdf, as: "\(visit[.retiredFile])-\(box).pdf", visit)
        }
    }

    /// The way to it: the last card of the device page, away from what is done every day.
    static func card(_ visit: Visit) -> HTML {
        guard visit.may(.changeBox) else { return .empty }
        return visit.card(
            .retireTitle, .exit, id: "retire",
            """
            <details><summary>\(visit[.retireDay])</summary><p>\(visit[.retireWhen])</p>\
            <p><a href="/box/retire" id="to-retire">\(visit[.retireOpen])</a></p></details>
            """)
    }

    private static func deed(
        _ visit: Visit, _ form: FormFields, user: String, screen: String
    ) throws -> StorageDeeds.RetireBox {
        guard form.isOn("understood") else { throw Refusal.of(.form) }
        let typed = form.text("confirm").filter { !$0.isWhitespace }.lowercased()
        guard let box = visit.sight.storage?.box, !box.isEmpty, typed == box else {
            throw Refusal(ChangeRefusal.boxNumber)
        }
        return StorageDeeds.RetireBox(deed: visit.newDeed(), confirm: box, user: user, screen: screen)
    }
}
