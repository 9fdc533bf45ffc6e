import BoxPages
import DatasafeCore
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

@Suite struct DiskPageTests {
    private func pages(
        _ box: ScriptedBox, language: String? = nil,
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        box.logIn(role: "assistant")
        try await PageClient.with(box, register: BoxPages.register) { (client) async throws in
            var client = client
            client.language = language
            try await body(client, box)
        }
    }

    /// The line of one value, without its markup.
    private static func row(_ key: String, _ text: String) -> String? {
        guard let begin = text.firstRange(of: "<tr data-value=\"\(key)\">")?.upperBound,
            let end = text[begin...].firstRange(of: "</tr>")?.lowerBound
        else { return nil }
        return text[begin..<end].replacing(#/<[^>]*>/#, with: " ").split(separator: " ").joined(separator: " ")
    }

    @Test func `verdict, reasons with value, meaning and action, values now and a year ago`() async throws {
        let box = ScriptedBox()
        box.watchedDisks()
        try await pages(box, language: "en") { (client, box) async throws in
            let text = try await client.get("/box/disk/d1").text
            for words in [
                "data-code=\"SMART-REALLOCATED\"", "Replaced places (attribute 5): 14, warning from 1",
                "data-code=\"SMART-CABLE\"", "12, 9 of them new, warning from 5 new ones", "For the practice", "To do",
                "Order a spare disk", "Transfer errors fell from 207 to 0", "short test", "A year ago",
                "21,873 hours, about 2.5 years",
            ] { #expect(text.contains(words), "\(words)") }
            #expect(Self.row("reallocated", text) == "Replaced places Attribute 5 14 0")
            #expect(Self.row("pending", text) == "Unreliable places Attribute 197 0 0")
            #expect(Self.row("hours", text)?.hasPrefix("Operating hours 21,873 13,") == true)
            #expect(box.deeds.asked(MonitorDeeds.DiskHistory.self).map(\.disk) == ["d1"])
        }
    }

    @Test func `the curves say without a script what they show, and carry no script`() async throws {
        let box = ScriptedBox()
        box.watchedDisks()
        try await pages(box, language: "en") { (client, _) async throws in
            let answer = try await client.get("/box/disk/d1")
            let text = answer.text
            #expect(text.contains("Replaced places: from 0 to 14, at most 14"))
            #expect(text.contains("data-curve=\"celsius\"") && text.contains("data-warn=\"50\""))
            // What was always 0 is in the table only.
            #expect(!text.contains("data-curve=\"pending\"") && text.contains("data-value=\"pending\""))
            #expect(text.contains("src=\"/assets/chart.min.js?v=") && text.contains("src=\"/assets/disk.js?v="))
            #expect(!text.contains("<script>") && !text.contains(" style=") && !text.contains("onload"))
            let at = try #require(text.firstMatch(of: #/data-at="([0-9,]+)"/#)).1.split(separator: ",")
            for values in text.matches(of: #/data-values="([^"]*)"/#) {
                #expect(values.1.split(separator: ",", omittingEmptySubsequences: false).count == at.count)
            }
            #expect(at.count <= 240 && answer.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
        }
    }

    @Test func `a new disk has no past, a USB case no values, and both say so`() async throws {
        let box = ScriptedBox()
        box.watchedDisks()
        try await pages(box, language: "en") { (client, _) async throws in
            let new = try await client.get("/box/disk/d2").text
            #expect(new.contains("The disk reports no faults.") && new.contains("running, 40 % left"))
            #expect(new.contains("The recording has only just begun.") && !new.contains("data-curve"))
            #expect(Self.row("reallocated", new) == "Replaced places Attribute 5 0 –")
            let bridge = try await client.get("/box/disk/b2").text
            #expect(bridge.contains("data-code=\"SMART-BRIDGE\" data-level=\"unknown\""))
            #expect(bridge.contains("The USB case of disk 2 (Backup) does not"))
            #expect(bridge.contains("This disk names no values."))
        }
    }

    @Test func `without the monitor the values are shown all the same`() async throws {
        let box = ScriptedBox()
        box.watchedDisks()
        box.deeds.forget(MonitorDeeds.DiskHistory.self)
        try await pages(box, language: "en") { (client, box) async throws in
            let text = try await client.get("/box/disk/d1").text
            #expect(text.contains("The verdict on this disk is missing"))
            #expect(Self.row("reallocated", text) == "Replaced places Attribute 5 14 –")
            // What it says of another disk that was in this bay does not count.
            box.deeds.on(MonitorDeeds.DiskHistory.self) { _, _ in .init(disk: "ata-other", level: 0) }
            #expect(try await client.get("/box/disk/d1").text.contains("The verdict on this disk is missing"))
        }
    }

    @Test(arguments: ["d9", "b1", "x", "d1%22", "sys"])
    func `a disk that is not there is not found`(place: String) async throws {
        let box = ScriptedBox()
        box.watchedDisks()
        try await pages(box) { (client, box) async throws in
            let answer = try await client.get("/box/disk/\(place)")
            #expect(answer.status == .notFound && answer.text.contains("WEB-NOT-FOUND"))
            #expect(box.deeds.asked(MonitorDeeds.DiskHistory.self).isEmpty)
        }
    }

    @Test func `columns of another length are not drawn`() async throws {
        let box = ScriptedBox()
        box.watchedDisks()
        let id = box.facts.read(StorageFact.self).fact?.disks[0].id ?? ""
        box.deeds.on(MonitorDeeds.DiskHistory.self) { _, _ in
            var outcome = MonitorDeeds.DiskHistory.Outcome(disk: id, level: 0)
            outcome.at = [1, 2, 3]
            outcome.values = [.crc: [1]]
            return outcome
        }
        try await pages(box) { (client, _) async throws in
            let answer = try await client.get("/box/disk/d1")
            #expect(answer.status == .ok && !answer.text.contains("data-curve"))
        }
    }

    @Test func `the disks of the device page lead there`() async throws {
        let box = ScriptedBox()
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("href=\"/box/disk/d1\"") && text.contains("href=\"/box/disk/d2\""))
            box.lostDisk()
            let lost = try await client.get("/box").text
            #expect(lost.contains("href=\"/box/disk/d3\"") && !lost.contains("href=\"/box/disk/d2\""))
        }
    }

    @Test func `foreign names are escaped`() async throws {
        let box = ScriptedBox()
        box.watchedDisks()
        box.facts.change(StorageFact()) { $0.disks[0].model = "<script>alert(1)</script>" }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box/disk/d1").text
            #expect(!text.contains("<script>alert") && text.contains("&lt;script&gt;alert"))
        }
    }
}
