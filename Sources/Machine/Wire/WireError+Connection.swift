import NIOCore
import NIOPosix

extension WireError {
    /// What a connection says when it cannot be made or breaks.
    init(of error: any Error, _ place: String) {
        switch error {
        case let error as WireError: self = error
        case is CancellationError: self.init(.closed, place, cause: "cancelled")
        case is NIOConnectionError, is SocketAddressError: self.init(.unreachable, place, cause: "\(error)")
        case let error as IOError where Self.wayErrors.contains(error.errnoCode):
            self.init(.unreachable, place, cause: "\(error)")
        default: self.init(.broken, place, cause: "\(error)")
        }
    }

    /// ENETDOWN, ENETUNREACH, ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH on Linux.
    private static let wayErrors: Set<Int32> = [100, 101, 111, 112, 113]
}
