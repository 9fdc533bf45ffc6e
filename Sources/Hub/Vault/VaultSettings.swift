public import DatasafeCore

/// Where a vault keeps its stores and how it runs the program behind them.
public struct VaultSettings: Sendable {
    /// Folder with one folder for each box, named by its device id.
    public var store: String
    /// Folder for the sockets of the running programs; short, because such a path has at most 107 bytes.
    public var sockets: String
    /// restic's REST server, absolute.
    public var engine: String
    /// Address to listen on.
    public var host = "0.0.0.0"
    /// 0 = any free one.
    public var port: Int
    /// A program that nobody has used for so long ends.
    public var idle: Duration = .seconds(300)
    /// Bookings are looked at this often: one that was taken away counts from then on for open connections too.
    public var look: Duration = .seconds(5)
    /// Each box may thin out and heal once in so many days, for `openHours`; nil = only when somebody opens a window by hand.
    public var openEvery: Int?
    public var openHours = 24
    /// Days that what was there before a window stays, whatever the box does in it, and that a wrong file lies aside.
    public static let keepDays = 30
    /// Every store is read through once in so many days; nil = never.
    public var scrubEvery: Int?
    /// Pause after each file of it, as a part of the time its reading took.
    public var scrubPause = 1.0
    /// Hours that a box may heal what was found wrong: three nights.
    public static let healHours = 72
    public var now: @Sendable () -> Instant

    public init(
        store: String, sockets: String? = nil, engine: String, port: Int, now: @escaping @Sendable () -> Instant
    ) {
        self.now = now
        self.store = store
        self.sockets = sockets ?? "\(store)/.sockets"
        self.engine = engine
        self.port = port
    }
}
