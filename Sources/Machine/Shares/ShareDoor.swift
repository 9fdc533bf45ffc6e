import CLinux
public import DatasafeCore
import FoundationEssentials
import Glibc
import Threads

/// Between the backup service, which has no network, and the one process that may open a share: one packet asks, one answers
/// with a descriptor. The socket belongs to the backup user, so nobody else can ask.
public enum ShareDoor {
    public static let path = "\(ServiceName.runFolder)/share.door"

    /// Seconds an answer may take: a server that is away, at four addresses.
    private static let patience: Int32 = 180

    /// Answers one request of a listening socket; blocks until there is one. What is opened belongs to who asked.
    ///
    /// - Returns: what was wrong with it, for the log; nil = the share is handed over.
    public static func answerOne(listening: Int32) -> ShareError? {
        answerOne(listening: listening, opening: ShareMount.open)
    }

    /// What opens a share for its owner.
    typealias Opening = (
        _ request: ShareRequest, _ password: Secret?, _ owner: (user: UInt32, group: UInt32)
    ) throws(ShareError) -> Int32

    static func answerOne(listening: Int32, opening: Opening) -> ShareError? {
        let connection = clinux_packet_accept(listening)
        guard connection >= 0 else { return ShareError(code: errno, what: "accept") }
        defer { close(connection) }
        _ = clinux_socket_timeout(connection, patience)
        var packet = [UInt8](repeating: 0, count: ShareRequest.largest)
        var stray: Int32 = -1
        let count = packet.withUnsafeMutableBytes {
            clinux_packet_receive(connection, $0.baseAddress, $0.count, &stray)
        }
        if stray >= 0 { close(stray) }
        let read = packet.withUnsafeBytes {
            ShareRequest.read(UnsafeRawBufferPointer(rebasing: $0[..<max(0, Int(count))]))
        }
        packet.withUnsafeMutableBytes { clinux_wipe($0.baseAddress, $0.count) }
        let user = clinux_peer_user(connection)
        guard let (request, password) = read, let owner = owner(user) else {
            let error = ShareError(code: EBADMSG, what: "request")
            reply(error, nil, connection)
            return error
        }
        do throws(ShareError) {
            let mount = try opening(request, password, owner)
            defer { close(mount) }
            reply(nil, mount, connection)
            return nil
        } catch {
            reply(error, nil, connection)
            return error
        }
    }

    private static func owner(_ user: Int64) -> (user: UInt32, group: UInt32)? {
        guard user >= 0, let entry = getpwuid(uid_t(user)) else { return nil }
        return (entry.pointee.pw_uid, entry.pointee.pw_gid)
    }

    private static func reply(_ error: ShareError?, _ mount: Int32?, _ connection: Int32) {
        let reply = ShareReply(code: error?.code ?? 0, isResolved: error?.isResolved ?? true)
        guard let text = try? JSONEncoder().encode(reply) else { return }
        _ = [UInt8](text).withUnsafeBytes { clinux_packet_send(connection, $0.baseAddress, $0.count, mount ?? -1) }
    }

    /// Asks for a share. Throws `ShareError`; ECONNREFUSED or ENOENT of `what` "door" mean that there is no door here.
    public static func open(
        _ address: ShareAddress, user: ShareUser?, password: Secret?, door: String = path
    ) async throws -> OpenShare {
        try await offload {
            var packet = try ShareRequest(address: address, user: user).packet(password)
            defer { packet.withUnsafeMutableBytes { clinux_wipe($0.baseAddress, $0.count) } }
            let connection = clinux_packet_socket(door)
            guard connection >= 0 else { throw ShareError(code: errno, what: "door") }
            defer { close(connection) }
            _ = clinux_socket_timeout(connection, patience)
            guard packet.withUnsafeBytes({ clinux_packet_send(connection, $0.baseAddress, $0.count, -1) }) >= 0 else {
                throw ShareError(code: errno, what: "door, asking")
            }
            var answer = [UInt8](repeating: 0, count: 512)
            var mount: Int32 = -1
            let count = answer.withUnsafeMutableBytes {
                clinux_packet_receive(connection, $0.baseAddress, $0.count, &mount)
            }
            let code = errno
            guard count > 0,
                let reply = try? JSONDecoder().decode(ShareReply.self, from: Data(answer.prefix(Int(count))))
            else {
                if mount >= 0 { close(mount) }
                throw ShareError(code: count < 0 ? code : EBADMSG, what: "door, answer")
            }
            guard reply.code == 0, mount >= 0 else {
                if mount >= 0 { close(mount) }
                throw ShareError(code: reply.code, isResolved: reply.isResolved, what: "share")
            }
            return OpenShare(descriptor: mount)
        }
    }
}
