public import Guest

/// What a run of nights does.
public struct NightsPlan: Sendable {
    /// The box: image, folder.
    public var lab: Lab.Plan
    /// True: the box that an earlier run set up, instead of a new one.
    public var again = false
    /// Evenings; at most `NightsPlan.most`.
    public var evenings = 30
    /// Times a disk is pulled in the middle of a run, after the evenings and the same day.
    public var pulls = 0
    /// Numbered backup disks.
    public var disks = 3
    /// Size of a backup disk, MiB; what is smaller than 1 GiB is a stick for the box.
    public var diskMiB = 1152
    /// Everything that is drawn follows from it.
    public var seed: UInt64 = 1

    /// All evenings lie in one winter.
    public static let most = EveningClock.most

    /// A plan for the box of `lab`; see the properties.
    public init(lab: Lab.Plan) { self.lab = lab }
}
