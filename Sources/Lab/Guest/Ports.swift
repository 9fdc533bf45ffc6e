import NIOCore
import NIOPosix

/// TCP ports on this machine's loopback that lead to the box and to the hub.
public struct Ports: Sendable, Codable, Equatable {
    /// To the box's 443.
    public var web: Int
    /// To the box's 80.
    public var redirect: Int
    /// The hub's own pages and intake.
    public var hub: Int
    /// The vendor's vault, where the boxes' online backups go.
    public var vault: Int
    /// A file server of the practice: SMB and NFS.
    public var smb: Int
    public var nfs: Int

    /// Free ports: the usual ones (8443, 8080, 9443, 9444) where they are free, else any.
    public static func free() async throws -> Ports {
        Ports(
            web: try await one(8443), redirect: try await one(8080), hub: try await one(9443),
            vault: try await one(9444), smb: try await one(9445), nfs: try await one(9446))
    }

    /// `wish` if nobody listens there on loopback, else a port the kernel picks.
    static func one(_ wish: Int) async throws -> Int {
        if let port = await bound(wish) { return port }
        guard let port = await bound(0) else { throw GuestError(.missing, "free port", "none on loopback") }
        return port
    }

    private static func bound(_ wish: Int) async -> Int? {
        // Taken is an answer, not an error.
        guard
            let channel = try? await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "127.0.0.1", port: wish).get()
        else { return nil }
        let port = channel.localAddress?.port
        _ = try? await channel.close()
        return port
    }
}
