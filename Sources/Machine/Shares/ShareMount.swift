import CLinux
import DatasafeCore
import Glibc

/// The kernel's own clients for SMB and NFS, set up by fsopen(2): options one by one, so that no password has to be written
/// between commas, and an errno instead of a program's words. Blocks; needs CAP_SYS_ADMIN.
enum ShareMount {
    /// What the kernel is told, in order; nil = a word without a value. Sources: Linux 6.12, fs/smb/client/fs_context.c and
    /// fs/nfs/fs_context.c; mount.cifs(8), nfs(5).
    static func options(
        _ request: ShareRequest, host: String, version: String, owner: (user: UInt32, group: UInt32)
    ) -> [(key: String, value: String?)] {
        let address = request.address
        let isSix = host.contains(":")
        var options: [(key: String, value: String?)] = []
        switch address.kind {
        case .smb:
            options = [
                ("source", "//\(address.host)/\(address.path)"), ("ip", host), ("iocharset", "utf8"),
                ("uid", "\(owner.user)"), ("gid", "\(owner.group)"), ("forceuid", nil), ("forcegid", nil),
                ("file_mode", "0600"), ("dir_mode", "0700"),
                // A new password is tried, and not an old connection taken.
                ("nosharesock", nil),
                // Seconds after which a server that is silent is asked; after two more of them it is given up.
                ("echo_interval", "10"),
            ]
            if let user = request.user {
                options.append(("user", user.name))
                if let domain = user.domain { options.append(("domain", domain)) }
            }
        case .nfs:
            options = [
                ("source", "\(isSix ? "[\(host)]" : host):/\(address.path)"), ("addr", host), ("vers", version),
                ("proto", isSix ? "tcp6" : "tcp"),
                // The server calls back on this very connection (4.1): the box listens nowhere.
                ("clientaddr", isSix ? "::" : "0.0.0.0"),
                // An error after three times ten seconds instead of waiting for ever.
                ("soft", nil), ("timeo", "100"), ("retrans", "3"),
            ]
        }
        if let port = address.port { options.append(("port", "\(port)")) }
        return options
    }

    /// Versions to try; SMB finds out by itself, from 2.1 on. NFS 4.2 is the second choice: it adds nothing a backup needs, and
    /// a server was seen whose files came back changed by it (NFS-Ganesha 4.3, decision 0052).
    static func versions(_ kind: ShareAddress.Kind) -> [String] { kind == .nfs ? ["4.1", "4.2"] : [""] }

    /// A descriptor of the open share, for files of `owner`.
    static func open(
        _ request: ShareRequest, _ password: Secret?, _ owner: (user: UInt32, group: UInt32)
    ) throws(ShareError) -> Int32 {
        var last = ShareError(code: ENXIO, isResolved: false, what: "resolve")
        for host in addresses(of: request.address.host) {
            for version in versions(request.address.kind) {
                do throws(ShareError) {
                    return try mount(
                        request.address.kind, options(request, host: host, version: version, owner: owner), password)
                } catch {
                    last = error
                }
                // Another version helps only where this one is not spoken.
                guard [EPROTONOSUPPORT, EOPNOTSUPP, EINVAL].contains(last.code) else { break }
            }
            // Another address helps only where nobody answers.
            guard BackupCode(shareErrno: last.code) == .shareAway else { break }
        }
        throw last
    }

    private static func mount(
        _ kind: ShareAddress.Kind, _ options: [(key: String, value: String?)], _ password: Secret?
    ) throws(ShareError) -> Int32 {
        // smb3: never SMB 1, whatever the server offers.
        let context = clinux_fsopen(kind == .smb ? "smb3" : "nfs4")
        guard context >= 0 else { throw ShareError(code: errno, what: "fsopen") }
        defer { close(context) }
        for (key, value) in options {
            let isSet = value.map { clinux_fsconfig(context, key, $0) } ?? clinux_fsconfig(context, key, nil)
            guard isSet == 0 else { throw ShareError(code: errno, what: "option \(key)") }
        }
        if kind == .smb, let password {
            var text = password.withBytes { [UInt8]($0) } + [0]
            let isSet = text.withUnsafeBytes {
                clinux_fsconfig(context, "pass", $0.baseAddress?.assumingMemoryBound(to: CChar.self))
            }
            let code = errno
            text.withUnsafeMutableBytes { clinux_wipe($0.baseAddress, $0.count) }
            guard isSet == 0 else { throw ShareError(code: code, what: "option pass") }
        }
        guard clinux_fscreate(context) == 0 else { throw ShareError(code: errno, what: "connect") }
        let mount = clinux_fsmount(context)
        guard mount >= 0 else { throw ShareError(code: errno, what: "fsmount") }
        return mount
    }

    /// Addresses of a server as text, at most four; none = its name is not known.
    static func addresses(of host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [String] = []
        var next = list
        while let entry = next?.pointee, found.count < 4 {
            var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            if getnameinfo(
                entry.ai_addr, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0
            {
                let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                if !found.contains(text) { found.append(text) }
            }
            next = entry.ai_next
        }
        return found
    }
}
