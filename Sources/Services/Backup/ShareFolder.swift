public import DatasafeCore
import Shares

/// Opens network shares.
public protocol ShareOpening: Sendable {
    /// Throws `ShareError`.
    func open(_ address: ShareAddress, user: ShareUser?, password: Secret?) async throws -> any HeldShare
}

/// A share that is open as long as somebody holds it.
public protocol HeldShare: AnyObject, Sendable {
    /// Folder under which this process and the programs it starts see it.
    var root: String { get }
}

extension OpenShare: HeldShare {}

/// Through the door, by the one process that has the network.
struct DoorShares: ShareOpening {
    let door: String

    func open(_ address: ShareAddress, user: ShareUser?, password: Secret?) async throws -> any HeldShare {
        try await ShareDoor.open(address, user: user, password: password, door: door)
    }
}

/// This box's folder on a share that is open.
struct ShareFolder: Sendable {
    let share: any HeldShare
    /// `ShareServer.folder`
    let name: String

    var path: String { "\(share.root)/\(name)" }
    var repository: String { "\(path)/repo" }
    /// What a person finds who looks for help there.
    var info: String { "\(path)/Wiederherstellen" }

    /// What opens its repository.
    func access(_ password: Secret) -> Engine.Access {
        Engine.Access(repository: repository, password: password, isShare: true)
    }
}
