import DatasafeCore
import FoundationEssentials

/// What goes through the door: one packet with address, user and password.
struct ShareRequest: Codable, Sendable, Equatable {
    var address: ShareAddress
    var user: ShareUser?

    /// Largest packet, bytes: the longest address, user and password fit twice.
    static let largest = 8192

    /// The packet: count of the JSON text in two bytes (big endian), the text, the password.
    func packet(_ password: Secret?) throws -> [UInt8] {
        let text = [UInt8](try JSONEncoder().encode(self))
        var packet = [UInt8(text.count >> 8), UInt8(text.count & 255)] + text
        password?.withBytes { packet += $0 }
        return packet
    }

    /// Nil for a packet that is none.
    static func read(_ packet: UnsafeRawBufferPointer) -> (request: ShareRequest, password: Secret?)? {
        guard packet.count > 2 else { return nil }
        let count = Int(packet[0]) << 8 | Int(packet[1])
        guard 2 + count <= packet.count else { return nil }
        let text = Data(packet[2..<2 + count])
        guard let request = try? JSONDecoder().decode(ShareRequest.self, from: text) else { return nil }
        // What was decoded was not checked.
        let address = request.address
        guard
            ShareAddress(kind: address.kind, host: address.host, port: address.port, path: address.path) == address,
            request.user.map({ ShareUser(typed: $0.text) == $0 }) ?? true
        else { return nil }
        let rest = UnsafeRawBufferPointer(rebasing: packet[(2 + count)...])
        // A password ends at its end: the kernel takes text.
        guard rest.count <= ShareUser.longestPassword, !rest.contains(0) else { return nil }
        return (request, rest.isEmpty ? nil : Secret(rest))
    }
}

/// What comes back: errno, and whether the server's name was known.
struct ShareReply: Codable, Sendable, Equatable {
    var code: Int32
    var isResolved: Bool
}
