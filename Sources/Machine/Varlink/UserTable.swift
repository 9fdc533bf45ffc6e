public import DatasafeCore
import Glibc

/// Which operating-system user is which service. Root may ask everything.
public struct UserTable: Sendable {
    private let services: [UInt32: ServiceName]
    private let roots: Set<UInt32>

    /// - Parameter roots: user ids that may ask everything; tests put their own here.
    public init(services: [UInt32: ServiceName], roots: Set<UInt32> = [0]) {
        self.services = services
        self.roots = roots
    }

    /// The users of this machine, by name (`datasafe-web` ...); a user that does not exist is nobody.
    public static let system: UserTable = {
        var services: [UInt32: ServiceName] = [:]
        for service in ServiceName.allCases where service != .storage {
            if let entry = getpwnam(service.user) { services[entry.pointee.pw_uid] = service }
        }
        return UserTable(services: services)
    }()

    /// For a service that somebody started by hand off a box: like `system`, and who started it may ask everything, as
    /// root may. They could as well read its memory.
    public static let byHand = UserTable(services: system.services, roots: [0, geteuid()])

    /// The service behind a user id.
    public func service(_ user: UInt32) -> ServiceName? { services[user] }

    /// Root, or in the deed's list.
    public func may(_ user: UInt32, ask askers: Set<ServiceName>) -> Bool {
        if roots.contains(user) { return true }
        guard let service = services[user] else { return false }
        return askers.contains(service)
    }
}
