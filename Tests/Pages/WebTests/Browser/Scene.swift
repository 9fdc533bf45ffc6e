import DatasafeCore
import PagesDoubles

/// A moment in the life of a box that a page is looked at in.
struct Scene: Sendable {
    /// Name of the picture.
    var name: String
    /// Address of the page.
    var path: String
    /// Somebody with this role is logged in.
    var role: String?
    /// The code of the console screen was typed before.
    var isSetUp = false
    /// The code for work at the disks was typed before.
    var isAtScreen = false
    /// What is different from the ordinary box.
    var arrange: @Sendable (ScriptedBox) -> Void

    init(
        _ name: String, _ path: String, role: String? = "administrator", isSetUp: Bool = false,
        isAtScreen: Bool = false,
        _ arrange: @escaping @Sendable (ScriptedBox) -> Void = { _ in }
    ) {
        self.name = name
        self.path = path
        self.role = role
        self.isSetUp = isSetUp
        self.isAtScreen = isAtScreen
        self.arrange = arrange
    }
}

extension Scene {
    /// Every page that is looked at, in the order of a first day.
    static let all: [Scene] = setUp + closed + atTheScreen + open + disks + retirement + keys + locks + volumes

    private static let setUp = [
        Scene("setup-1-code", "/setup", role: nil) { $0.firstDay(.code) },
        Scene("setup-2-practice", "/setup", role: nil, isSetUp: true) { $0.firstDay(.practice) },
        Scene("setup-3-disks", "/setup", role: nil, isSetUp: true) { $0.firstDay(.disks) },
        Scene("setup-4-keys", "/setup", role: nil, isSetUp: true) { box in
            box.firstDay(.keys)
            box.facts.change(StorageFact()) { fact in
                fact.setup = SetupProgress(stage: "keys-writing", verifiedKeys: ["unlock-1"])
                fact.sticks = [
                    StickFact(
                        id: "Kingston_50E549C6", model: "Kingston DataTraveler", bytes: 31_000_000_000, role: "other")
                ]
            }
        },
        Scene("setup-4-replug", "/setup", role: nil, isSetUp: true) { box in
            box.firstDay(.keys)
            box.facts.change(StorageFact()) { fact in
                fact.setup = SetupProgress(stage: "keys-writing", verifiedKeys: ["unlock-1"], waitingFor: "unlock-2")
            }
        },
        Scene("setup-4-ready", "/setup", role: nil, isSetUp: true) { box in
            box.firstDay(.keys)
            box.facts.change(StorageFact()) { fact in
                fact.setup = SetupProgress(stage: "keys-writing", verifiedKeys: ["unlock-1", "unlock-2", "backup-1"])
            }
        },
        Scene("setup-5-forming", "/setup", role: nil, isSetUp: true) { box in
            box.firstDay(.forming)
            box.facts.change(StorageFact()) { fact in
                fact.step = DeedProgress(step: "format", done: 41, of: 100, secondsLeft: 320)
            }
        },
        Scene("setup-6-paper", "/setup", role: nil, isSetUp: true) { $0.firstDay(.paper) },
        Scene("setup-6-paper-restarted", "/setup", role: nil, isSetUp: true) { box in
            box.firstDay(.paper)
            box.facts.change(StorageFact()) { $0.setup = nil }
        },
        Scene("setup-7-sheet", "/setup/paper", role: nil, isSetUp: true) { $0.firstDay(.paper) },
    ]

    private static let closed = [
        Scene("locked", "/", role: nil) { $0.state(.locked) },
        Scene("locked-refused", "/", role: nil) { box in
            box.state(.locked)
            box.facts.change(StorageFact()) { $0.refusal = Refusal(code: "KEY-OTHER-BOX") }
        },
        Scene("unlocking", "/", role: nil) { box in
            box.state(.unlocking)
            box.facts.change(StorageFact()) { $0.step = DeedProgress(step: "unlock", done: 1, of: 2) }
        },
        Scene("failed", "/", role: nil) { box in
            box.state(.failed)
            box.facts.change(StorageFact()) { $0.reason = Refusal(code: "MEM-NEWER-ABSENT", subject: "2") }
        },
        Scene("ready", "/", role: nil),
        Scene("login-ended", "/login?because=time", role: nil),
    ]

    private static let open = [
        Scene("start", "/"),
        Scene("start-alarm", "/") { $0.lostDisk() },
        Scene("files", "/files", role: "assistant"),
        Scene("files-folder-empty", "/files/folder/2"),
        Scene("files-search", "/files/search?q=Pan"),
        Scene("files-bin", "/files/bin"),
        Scene("files-versions", "/files/versions/9"),
        Scene("files-move", "/files/move?kind=document&id=9"),
        Scene("backup", "/backup"),
        Scene("backup-running", "/backup") { box in
            box.facts.change(BackupFact()) { fact in
                fact.disks[1].state = "running"
                var run = BackupRunFact(.disk(2), step: "backup", started: ScriptedBox.now, cause: "person")
                run.progress = DeedProgress(step: "backup", done: 41, of: 100, secondsLeft: 500)
                fact.running = run
            }
        },
        Scene("backup-new-disk", "/backup") { box in
            box.facts.change(StorageFact()) { fact in
                fact.backupDisks.append(ScriptedBox.backupDisk("foreign", content: "ntfs"))
                var stick = StickFact(id: "s1", model: "Backup", bytes: 8_000_000_000, role: "backup")
                stick.number = 1
                fact.sticks = [stick]
            }
        },
        Scene("backup-adopt-found", "/backup") { $0.strangeDisk() },
        Scene("backup-adopt", "/backup/adopt?disk=usb-Samsung_T7_strange") { $0.strangeDisk() },
        Scene("backup-adopt-key", "/backup/adopt?disk=usb-Samsung_T7_strange") { $0.strangeDisk(isKeyThere: true) },
        Scene("backup-adopted", "/backup") { box in
            box.facts.change(BackupFact()) { $0.disks[1].hasStrangeKey = true }
        },
        Scene("backup-whole", "/backup/whole/2/1a2b3c4d?at=1795294800"),
        Scene("backup-whole-partial", "/backup/whole/2/1a2b3c4d?at=1795294800&partial=yes"),
        Scene("backup-online", "/backup") { $0.online() },
        Scene("backup-online-first", "/backup") { box in
            box.online { target in
                (target.lastSuccess, target.nights) = (nil, 0)
            } running: { run in
                run.step = "backup"
                run.progress = DeedProgress(
                    step: "backup", done: 12_300_000_000, of: 48_200_000_000, secondsLeft: 151_200)
            }
        },
        Scene("backup-online-away", "/backup") { box in
            box.online { target in (target.code, target.failures) = (.lineAway, 3) }
        },
        Scene("backup-online-end", "/backup/online/end") { $0.online() },
        Scene("backup-share-new", "/backup/share/new"),
        Scene("backup-share", "/backup") { box in
            box.online()
            box.share()
        },
        Scene("backup-share-first", "/backup") { box in
            box.share { target in
                (target.lastSuccess, target.lastNight, target.lastFullRead) = (nil, nil, nil)
                (target.nights, target.freePercent) = (0, nil)
            } running: { run in
                run.step = "backup"
                run.progress = DeedProgress(
                    step: "backup", done: 12_300_000_000, of: 48_200_000_000, secondsLeft: 2_400)
                run.progress?.filesDone = 3_120
                run.progress?.files = 12_431
            }
        },
        Scene("backup-share-login", "/backup") { box in
            box.share { target in (target.code, target.failures) = (.shareLogin, 1) }
        },
        Scene("backup-share-due", "/backup") { box in
            box.share { $0.server?.answered = ScriptedBox.now.adding(seconds: -16_000_000) }
        },
        Scene("backup-share-change", "/backup/share/change") { $0.share() },
        Scene("backup-share-end", "/backup/share/end") { $0.share() },
        Scene("backup-nights", "/backup/nights/2"),
        Scene("backup-night", "/backup/night/2/1a2b3c4d"),
        Scene("backup-night-partial", "/backup/night/2/1a2b3c4d?at=1795294800&partial=yes"),
        Scene("backup-find", "/backup/find") { $0.gone() },
        Scene("backup-find-words", "/backup/find?q=m%C3%BCller") { $0.gone() },
        Scene("backup-find-document", "/backup/find/document/41") { $0.gone() },
        Scene("backup-find-folder", "/backup/find/folder/7") { $0.gone() },
        Scene("backup-all", "/backup/all") { $0.gone() },
        Scene("backup-drill", "/backup/drills/60"),
        Scene("backup-drill-failed", "/backup/drills/31"),
        Scene("backup-drop", "/backup/drop/1"),
        Scene("backup-here", "/backup/nights/here"),
        Scene("backup-here-state", "/backup/night/here/20261121T180000Z"),
        Scene("box", "/box"),
        Scene("box-lost", "/box") { $0.lostDisk() },
        Scene("disk-warn", "/box/disk/d1") { $0.watchedDisks() },
        Scene("disk-new", "/box/disk/d2") { $0.watchedDisks() },
        Scene("disk-bridge", "/box/disk/b2") { $0.watchedDisks() },
        Scene("disk-unjudged", "/box/disk/d1"),
        Scene("alarms-none", "/alarms"),
        Scene("alarms", "/alarms") { $0.lostDisk() },
        Scene("users", "/users"),
        Scene("me", "/me", role: "assistant"),
        Scene("audit", "/audit"),
        Scene("forbidden", "/audit", role: "assistant"),
        Scene("not-found", "/nothing/here"),
    ]
}
