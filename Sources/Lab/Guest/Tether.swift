import Subprocess
import Synchronization
import SystemPackage

/// Ends a process when we are gone, however we go.
///
/// A shell reads from a pipe whose other end only we hold. A line means "let go"; the end of the pipe, which also
/// comes when the kernel closes it for us after SIGKILL, means "kill it". (`PR_SET_PDEATHSIG` would fire when the
/// thread that started the child ends, and Swift's threads come and go.)
final class Tether: Sendable {
    private let pipe: Mutex<(readEnd: FileDescriptor, writeEnd: FileDescriptor)?>
    private let watcher: Task<Void, Never>

    private init(pipe: (readEnd: FileDescriptor, writeEnd: FileDescriptor), watcher: Task<Void, Never>) {
        self.pipe = Mutex(pipe)
        self.watcher = watcher
    }

    static func tie(_ pid: Int32) throws -> Tether {
        let pipe = try FileDescriptor.pipe()
        var options = PlatformOptions()
        options.createSession = true
        let platform = options
        let watcher = Task {
            // If there is no shell there is no tether, and nothing else is lost.
            _ = try? await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", "read -r line || kill -KILL \"$1\"", "tether", "\(pid)"],
                platformOptions: platform,
                input: .fileDescriptor(pipe.readEnd, closeAfterSpawningProcess: false),
                output: .discarded, error: .discarded)
        }
        return Tether(pipe: pipe, watcher: watcher)
    }

    /// Lets go; the second time nothing happens. Our own read end stays open until here, so that writing never
    /// meets a broken pipe.
    func release() async {
        let mine = pipe.withLock { pipe in
            defer { pipe = nil }
            return pipe
        }
        guard let mine else { return }
        // Both ends are ours: a failure here leaves only a shell that ends with us anyway.
        _ = try? mine.writeEnd.writeAll([10])
        try? mine.writeEnd.close()
        await watcher.value
        try? mine.readEnd.close()
    }
}
