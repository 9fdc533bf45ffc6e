import DatasafeCore
import PagesDoubles

// Disks and keys in their life: every page of it is looked at.
extension Scene {
    /// Behind the code of the screen of a closed box.
    static let atTheScreen = [
        Scene("closed-locked", "/", role: nil) { box in
            box.lostDisk()
            box.closed(.locked)
        },
        Scene("closed-failed", "/", role: nil) { $0.sides() },
        Scene("closed-code", "/disk-work", role: nil) { $0.closed(.locked) },
        Scene("closed-replace", "/disk-work", role: nil, isAtScreen: true) { box in
            box.lostDisk()
            box.closed(.locked)
        },
        Scene("closed-replacing", "/disk-work", role: nil, isAtScreen: true) { box in
            box.lostDisk()
            box.closed(.locked)
            box.change("replace", oldAnswers: false)
        },
        Scene("closed-sides", "/disk-work", role: nil, isAtScreen: true) { $0.sides() },
        Scene("closed-alone", "/disk-work", role: nil, isAtScreen: true) { $0.sides(1) },
        Scene("closed-header", "/disk-work", role: nil, isAtScreen: true) { box in
            box.closed(.failed, reason: Refusal(code: "VOL-HEADER-DEAD"))
            box.facts.change(StorageFact()) { fact in
                fact.canRestoreHeader = true
                fact.headerCopied = ScriptedBox.now.adding(seconds: -86_400)
            }
        },
        Scene("closed-nothing", "/disk-work", role: nil, isAtScreen: true) { $0.closed(.locked) },
    ]

    /// The device page with disks that come and go.
    static let disks = [
        Scene("box-replacing", "/box") { box in
            box.lostDisk()
            box.facts.change(StorageFact()) { fact in
                fact.array?.members[1].state = "rebuilding"
                fact.array?.members[1].bay = "d3"
                fact.disks[1].content = "member"
            }
            box.change("replace", oldAnswers: false)
        },
        Scene("box-replacing-worn", "/box") { box in
            box.spareDisk()
            box.change("replace")
        },
        Scene("box-waiting", "/box") { $0.change("replace", isWaiting: true) },
        Scene("box-spare", "/box") { $0.spareDisk() },
        Scene("box-former", "/box") { $0.spareDisk(content: "other-box") },
        Scene("box-used", "/box") { $0.spareDisk(content: "ntfs") },
        Scene("box-three", "/box") { $0.threeDisks() },
        Scene("box-three-doctor", "/box", role: "doctor") { $0.threeDisks() },
        Scene("box-adding", "/box") { box in
            box.threeDisks()
            box.change("add", number: 3)
        },
        Scene("box-care", "/box") { box in
            box.facts.change(StorageFact()) { fact in
                fact.array?.action = "check"
                fact.array?.progress = DeedProgress(step: "check", done: 41, of: 100, secondsLeft: 9_000)
                fact.refusedUSB = [
                    RefusedUSBFact(kind: "keyboard", name: "Logitech K120", at: ScriptedBox.now.adding(seconds: -90))
                ]
                fact.erasures = [
                    ScriptedBox.erasure("sanitize-crypto"), ScriptedBox.erasure(checked: 4096, wrong: 2),
                ]
                fact.array?.members[0].correctedErrors = 12
                var deed = DeedFact(
                    deed: String(repeating: "a", count: 32), name: "EraseDisk", started: ScriptedBox.now)
                deed.progress = DeedProgress(step: "erase", done: 23, of: 100, secondsLeft: 15_400)
                fact.deeds = [deed]
            }
        },
        Scene("erasure", "/box/erasures/\(ScriptedBox.erasure().began.seconds)") { box in
            box.facts.change(StorageFact()) { $0.erasures = [ScriptedBox.erasure()] }
        },
        Scene("erasure-failed", "/box/erasures/\(ScriptedBox.erasure().began.seconds)") { box in
            box.facts.change(StorageFact()) { $0.erasures = [ScriptedBox.erasure("sanitize-block", wrong: 3)] }
        },
    ]

    /// The day the box leaves.
    static let retirement = [
        Scene("retire", "/box/retire"),
        Scene("retire-absent", "/box/retire") { box in
            box.lostDisk()
            box.facts.change(StorageFact()) { $0.disks[1].content = "ntfs" }
            box.facts.change(BackupFact()) { fact in
                for index in fact.disks.indices { fact.disks[index].lastSuccess = nil }
            }
        },
        Scene("retire-busy", "/box/retire") { $0.change("add", number: 3) },
        Scene("retire-closed", "/disk-work/retire", role: nil, isAtScreen: true) { $0.closed(.locked) },
        Scene("retired-keys", "/", role: nil) { $0.retired(erased: 0, progress: DeedProgress(step: "retire-keys")) },
        Scene("retired-erasing", "/", role: nil) {
            $0.retired(erased: 1, progress: DeedProgress(step: "erase", done: 62, of: 100, secondsLeft: 9_300))
        },
        Scene("retired-waiting", "/", role: nil) { $0.retired(erased: 1) },
        Scene("retired-done", "/", role: nil) { $0.retired(erased: 2) },
        Scene("retired-code", "/disk-work", role: nil) { $0.retired(erased: 2) },
        Scene("retired-work-erasing", "/disk-work", role: nil, isAtScreen: true) {
            $0.retired(erased: 0, progress: DeedProgress(step: "erase", done: 2, of: 100, secondsLeft: 29_300))
        },
        Scene("retired-work", "/disk-work", role: nil, isAtScreen: true) { $0.retired(erased: 1, absent: 1) },
        Scene(
            "retired-erasure", "/disk-work/erasures/\(ScriptedBox.erasure().began.seconds)", role: nil, isAtScreen: true
        ) {
            $0.retired(erased: 2)
        },
    ]

    /// The page of the keys.
    static let keys = [
        Scene("keys", "/box/keys") { box in
            box.facts.change(StorageFact()) { $0.headerCopied = ScriptedBox.now.adding(seconds: -86_400) }
        },
        Scene("keys-ready", "/box/keys") { $0.sticks(silver: 1, other: "other") },
        Scene("keys-replug", "/box/keys") { box in
            box.sticks(silver: 2)
            box.facts.change(StorageFact()) {
                $0.keyChange = KeyChangeFact(step: "pull-and-plug", number: 3, replaces: 1, stick: "s")
            }
        },
        Scene("keys-doctor", "/box/keys", role: "doctor") { $0.sticks(silver: 1) },
        Scene("keys-one", "/box/keys") { box in
            box.facts.change(StorageFact()) { $0.keys.removeFirst() }
        },
    ]
}
