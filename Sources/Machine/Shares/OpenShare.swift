import Glibc
import Threads

/// A share that is open as long as somebody holds this: a mount that is at no place of the file tree, known by a descriptor
/// only. When the last holder lets go, or dies, the kernel closes it.
public final class OpenShare: Sendable {
    private let descriptor: Int32

    /// Takes the descriptor over.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Folder under which this process and the programs it starts see the share; of no use to anybody else (proc(5)).
    public var root: String { "/proc/\(getpid())/fd/\(descriptor)" }

    deinit {
        let descriptor = descriptor
        // What is not written yet goes to the server now, which may take as long as a server that is away.
        Task.detached { try? await offload { _ = close(descriptor) } }
    }
}
