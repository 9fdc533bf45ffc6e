import BoxPages
import DatasafeCore
import DatasafeTexts
import PageFrame
import PagesDoubles
import Testing

/// A volume that takes nothing more is said to everybody, with what it means and what to do.
@Suite struct VolumePagesTests {
    private struct Case: Sendable {
        var lack: VolumeLack
        var change: @Sendable (inout VolumeFact) -> Void
    }

    private static let cases = [
        Case(lack: .readOnly) { $0.readOnly = true },
        Case(lack: .full) { $0.free = 0 },
        Case(lack: .bookkeeping) { $0.metadataPercent = 98 },
    ]

    private func box(_ change: (inout VolumeFact) -> Void) -> ScriptedBox {
        let box = ScriptedBox()
        box.volume(change)
        return box
    }

    @Test(arguments: cases, [true, false])
    private func `the start page says it in both languages`(given: Case, isLoggedIn: Bool) async throws {
        let box = box(given.change)
        try await PageClient.with(box, register: BoxPages.register) { (client) async throws in
            var client = client
            client.isLoggedIn = isLoggedIn
            let tile = try await client.get("/fragment/tiles").text
            #expect(tile.contains("id=\"tile-data\" data-level=\"crit\"") == isLoggedIn)
            for language in Language.allCases {
                client.language = language.rawValue
                let text = try await client.get("/").text
                #expect(text.contains("<div id=\"volume\" data-code=\"\(given.lack.code)\""))
                #expect(text.contains(given.lack.sentence[language]) && text.contains(given.lack.action[language]))
            }
            let status = try await client.get("/status.json").text
            #expect(status.contains("\"code\":\"\(given.lack.code)\"") && status.contains("\"level\":\"crit\""))
        }
    }

    @Test func `read-only is the first word even where a disk is missing as well`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        box.volume { $0.readOnly = true }
        try await PageClient.with(box, register: BoxPages.register) { (client) async throws in
            var client = client
            client.isLoggedIn = false
            #expect(try await client.get("/").text.contains("<h1>Nur lesbar</h1>"))
        }
    }

    @Test func `room, and getting scarce, is no notice`() async throws {
        for used: Int64 in [10, 90] {
            let box = box { $0.used = $0.bytes / 100 * used }
            try await PageClient.with(box, register: BoxPages.register) { (client) async throws in
                #expect(try await !client.get("/").text.contains("id=\"volume\""))
            }
        }
    }
}
