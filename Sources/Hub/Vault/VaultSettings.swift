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

    public init(store: String, sockets: String? = nil, engine: String, port: Int) {
        self.store = store
        self.sockets = sockets ?? "\(store)/.sockets"
        self.engine = engine
        self.port = port
    }
}
