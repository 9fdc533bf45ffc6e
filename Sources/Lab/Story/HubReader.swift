package import Guest

/// What the vendor sees of the one box of the story.
struct HubView: Sendable, Equatable {
    /// The fleet page lists a box.
    var hasBox = false
    /// It is up and waits for its key.
    var isWaitingForKey = false
    /// An alarm of the mirror is raised.
    var hasMirrorAlarm = false
    /// The history knows an alarm of the mirror and its end.
    var hasHistory = false
}

/// The hub's pages as the vendor's person on duty reads them. Routes and marks of the hub stand here and nowhere else.
package struct HubReader {
    private let browser: Browser

    package init(lab: Lab) async throws {
        let certificate = try await Fingerprint.certificate(port: lab.ports.hub, limit: .seconds(30))
        browser = Browser(port: lab.ports.hub, trusting: certificate)
        guard let link = try await lab.hubLogin() else { return }
        do {
            _ = try await browser.submit(on: link, to: "/login/link").expecting(200)
        } catch {
            await browser.close()
            throw error
        }
    }

    func look() async throws -> HubView {
        var view = HubView()
        let fleet = try await browser.get("/").expecting(200).page
        guard let row = fleet.elements(with: "data-box").first, let id = row["data-box"] else { return view }
        view.hasBox = true
        view.isWaitingForKey = row["data-state"] == "locked"
        let box = try await browser.get("/box/\(id)").expecting(200).page
        view.hasMirrorAlarm = box.elements(with: "data-check").contains { element in
            element["data-check"]?.hasPrefix(BoxRoutes.mirrorCheck) == true && element["data-state"] == "2"
        }
        let events = box.elements(with: "data-event").filter {
            $0["data-check"]?.hasPrefix(BoxRoutes.mirrorCheck) == true
        }
        view.hasHistory =
            events.contains { $0["data-event"] == "raise" } && events.contains { $0["data-event"] == "resolve" }
        return view
    }

    /// The checks of the one box: id to state, 0 = in order, 1 = look at it, 2 = alarm. Throws while there is no box, also
    /// when the log-in has ended: no checks would be taken for none that is wrong.
    package func checks() async throws -> [String: Int] {
        guard let id = try await browser.get("/").expecting(200).page.value(of: "data-box") else {
            throw StoryError(.page, "the hub shows no box")
        }
        let rows = try await browser.get("/box/\(id)").expecting(200).page.elements(with: "data-check")
        return Dictionary(
            rows.compactMap { row in
                row["data-state"].flatMap { Int($0) }.flatMap { state in row["data-check"].map { ($0, state) } }
            }, uniquingKeysWith: max)
    }

    /// Takes a box out of service by the form on its page.
    package func revoke(_ device: String) async throws {
        let page = try await browser.get("/box/\(device)").expecting(200).page
        let form = try page.form(to: "/box/\(device)/revoke")
        _ = try await browser.submit(form, ["confirm": [String(device.suffix(4))]]).expecting(200)
    }

    package func close() async { await browser.close() }
}
