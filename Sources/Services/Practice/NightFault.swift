/// Why a restored night cannot be believed.
enum NightFault: Error, Equatable {
    /// The staged folder has no readable database of ours.
    case unreadable
    /// A value that our tables never hold.
    case value(String)
}
