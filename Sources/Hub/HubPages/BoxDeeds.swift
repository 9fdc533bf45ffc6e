import DatasafeCore
import DatasafeTexts
import HubStore
import Hummingbird
import Markup

/// What a person can do about a box at the hub. Nothing of it reaches the box: a hub cannot change anything there.
enum BoxDeeds {
    /// An acknowledged problem is quiet for so long, seconds.
    static let quiet: Int64 = 86_400
    /// Longest label, characters.
    static let longestLabel = 40

    static func register<Context: RequestContext>(_ routes: HubRoutes<Context>) {
        routes.post("/box/:device/ack") { visit, form in
            try await withBox(visit) { box, who in
                try await visit.frame.store.acknowledge(
                    box: box.id, check: form.text("check"), by: who, now: visit.now,
                    until: visit.now.adding(seconds: quiet))
            }
        }
        routes.post("/box/:device/clear") { visit, form in
            let check = form.text("check")
            guard let reason = HubReason.allCases.first(where: { $0.check == check }), isClearable(reason) else {
                return visit.refused(.form)
            }
            return try await withBox(visit) { box, who in
                try await visit.frame.store.clear(reason, box: box.id, by: who, now: visit.now)
            }
        }
        routes.post("/box/:device/rename") { visit, form in
            guard let label = label(form.text("label")) else { return visit.refused(.form) }
            return try await withBox(visit) { box, _ in try await visit.frame.store.rename(box: box.id, to: label) }
        }
        routes.post("/box/:device/revoke") { visit, form in
            guard let device = visit.parameters["device"], form.text("confirm").lowercased() == device.suffix(4) else {
                return visit.refused(.form)
            }
            return try await withBox(visit) { box, who in
                try await visit.frame.store.revoke(box: box.id, by: who, now: visit.now)
            }
        }
    }

    private static func withBox(
        _ visit: HubVisit, _ deed: (BoxRow, String) async throws -> Void
    ) async throws -> Response {
        guard let box = try await BoxPage.box(visit), let who = visit.session?.user.name else {
            return visit.notFound()
        }
        do {
            try await deed(box, who)
        } catch let error as HubStoreError where error.code == .unknown {
            // Over already: the page shows it as it is.
        }
        return visit.redirect("/box/\(box.device)")
    }

    /// A label as it may be stored; nil for anything else.
    static func label(_ text: String) -> String? {
        guard !text.isEmpty, text.count <= longestLabel,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        else { return nil }
        return text
    }

    /// The hub's own alarms that no beat ends.
    private static func isClearable(_ reason: HubReason) -> Bool {
        switch reason {
        case .clone, .forged, .auditShrunk, .vaultWrong: true
        case .silent, .silentLong, .clock, .other: false
        }
    }

    static func clearable(_ check: CheckRow) -> HubReason? { check.hubReason.flatMap { isClearable($0) ? $0 : nil } }

    /// The forms at the end of the page.
    static func html(_ box: BoxRow, _ visit: HubVisit) -> HTML {
        guard box.revoked == nil else { return .empty }
        let rename = visit.form(
            "/box/\(box.device)/rename",
            """
            \(visit.field("label", .hubLabel, value: box.label, hint: .hubLabelHint, " required maxlength=\"40\""))\
            \(visit.button(.save, css: "btn"))
            """)
        let revoke = visit.form(
            "/box/\(box.device)/revoke",
            """
            <p>\(visit[.hubRevokeWords])</p>\
            \(visit.field("confirm", .hubRevokeConfirm, " required maxlength=\"4\" autocomplete=\"off\""))\
            \(visit.button(.hubRevoke, css: "btn btn-danger"))
            """)
        return """
            <details><summary>\(visit[.hubRename])</summary>\(rename)</details>\
            <details><summary>\(visit[.hubRevoke])</summary>\(revoke)</details>
            """
    }
}
