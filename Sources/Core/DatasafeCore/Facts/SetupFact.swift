/// What the first-day service knows.
public struct SetupFact: Fact {
    public static let service = ServiceName.setup
    public static let schema = 1
    public static let every = 10

    /// The next thing a person does.
    public var step: SetupStep = .code
    /// The six digits that stand on the console screen only; web compares through a deed, it never shows them.
    public var code = ""
    /// The hub accepted this box; nil = not asked.
    public var enrolled: Bool?
    /// Why the last deed that went on after its reply failed (stick, forming, administrator); nil once the next one began.
    public var refusal: Refusal?
    /// Why the hub did not accept this box.
    public var hubRefusal: Refusal?
    public init() {}
}

/// The steps of the set-up page, in order.
public enum SetupStep: String, Codable, Sendable, CaseIterable {
    /// Type the code of the screen.
    case code
    /// Name of the practice, administrator, hub code.
    case practice
    case disks
    case keys
    /// Formatting runs by itself.
    case forming
    /// Print the backup key's paper copy.
    case paper
    case done
}
