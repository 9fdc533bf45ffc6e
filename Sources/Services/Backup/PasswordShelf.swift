import DatasafeCore
import FoundationEssentials
import StateFiles

/// The box's own passwords, one file of mode 0600 per repository, on the encrypted data volume.
struct PasswordShelf: Sendable {
    let places: BackupPlaces

    /// Durable when it returns.
    func put(_ password: Secret, of repository: String) throws {
        try StateFile(path: places.password(repository)).replace(with: password.withBytes { [UInt8]($0) })
    }

    /// Throws BAK-PASSWORD when this box has none for the repository.
    func password(of repository: String) throws -> Secret {
        guard let bytes = try StateFile(path: places.password(repository)).read(), bytes.count == 64 else {
            throw BackupFailure(.password, "no password of \(repository.prefix(8))")
        }
        return Secret(bytes: bytes)
    }

    /// Name of the file with the password for the server of the share.
    private static let login = "login-share"

    /// Keeps what the server of the share asks for; nil = it asks for nothing. Durable when it returns.
    func put(login: Secret?) throws {
        guard let login else { return removeLogin() }
        try StateFile(path: places.password(Self.login)).replace(with: login.withBytes { [UInt8]($0) })
    }

    /// Nil when there is none.
    func login() throws -> Secret? { try StateFile(path: places.password(Self.login)).read().map { Secret(bytes: $0) } }

    func removeLogin() { remove(Self.login) }

    /// Forgets the password of a repository that was never finished.
    func remove(_ repository: String) { try? FileManager.default.removeItem(atPath: places.password(repository)) }
}
