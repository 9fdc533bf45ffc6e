import Glibc

/// Sockets that systemd made and handed over when it started this program: sd_listen_fds(3).
public enum Activation {
    /// The listening socket at a place in the socket unit, 0 = its first `ListenStream=`; nil when there are not so many.
    /// Call it once for each: the descriptor is the caller's then. Descriptors of `OpenFile=` come behind the sockets.
    public static func socket(_ place: Int) -> Int32? {
        guard let count = getenv("LISTEN_FDS").flatMap({ Int(String(cString: $0)) }), (0..<count).contains(place) else {
            return nil
        }
        let descriptor = Int32(3 + place)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }
}
