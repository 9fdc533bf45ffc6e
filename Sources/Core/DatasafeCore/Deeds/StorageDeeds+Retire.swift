extension StorageDeeds {
    /// Retires the whole box for good: destroys its keys, then erases each disk; progress, then one certificate per disk
    /// in `StorageFact.erasures`; how far it is stands in `StorageFact.retirement`. A power cut in the middle goes on at
    /// the next start. Refusals: `BOX-NUMBER`, `BOX-CODE`, `BOX-TRIES`, `BOX-RETIRED`, `MEM-NOTHING`, `KEY-CHANGE-BUSY`,
    /// `MEM-NOT-ERASED`.
    public struct RetireBox: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "RetireBox"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("confirm", "string"), DeedField("user", "string"),
            DeedField("screen", "string"),
        ]
        public var deed: String
        /// Typed by a person: the short name of the box, `StorageFact.box`.
        public var confirm: String
        /// Who asked, for the certificate; "" while the data is locked.
        public var user: String
        /// While the data is locked: the six digits of the box's screen; else "".
        public var screen: String
        public init(deed: String, confirm: String, user: String, screen: String = "") {
            self.deed = deed
            self.confirm = confirm
            self.user = user
            self.screen = screen
        }
    }
}
