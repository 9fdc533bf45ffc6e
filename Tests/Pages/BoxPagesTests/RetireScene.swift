import BoxPages
import DatasafeCore
import DatasafeTexts
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// Who sits before the pages of a box that leaves.
enum RetireScene {
    static func pages(
        _ box: ScriptedBox = ScriptedBox(), role: String? = "administrator",
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        if let role { box.logIn(role: role) }
        try await PageClient.with(box, register: BoxPages.register) { client in
            var client = client
            client.isLoggedIn = role != nil
            try await body(client, box)
        }
    }

    /// A closed box in front of a browser that typed the code of its screen.
    static func atTheScreen(
        _ box: ScriptedBox, _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        try await pages(box, role: nil) { (client, box) async throws in
            var client = client
            #expect(try await client.post("/disk-work/code", [("code", "482913")]).location == "/disk-work")
            client.cookies = ["__Host-screen=\(PageClient.token)"]
            try await body(client, box)
        }
    }
}
