extension StorageDeeds {
    /// Changes the lock: two new silver keys, a new volume key, the data move to a new container while they stay open; all
    /// present silver keys are refused afterwards (storage design 3.10). The asker has made sure that a second
    /// administrator agreed. Progress: `lock-write`, `lock-pull`, `lock-free`, `lock-form`, `lock-move`, `lock-leave`; the
    /// other disks are taken into the new mirror after that. Refusals: LOCK-, SET-STICK-, KEY-CHANGE-FULL, MEM-CHANGING.
    public struct ChangeLock: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "ChangeLock"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("sticks", "[]string"), DeedField("confirms", "[]string"),
            DeedField("user", "string"),
        ]
        public var deed: String
        /// `StickFact.id` of the two sticks that become the new keys.
        public var sticks: [String]
        /// For each stick that is not empty the last four characters of its id, else "".
        public var confirms: [String]
        public var user: String
        public init(deed: String, sticks: [String], confirms: [String], user: String) {
            self.deed = deed
            self.sticks = sticks
            self.confirms = confirms
            self.user = user
        }
    }
}
