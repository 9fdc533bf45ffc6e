/// Deeds about the network share.
extension BackupDeeds {
    /// Tries a share: opens it, writes a few megabytes, reads them back and removes them. Nothing stays there.
    public struct TryShare: Deed {
        public typealias Outcome = ShareTrial
        public static let service = ServiceName.backup
        public static let name = "TryShare"
        public static let askers: Set<ServiceName> = [.web]
        /// The password; none = the one that is kept, or none is needed.
        public static let secret = SecretDirection.offered
        public static let fields = [
            DeedField("kind", "string"), DeedField("host", "string"), DeedField("port", "?int"),
            DeedField("path", "string"), DeedField("login", "?string"),
        ]
        /// As in `ShareAddress`.
        public var kind: ShareAddress.Kind
        public var host: String
        public var port: Int?
        public var path: String
        /// `ShareUser.text`
        public var login: String?

        public init(address: ShareAddress, login: ShareUser?) {
            kind = address.kind
            host = address.host
            port = address.port
            path = address.path
            self.login = login?.text
        }
    }

    /// Begins to use a share: makes this box's folder and repository there, or takes over the one that is there. The backup
    /// key must be plugged in. Done when both passwords open it; the first night follows by itself.
    ///
    /// Where a share is used already: the same repository under another address or with another login.
    public struct AddShare: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "AddShare"
        public static let askers: Set<ServiceName> = [.web]
        /// The password, as in `TryShare`.
        public static let secret = SecretDirection.offered
        public static let fields = [
            DeedField("deed", "string"), DeedField("kind", "string"), DeedField("host", "string"),
            DeedField("port", "?int"), DeedField("path", "string"), DeedField("login", "?string"),
            DeedField("policy", "string"), DeedField("user", "string"),
        ]
        public var deed: String
        public var kind: ShareAddress.Kind
        public var host: String
        public var port: Int?
        public var path: String
        public var login: String?
        public var policy: SharePolicy
        public var user: String

        public init(deed: String, address: ShareAddress, login: ShareUser?, policy: SharePolicy, user: String) {
            self.deed = deed
            kind = address.kind
            host = address.host
            port = address.port
            path = address.path
            self.login = login?.text
            self.policy = policy
            self.user = user
        }
    }

    /// Answers again for what protects the nights on the share.
    public struct AnswerShare: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "AnswerShare"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("policy", "string"), DeedField("user", "string"),
        ]
        public var deed: String
        public var policy: SharePolicy
        public var user: String

        public init(deed: String, policy: SharePolicy, user: String) {
            self.deed = deed
            self.policy = policy
            self.user = user
        }
    }
}
