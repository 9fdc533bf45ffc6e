import DatasafeCore
import FoundationEssentials
import Shares
import Synchronization

@testable import Backup

/// Shares that are folders: what a server would have. Whether it answers is said by the test.
final class FolderShares: ShareOpening {
    struct State {
        /// What the next openings fail with.
        var error: ShareError?
        /// What was typed to get in.
        var password = "geheim"
        var opened: [ShareAddress] = []
        /// Shares that are held now.
        var held = 0
    }

    let root: String
    let state = Mutex(State())

    init(root: String) { self.root = root }

    /// Folder of a share.
    func folder(_ address: ShareAddress) -> String { "\(root)/\(address.host)/\(address.path)" }

    func open(_ address: ShareAddress, user: ShareUser?, password: Secret?) async throws -> any HeldShare {
        let folder = folder(address)
        try state.withLock { state in
            state.opened.append(address)
            if let error = state.error { throw error }
            let typed = password?.withBytes { String(decoding: $0, as: UTF8.self) }
            if user != nil, typed != state.password { throw ShareError(code: 13, what: "connect") }
            guard Files.isFolder(folder) else { throw ShareError(code: 2, what: "connect") }
            state.held += 1
        }
        return Held(root: folder, shares: self)
    }

    final class Held: HeldShare {
        let root: String
        private let shares: FolderShares

        init(root: String, shares: FolderShares) {
            self.root = root
            self.shares = shares
        }

        deinit { shares.state.withLock { $0.held -= 1 } }
    }
}
