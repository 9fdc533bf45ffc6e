public import Guest

/// What a run does, and how often.
public struct TorturePlan: Sendable {
    /// The box: image, folder, hub.
    public var lab: Lab.Plan
    /// How often the mains plug is pulled.
    public var cuts = 100
    /// True: the box that the last run set up, instead of a new one.
    public var again = false
    /// Where they fall; nil = in the middle of writing.
    public var place: CutPlace?
    /// After how many of them the machine is started anew instead of gone on with: then the system disk is cut as well.
    public var bootEvery = 10
    /// Bits turned over on one disk.
    public var flips = 1000
    /// How often a disk is pulled while people write.
    public var pulls = 20
    /// Histories of disks that are in their bays and out of them.
    public var splits = 0
    /// How often each fault is made to see how soon it is known.
    public var alarms = 0
    /// Commits the box is to answer for between two cuts, on average; looking at them afterwards makes as many lines in
    /// the log, which are held to as well.
    public var commits = 150
    /// Connections that write at once.
    public var writers = 6
    /// The faults that must be found.
    public var controls = Control.allCases
    /// Everything that is drawn follows from it.
    public var seed: UInt64 = 1

    /// Something of it goes on from the frozen state again and again.
    var isFreezing: Bool { cuts > 0 || splits > 0 || !controls.isEmpty || place != nil }

    /// A plan for the box of `lab`; see the properties.
    public init(lab: Lab.Plan) { self.lab = lab }
}

/// A fault put in on purpose: a harness that does not find it proves nothing.
public enum Control: String, Sendable, CaseIterable {
    /// Both disks say "flushed" and did not.
    case lying
    /// The practice's database does not wait for the disk: what `PRAGMA synchronous = OFF` does.
    case asynchronous
    /// The file system sends no FLUSH.
    case nobarrier

    /// Cuts within which it must be found. Without barriers about one cut in three loses something, by what happened to be
    /// written last: five cuts missed it once in six runs, twelve would once in a hundred.
    static let patience = 12

    /// What the lab says to the box's system to put the fault in; nothing of it is in the image.
    var words: [String: String] {
        switch self {
        case .lying:
            return [:]
        case .asynchronous:
            // SQLite syncs by fdatasync and by nothing else; here the call answers 0 and does nothing. The unit's own list
            // of calls that are allowed must go for that: what is taken from it would be refused.
            return [
                "systemd.unit-dropin.datasafe-practice.service":
                    "[Service]\nSystemCallFilter=\nSystemCallFilter=~fdatasync:0\n"
            ]
        case .nobarrier:
            // One file system: the first mount decides for all.
            let words = ["data", "secrets", "snapshots"].map { volume in
                (
                    "systemd.unit-dropin.srv-\(volume).mount",
                    "[Mount]\nOptions=subvol=\(volume),noatime,nodev,nosuid,noexec,x-systemd.device-bound=no,nobarrier\n"
                )
            }
            return Dictionary(uniqueKeysWithValues: words)
        }
    }
}
