import Guest
import Story
import Testing

@testable import Torture

@Suite("The last line of a run") struct TortureCountTests {
    private var good: TortureCount {
        var count = TortureCount()
        count.seed = 7
        count.cuts = 2
        count.acknowledged = 600
        count.flips = 10
        count.healed = 10
        count.controls = ["lying": 1]
        count.isAborted = false
        return count
    }

    @Test("A run is good only if everything held and every control was found") func goodness() {
        #expect(good.isGood)
        for change in [
            { $0.lost = 1 }, { $0.corrupt = 1 }, { $0.stuck = 1 }, { $0.healed = 9 }, { $0.isAborted = true },
            { $0.controls["nobarrier"] = 0 }, { $0.faults = ["x"] },
        ] as [(inout TortureCount) -> Void] {
            var count = good
            change(&count)
            #expect(!count.isGood)
        }
        #expect(!TortureCount().isGood)
    }

    @Test("One line, and the same for programs") func line() throws {
        var count = good
        count.controls["nobarrier"] = 0
        let line = count.line
        #expect(line.hasPrefix("RESULT seed=7 cuts=2 ") && !line.contains("\n"))
        #expect(line.contains(" lost=0 corrupt=0 ") && line.contains(" controls=lying:1,nobarrier:missed "))
        #expect(line.hasSuffix(" aborted=no good=no"))
        #expect(count.json["acked"]?.whole == 600 && count.json["good"]?.truth == false)
    }

    @Test("An audit page is read as it stands there") func page() throws {
        let page = HTMLPage(
            """
            <table><tr data-seq="9" data-action="document.file" data-outcome="done"><td>9</td><td>heute</td><td>anna</td>
            <td>abgelegt</td><td><bdi>Befund &amp; Bild</bdi> <span class="muted">document:17/2</span></td><td>ok</td></tr>
            <tr data-seq="8" data-action="user.login" data-outcome="USR-LOGIN"><td>8</td><td>heute</td><td>-</td>
            <td>Anmeldung</td><td><span class="muted">user:1</span></td><td>nein</td></tr></table>
            <tr data-seq="3" data-event="raise"><td>an event</td></tr>
            """)
        #expect(
            try AuditEntry.of(page) == [
                AuditEntry(number: 9, key: AuditKey(user: "anna", action: "document.file", subject: "document:17/2")),
                AuditEntry(
                    number: 8, key: AuditKey(user: "-", action: "user.login", subject: "user:1", outcome: "USR-LOGIN")),
            ])
        #expect(throws: StoryError.self) {
            try AuditEntry.of(HTMLPage("<tr data-seq=\"x\" data-outcome=\"done\"><td>9</td></tr>"))
        }
    }

    @Test("Papers are unlike each other and can be made again") func papers() {
        let stack = PaperStack(seed: 3)
        let sizes = (0..<300).map { stack.bytes(of: $0).count }
        #expect(sizes.allSatisfy { (200..<200_000).contains($0) })
        #expect(Set((0..<300).map { stack.digest(of: $0) }).count == 300)
        #expect(stack.bytes(of: 5) == stack.bytes(of: 5) && stack.bytes(of: 5) != PaperStack(seed: 4).bytes(of: 5))
    }
}
