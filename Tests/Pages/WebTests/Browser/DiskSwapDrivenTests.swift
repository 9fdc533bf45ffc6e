import DatasafeCore
import FoundationEssentials
import PagesDoubles
import RealBrowser
import Testing

extension BrowserTests {
    @Suite struct DiskSwapDrivenTests {}
}

/// The way of the guide before the scripted box, in seconds; `Tests/Box/DiskSwapTests.swift` goes it before the booted one.
extension BrowserTests.DiskSwapDrivenTests {
    @Test(.timeLimit(.minutes(3)))
    func `the guide to a new disk leads to whole data`() async throws {
        let guide = try String(contentsOfFile: TestPaths.guide, encoding: .utf8)
        let browser = try Chromium.running()
        try await BoxServer.with(ScriptedBox()) { server in
            let box = server.box
            let person = try await Newcomer.open(
                browser, origin: server.origin, guide: guide, pictures: TestPaths.pictures)
            try await person.logIn(user: "a.schoen", password: "lampe fluss zange", name: "Dr. Anna Schön")
            box.deeds.on(StorageDeeds.ReplaceMember.self) { deed, _ in
                box.facts.change(StorageFact()) {
                    $0.deeds = [DeedFact(deed: deed.deed, name: "ReplaceMember", started: ScriptedBox.now)]
                }
                box.change("replace", oldAnswers: false)
                return Done()
            }
            let swap = DiskSwap(staying: "Einschub 1 (…7K2Q)", bay: "3", ending: "0PQR", limit: .seconds(30))
            try await swap.go(person) { hand in
                switch hand {
                case .pullOld:
                    box.lostDisk()
                    box.facts.change(StorageFact()) { $0.disks.removeAll { $0.bay == "d3" } }
                case .plugNew: box.spareDisk()
                case .wait: box.replaced()
                }
            }
            #expect(box.deeds.asked(StorageDeeds.ReplaceMember.self).map(\.confirm) == ["0PQR"])
            #expect(person.page.complaints() == [])
            try await person.page.close()
        }
    }
}

extension ScriptedBox {
    /// The new disk is whole, the alarms are over.
    fileprivate func replaced() {
        facts.change(StorageFact()) { fact in
            fact.state = .open
            fact.reason = nil
            fact.array?.change = nil
            fact.array?.progress = nil
            fact.array?.action = "idle"
            fact.array?.redundancyLeft = 1
            fact.array?.members[1] = ScriptedBox.member(2, "d3", "0PQR")
            fact.disks = [ScriptedBox.disk("d1", "WD-WX11D7K2Q"), ScriptedBox.disk("d3", "WD-WX11D0PQR")]
            if !fact.deeds.isEmpty { fact.deeds[0].outcome = "done" }
        }
        facts.set(ScriptedBox.monitor())
    }
}
