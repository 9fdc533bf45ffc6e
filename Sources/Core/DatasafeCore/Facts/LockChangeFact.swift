/// A change of the lock under way: two new silver keys and a new volume key, the data move meanwhile.
public struct LockChangeFact: Codable, Sendable, Equatable {
    /// `lock-write`, `lock-pull`, `lock-free`, `lock-form`, `lock-move`, `lock-leave`.
    public var step: String
    /// Numbers of the two new keys.
    public var numbers: [Int]
    /// Of these the sticks that were not pulled and plugged in again yet.
    public var waitingFor: [Int]
    /// How far the data have moved, while they do.
    public var progress: DeedProgress?
    /// No silver key that opens was there when it began: the box must not be switched off.
    public var isWithoutOldKey: Bool
    public init(step: String, numbers: [Int], waitingFor: [Int] = [], isWithoutOldKey: Bool) {
        self.step = step
        self.numbers = numbers
        self.waitingFor = waitingFor
        self.isWithoutOldKey = isWithoutOldKey
    }
}
