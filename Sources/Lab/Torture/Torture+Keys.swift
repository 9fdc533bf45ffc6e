import FaultDisk
import Guest
import Story

/// Cuts while a key goes or comes.
extension Torture {
    /// Silver key 2 is revoked with key 1 in the box. Afterwards key 1 opens; key 2 does too, or is told to be revoked.
    func cutRevoke() async throws -> String {
        let clerk = try await comeBack(.thawed)
        let form = try await rig.day.waitForPage(BoxRoutes.keys, "form to revoke 2", limit: FirstDay.moment) { page in
            page.forms.first { form in
                form.action == BoxRoutes.revokeKey && form.fields.contains { $0.name == "number" && $0.value == "2" }
                    && page.element(id: "good-key")?["data-number"] == "1"
            }
        }
        // Given up when the box goes dark under it.
        let browser = clerk.browser
        let revoking = Task { _ = try? await browser.submit(form, ["confirm": ["2"]]) }
        let moment = try await cutAfter(.seconds(6))
        await revoking.value
        take(clerk)
        let state = try await openWith(["key2", "key1"], none: ["KEY-REVOKED", "KEY-UNKNOWN", "KEY-NO-MATCH"])
        return "\(moment.seconds) after the click; \(state)"
    }

    /// A third key is made from an empty stick with key 1 in the box. Afterwards key 1 opens; key 3 does too, or is told
    /// not to be one.
    func cutIssue() async throws -> String {
        try Files.remove(rig.lab.part("key3").file)
        let clerk = try await comeBack(.thawed)
        try await rig.lab.guest.plug(rig.lab.part("key3"))
        let form = try await rig.day.waitForPage(BoxRoutes.keys, "form to issue", limit: FirstDay.moment) { page in
            page.forms.first { form in
                form.action == BoxRoutes.issueKey && page.element(id: "good-key")?["data-number"] == "1"
            }
        }
        take(clerk)
        // Given up when the box goes dark under it.
        let (rig, browser) = (rig, clerk.browser)
        let issuing = Task {
            _ = try? await browser.submit(form)
            try? await rig.day.waitForPage(BoxRoutes.keys, "wish to pull the new key", limit: FirstDay.moment) { page in
                page.element(id: "replug") == nil ? nil : ()
            }
            try? await rig.lab.guest.pull("key3")
            try? await Task.sleep(for: .milliseconds(1500))
            try? await rig.lab.guest.plug(rig.lab.part("key3"))
        }
        let moment = try await cutAfter(.seconds(25))
        issuing.cancel()
        await issuing.value
        let noes = ["KEY-UNKNOWN", "KEY-NOT-A-KEY", "KEY-BLANK", "KEY-DAMAGED", "KEY-NO-MATCH", "KEY-OTHER-BOX"]
        let state = try await openWith(["key3", "key1"], none: noes)
        return "\(moment.seconds) after the click; \(state)"
    }

    /// Starts the box and tries these sticks until one opens it. Three times in ten only the last, which must. A stick that
    /// does not open must be refused with one of these codes.
    private func openWith(_ sticks: [String], none codes: [String]) async throws -> String {
        for part in await rig.lab.guest.parts where part.contains("key") { try await rig.lab.guest.pull(part) }
        try await rig.boot()
        try await rig.waitForPages()
        try await rig.day.waitForPhase(.locked, limit: FirstDay.boot)
        var said: [String] = []
        for stick in random.happens(0.3) ? [sticks[sticks.count - 1]] : sticks {
            try await rig.lab.guest.plug(rig.lab.part(stick))
            let isLast = stick == sticks.last
            let code = try await rig.day.waitForStatus("answer to \(stick)", limit: FirstDay.moment) {
                status -> String? in
                if ["open", "open-degraded"].contains(status["phase"]?.text) { return "opens" }
                // What was said about the stick before still stands there.
                if isLast { return nil }
                return status["code"]?.text.flatMap { codes.contains($0) ? $0 : nil }
            }
            said.append("\(stick): \(code)")
            if code == "opens" { break }
            try await rig.lab.guest.pull(stick)
            try await rig.day.waitForStatus("\(stick) gone", limit: FirstDay.moment) { status -> Void? in
                status["phase"]?.text == "locked" ? () : nil
            }
        }
        try await rig.waitUntilOpen(limit: FirstDay.boot)
        let clerk = try await logIn()
        try await look(clerk)
        let keys = try await keysListed()
        try await rig.cutPower()
        return "\(said.joined(separator: ", ")); all there, keys \(keys.map(String.init).joined(separator: " "))"
    }

    private func keysListed() async throws -> [Int] {
        let page = try await rig.day.browser().get(BoxRoutes.keys).expecting(200).page
        return page.elements(with: "data-role", "unlock").compactMap { $0["data-number"].flatMap { Int($0) } }
    }
}
