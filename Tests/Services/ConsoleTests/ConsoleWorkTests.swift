import DatasafeCore
import DatasafeTexts
import Testing

@testable import Console

@Suite struct ConsoleWorkTests {
    private func fact(_ change: (inout ArrayFact) -> Void) -> ConsoleSight {
        Sights.sight(.open) { fact in
            var array = Sights.array("idle", ["insync", "insync"], done: 0)
            array.progress = nil
            change(&array)
            fact.array = array
        }
    }

    private static let progress = DeedProgress(step: "x", done: 23, of: 100, secondsLeft: 5_400)

    @Test(
        arguments: [
            ("replace", 2, "Platte 2 wird ersetzt: 23 %, noch 90 Min.", "Disk 2 is being replaced: 23 %, 90 min left"),
            ("add", 3, "Platte 3 wird aufgenommen: 23 %, noch 90 Min.", "Disk 3 is being added: 23 %, 90 min left"),
            (
                "take-out", 3, "Platte 3 wird herausgenommen: 23 %, noch 90 Min.",
                "Disk 3 is being taken out: 23 %, 90 min left"
            ),
        ])
    func `a change is a sentence with percent and time left`(kind: String, number: Int, german: String, english: String)
    {
        var sight = fact { array in
            array.change = ArrayChangeFact(kind: kind, number: number)
            array.action = "recover"
            array.progress = Self.progress
        }
        #expect(ConsoleWork.text(sight) == Text(de: german, en: english))
        // What md does meanwhile is something else.
        sight = fact { array in
            array.change = ArrayChangeFact(kind: kind, number: number)
            array.action = "check"
            array.progress = Self.progress
        }
        #expect(ConsoleWork.text(sight)?.de == german.replacing(": 23 %, noch 90 Min.", with: ""))
        sight = fact { array in
            array.change = ArrayChangeFact(kind: kind, number: number)
            array.change?.isWaiting = true
        }
        #expect(ConsoleWork.text(sight)?.de == "Neue Platte \(number) fehlt, bitte fest einsetzen")
    }

    @Test(arguments: [
        ("idle", "insync", nil), ("recover", "rebuilding", "Platte 2 wird befüllt: 23 %, noch 90 Min."),
        ("recover", "insync", nil), ("resync", "insync", "Spiegelung entsteht: 23 %, noch 90 Min."),
        ("check", "insync", "Platten werden geprüft: 23 %, noch 90 Min."),
        ("reshape", "insync", "Spiegelung wird erweitert: 23 %, noch 90 Min."), ("repair", "insync", nil),
    ])
    func `what md does by itself is said too`(action: String, state: String, german: String?) {
        let sight = fact { array in
            array.action = action
            array.members[1].state = state
            array.progress = Self.progress
        }
        #expect(ConsoleWork.text(sight)?.de == german)
    }

    @Test(arguments: [
        (nil, ""), (0, ", noch 1 Min."), (-5, ", noch 1 Min."), (59, ", noch 1 Min."), (61, ", noch 2 Min."),
        (601, ", noch 15 Min."), (7_100, ", noch 120 Min."), (7_300, ", noch 2 Std."), (36_000, ", noch 10 Std."),
    ])
    func `the time left goes in steps`(seconds: Int?, words: String) {
        let sight = fact { array in
            array.action = "check"
            array.progress = DeedProgress(step: "check", done: 50, of: 100, secondsLeft: seconds)
        }
        #expect(ConsoleWork.text(sight)?.de == "Platten werden geprüft: 50 %\(words)")
    }

    @Test(arguments: [
        (DeedProgress(step: "retire-keys"), "Schlüssel werden vernichtet", "The keys are being destroyed"),
        (
            DeedProgress(step: "erase", done: 23, of: 100, secondsLeft: 5_400),
            "Platten werden gelöscht: 23 %, noch 90 Min.", "The disks are being erased: 23 %, 90 min left"
        ),
    ])
    func `a box that leaves tells what is being destroyed, by deed or after a cut`(
        step: DeedProgress, german: String, english: String
    ) {
        let byDeed = Sights.leaving(erased: 0) { fact in
            var deed = DeedFact(deed: "d", name: "RetireBox", started: Sights.now)
            deed.progress = step
            fact.deeds = [deed]
        }
        let afterCut = Sights.leaving(erased: 0) { $0.step = step }
        for sight in [byDeed, afterCut] { #expect(ConsoleWork.text(sight) == Text(de: german, en: english)) }
        #expect(ConsoleWork.text(Sights.retired) == nil && ConsoleWork.text(Sights.retiringWaits) == nil)
    }

    @Test func `old facts tell nothing`() {
        var sight = fact { $0.action = "check" }
        #expect(ConsoleWork.text(sight) != nil)
        if let storage = sight.storage.fact {
            sight.storage = .stale(
                FactEnvelope(fact: storage, version: "0", boot: "b", seq: 1, at: Sights.now), age: 100)
        }
        #expect(ConsoleWork.text(sight) == nil)
    }

    @Test(arguments: [
        (StorageState.locked, true), (.failed, true), (.open, false), (.openDegraded, false), (.unlocking, false),
        (.starting, false), (.unsetUp, false),
    ])
    func `the code for work stands there only while the box is closed`(state: StorageState, isShown: Bool) {
        for code in ["481516", "", "48"] {
            let sight = Sights.sight(state) { $0.screenCode = code }
            let rows = ConsolePicture(sight).rows.map(\.text)
            #expect(
                rows.contains { $0 == " Arbeits-Code / Work code:  481 516" } == (isShown && code.count == 6))
            #expect(rows.contains { $0.contains("Arbeits-Code") } == (isShown && code.count == 6))
        }
    }

    @Test func `what is long gives way from below, messages last`() {
        // Every refusal with work, code, two addresses and three rows of messages.
        // A box that leaves shows none of it.
        for advice in AdviceBook.chapters.flatMap({ $0 }) where advice.code != ChangeRefusal.retired.rawValue {
            var sight = Sights.split
            guard var storage = sight.storage.fact else { continue }
            storage.reason = Refusal(code: advice.code, subject: "d2")
            storage.array = Sights.array("recover", ["insync", "rebuilding"], done: 23)
            storage.array?.change = ArrayChangeFact(kind: "take-out", number: 2)
            sight.storage = Sights.fresh(storage)
            let rows = ConsolePicture(sight).rows.map(\.text)
            #expect(rows.count == 25 && rows.allSatisfy { $0.count <= 80 && !$0.contains("{") })
            #expect(rows.contains { $0.contains("481 516") } && rows.contains { $0.contains("https://192.168.178.40") })
            #expect(rows.contains { $0.contains("wird herausgenommen: 23 %") }, "\(advice.code)")
            #expect(rows.contains { $0.contains("Meldungen / Messages") }, "\(advice.code)")
        }
    }

    @Test(arguments: [
        (["insync", "rebuilding"], nil, nil, "Eine Platte wird befüllt."),
        (["insync", "lost"], "replace", nil, "Eine Platte wird befüllt."),
        (["insync", "lost"], nil, "MEM-MISSING", "Platte 2 fehlt."), (["insync", "lost"], nil, nil, "Platte 2 fehlt."),
        (["insync", "lost"], nil, "MEM-CABLE", "Datenplatte 2 ist heute mehrmals"),
    ])
    func `less protected is said as it is`(states: [String], change: String?, code: String?, words: String) {
        let sight = Sights.sight(.openDegraded) { fact in
            fact.array = Sights.array("recover", states, done: 1)
            fact.array?.change = change.map { ArrayChangeFact(kind: $0, number: 2) }
            fact.reason = code.map { Refusal(code: $0, subject: "2") }
        }
        #expect(ConsoleState.scene(sight).sentence.de.contains(words))
    }

    @Test(arguments: [("write-key", "Beide Sticks stecken lassen."), ("pull-and-plug", "Den neuen Stick abziehen")])
    func `while a key is issued nobody is told to pull the good one`(step: String, words: String) {
        let sight = Sights.sight(.open) { fact in
            fact.keyPluggedSince = Sights.now
            fact.keyChange = KeyChangeFact(step: step, number: 3, replaces: 0, stick: "s")
        }
        let scene = ConsoleState.scene(sight)
        #expect(scene.action.de.hasPrefix(words) && scene.sentence.de == "Silberner Schlüssel 3 wird ausgestellt.")
    }
}
