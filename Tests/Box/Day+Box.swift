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
}
