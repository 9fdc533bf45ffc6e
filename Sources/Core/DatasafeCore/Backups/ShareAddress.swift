/// Where a network share is, as a person types it from the server's own pages.
public struct ShareAddress: Codable, Sendable, Equatable {
    /// How it is spoken to.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Windows share, also of a NAS: SMB 2.1 and newer.
        case smb
        /// NFS 4.1 and newer: before that the box would have to listen for the server's calls.
        case nfs
    }

    public var kind: Kind
    /// Name or address of the server, lower case: letters, digits, dots, hyphens; of an IPv6 address colons too.
    public var host: String
    /// Nil = the usual one: 445, 2049.
    public var port: Int?
    /// Share and folder below it without slashes at the ends: `backup/datasafe`; of NFS the exported path.
    public var path: String

    /// Longest host and path, UTF-8 bytes (RFC 1035 2.3.4; a path that is longer nobody types).
    static let longestHost = 253
    static let longestPath = 400

    /// Nil when these cannot be the parts of an address.
    public init?(kind: Kind, host: String, port: Int? = nil, path: String) {
        let host = trimmed(host).lowercased()
        guard (1...Self.longestHost).contains(host.utf8.count), !host.hasPrefix("-"), host.utf8.allSatisfy(Self.isHost),
            port.map({ (1...65_535).contains($0) }) ?? true
        else { return nil }
        let parts = path.split { $0 == "/" || $0 == "\\" }.map { trimmed($0) }
        guard !parts.isEmpty, parts.allSatisfy(Self.isName) else { return nil }
        let joined = parts.joined(separator: "/")
        guard joined.utf8.count <= Self.longestPath else { return nil }
        (self.kind, self.host, self.port, self.path) = (kind, host, port, joined)
    }

    /// `\\server\share\folder`, `//server/share`, `smb://server:445/share`, `nfs://server/export` or `server:/export`; nil
    /// for anything else. `user@` in front of the server is left out: the name is asked for by itself.
    public init?(typed: String) {
        var rest = String(trimmed(typed).map { $0 == "\\" ? "/" : $0 })
        var kind: Kind?
        for (start, found) in [("smb://", Kind.smb), ("cifs://", .smb), ("nfs://", .nfs), ("//", .smb)]
        where kind == nil && rest.lowercased().hasPrefix(start) {
            rest.removeFirst(start.count)
            kind = found
        }
        if kind == nil, let colon = rest.firstRange(of: ":/") {
            // Two slashes are another way to speak to another server.
            guard !rest[colon.upperBound...].hasPrefix("/") else { return nil }
            self.init(kind: .nfs, host: String(rest[..<colon.lowerBound]), path: String(rest[colon.upperBound...]))
            return
        }
        guard let kind, let slash = rest.firstIndex(of: "/") else { return nil }
        var host = String(rest[..<slash].split(separator: "@", omittingEmptySubsequences: false).last ?? "")
        var port: Int?
        // More than one colon is an IPv6 address, and has no port behind it here.
        if let colon = host.firstIndex(of: ":"), colon == host.lastIndex(of: ":") {
            guard let number = Int(host[host.index(after: colon)...]) else { return nil }
            port = number
            host = String(host[..<colon])
        }
        self.init(kind: kind, host: host, port: port, path: String(rest[slash...]))
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7a, 0x2d, 0x2e, 0x3a: true
        default: false
        }
    }

    /// A name of a folder; nothing that leads out of it or that Windows does not have in names.
    private static func isName(_ part: String) -> Bool {
        !part.isEmpty && part != "." && part != ".."
            && part.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0.value != 0x7f && !":,\"*?<>|;".unicodeScalars.contains($0)
            }
    }

    /// As it is shown: `\\server\share`, `server:/export`.
    public var text: String {
        let server = port.map { "\(host):\($0)" } ?? host
        return switch kind {
        case .smb: "\\\\\(server)\\" + String(path.map { $0 == "/" ? "\\" : $0 })
        case .nfs where port == nil: "\(host):/\(path)"
        case .nfs: "nfs://\(server)/\(path)"
        }
    }
}

/// Who logs in at an SMB server. The password is a secret of its own.
public struct ShareUser: Codable, Sendable, Equatable {
    public var name: String
    /// Windows domain, if there is one.
    public var domain: String?

    /// Longest name and password the kernel takes, UTF-8 bytes (Linux 6.12, fs/smb/client/cifsglob.h).
    public static let longest = 256
    public static let longestPassword = 512

    /// `backup`, `PRAXIS\backup` or `backup@praxis.local`; nil for anything else.
    public init?(typed: String) {
        let text = trimmed(typed)
        let parts = text.split(separator: "\\", omittingEmptySubsequences: false).map(String.init)
        switch parts.count {
        case 1:
            name = parts[0]
        case 2 where !parts[0].isEmpty:
            (domain, name) = (parts[0], parts[1])
        default: return nil
        }
        let isSafe = { (part: String) in
            (1...Self.longest).contains(part.utf8.count)
                && part.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
        }
        guard isSafe(name), domain.map(isSafe) ?? true else { return nil }
    }

    /// As it was typed.
    public var text: String { domain.map { "\($0)\\\(name)" } ?? name }
}

/// Without blanks at its ends.
private func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
}
