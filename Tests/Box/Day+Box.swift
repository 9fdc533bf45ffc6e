import Guest

@testable import Story

/// What more than one of these tests does with its box.
extension Day {
    /// A box that was just set up, its administrator logged in.
    func makeBox() async throws {
        try await switchOnNewBox()
        try await setUp()
        _ = try await lookAtSetUp()
    }

    /// Off and on, key in, key out, somebody may log in.
    func switchOnWithKey() async throws {
        try await switchOn()
        try await open(with: "key1")
    }

    /// Key in, key out, somebody may log in.
    func open(with key: String) async throws {
        try await hand(.plug(key))
        try await waitForPhase(.open, .openDegraded, limit: FirstDay.keyToData)
        try await hand(.unplug(key))
        try await waitForLogIn()
    }

    /// Reads everything back that was ever stored. Throws naming what is different.
    func compareStored() async throws {
        try await logIn(.administrator)
        try await compare(try documents().filter { stored[$0.name] != nil })
    }

    /// Does what begins the deed `name` and waits for its end; code of the refusal, empty = done. A deed of that name that was
    /// there before does not count.
    func endOfDeed(_ name: String, _ press: () async throws -> Void) async throws -> String {
        let before = Set(Self.deeds(name, try await status()).compactMap { $0["deed"]?.text })
        try await press()
        return try await waitForStatus("end of \(name)", limit: FirstDay.backup) { status -> String? in
            let fresh = Self.deeds(name, status).first { !before.contains($0["deed"]?.text ?? "") }
            guard let fresh else { return nil }
            if let code = fresh["code"]?.text { return code }
            return fresh["outcome"]?.text == nil ? nil : ""
        }
    }

    private static func deeds(_ name: String, _ status: JSON) -> [JSON] {
        (status["deeds"]?.elements ?? []).filter { $0["name"]?.text == name }
    }
}
