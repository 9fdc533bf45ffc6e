/// Why a share could not be opened.
public struct ShareError: Error, Equatable, CustomStringConvertible {
    /// errno(3)
    public var code: Int32
    /// False: nobody knows the server's name.
    public var isResolved: Bool
    /// What was done, for the log; no address and no name in it.
    public var what: String

    public init(code: Int32, isResolved: Bool = true, what: String) {
        self.code = code
        self.isResolved = isResolved
        self.what = what
    }

    public var description: String { "\(what): \(isResolved ? "errno \(code)" : "name not known")" }
}
