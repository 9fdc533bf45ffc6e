/// What the monitor can be asked for.
public enum MonitorDeeds {
    /// A person saw a latched alarm: its value is the new baseline.
    public struct Acknowledge: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.monitor
        public static let name = "Acknowledge"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("check", "string"), DeedField("user", "string")]
        public var check: String
        public var user: String
        public init(check: String, user: String) {
            self.check = check
            self.user = user
        }
    }

    public static let all: [any Deed.Type] = [Acknowledge.self, DiskHistory.self]
}

/// What the heartbeat service can be asked for.
public enum BeatDeeds {
    /// Enrols this box at the vendor's hub with the one-time code of the data sheet.
    public struct Enrol: Deed {
        public struct Outcome: Codable, Sendable {
            /// Device id at the hub, a random UUID.
            public var device: String
            public init(device: String) { self.device = device }
        }
        public static let service = ServiceName.beat
        public static let name = "Enrol"
        public static let askers: Set<ServiceName> = [.setup, .web]
        public static let fields = [DeedField("hub", "string"), DeedField("code", "string")]
        /// `https://host[:port]`
        public var hub: String
        /// One-time code; carries the hub's certificate fingerprint, so that the first contact is trusted.
        public var code: String
        public init(hub: String, code: String) {
            self.hub = hub
            self.code = code
        }
    }

    /// Sends a beat now (monitor: an alarm rose).
    public struct BeatNow: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.beat
        public static let name = "BeatNow"
        public static let askers: Set<ServiceName> = [.monitor, .web]
        public static let fields: [DeedField] = []
        public init() {}
    }

    /// Looks whether the vendor's vault is there and takes this box. Refused with `BackupCode.notEnrolled`, `.lineAway`,
    /// `.lineStrange` or `.lineRefused`. Half a minute at most.
    public struct ProbeVault: Deed {
        public struct Outcome: Codable, Sendable, Equatable {
            /// Something is stored there already.
            public var hasRepository: Bool
            /// The vendor has opened a window in which nights may be thinned out and healed (decision 0053).
            public var mayDelete: Bool
            public init(hasRepository: Bool, mayDelete: Bool = false) {
                self.hasRepository = hasRepository
                self.mayDelete = mayDelete
            }
        }
        public static let service = ServiceName.beat
        public static let name = "ProbeVault"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields: [DeedField] = []
        public init() {}
    }

    public static let all: [any Deed.Type] = [Enrol.self, BeatNow.self, ProbeVault.self]
}
