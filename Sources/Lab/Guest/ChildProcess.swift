import Subprocess
import Synchronization
public import SystemPackage

/// A program running beside us (QEMU, the hub) that never outlives us.
///
/// It has a session of its own, so that Ctrl-C reaches only the lab, which then ends its children in order. A
/// `Tether` ends it even when the lab itself is killed.
public final class ChildProcess: Sendable {
    /// The process id.
    public let pid: Int32
    /// For messages: "qemu", "hub".
    public let name: String
    private let task: Task<String, any Error>
    private let over: Watched<String?>
    private let tether: Tether

    private init(pid: Int32, name: String, task: Task<String, any Error>, over: Watched<String?>, tether: Tether) {
        self.pid = pid
        self.name = name
        self.task = task
        self.over = over
        self.tether = tether
    }

    /// Starts `program` (absolute path) with its output appended to the file `log`.
    ///
    /// `grace`: how long it may take between SIGTERM and SIGKILL when it is ended; nil = SIGKILL at once.
    /// Throws `.missing` if it does not start.
    public static func start(
        _ name: String, program: FilePath, arguments: [String], environment: [String: String] = [:], log: FilePath,
        grace: Duration?
    ) async throws -> ChildProcess {
        let output = try FileDescriptor.open(
            log, .writeOnly, options: [.create, .append, .closeOnExec], permissions: [.ownerReadWrite, .groupRead])
        var options = PlatformOptions()
        options.createSession = true
        if let grace { options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: grace)] }
        let platform = options
        let over = Watched<String?>(nil)
        let (births, birth) = AsyncThrowingStream.makeStream(of: Int32.self)
        var changed: [Environment.Key: String?] = [:]
        for (key, value) in environment { changed[Environment.Key(stringLiteral: key)] = value }
        let surroundings = Environment.inherit.updating(changed)
        // The one task of this room that nobody awaits in place: a child lives between two calls of its owner.
        let task = Task {
            do {
                let result = try await Subprocess.run(
                    .path(program), arguments: Arguments(arguments), environment: surroundings,
                    platformOptions: platform, input: .none,
                    output: .fileDescriptor(output, closeAfterSpawningProcess: true), error: .combinedWithOutput
                ) { execution in
                    birth.yield(execution.processIdentifier.value)
                }
                let status = "\(result.terminationStatus)"
                over.change { $0 = status }
                birth.finish()
                return status
            } catch {
                let status = "\(error)"
                over.change { $0 = status }
                birth.finish(throwing: error)
                throw error
            }
        }
        do {
            for try await pid in births {
                let tether = try Tether.tie(pid)
                return ChildProcess(pid: pid, name: name, task: task, over: over, tether: tether)
            }
        } catch {
            throw GuestError(.missing, program.string, "\(error)")
        }
        throw GuestError(.ended, name, "ended before it began")
    }

    /// nil while it runs; then how it ended ("exited(0)", "signaled(9)").
    public var ending: String? { over.now }

    /// Waits until it ends by itself. Throws `.tooLate`.
    @discardableResult
    public func ended(within limit: Duration) async throws -> String {
        let status = try await over.wait(for: "end of \(name)", limit: limit) { $0 }
        await tether.release()
        return status
    }

    /// Ends it: SIGTERM and `grace` if it has one, then SIGKILL. Returns when it is gone.
    public func end() async {
        task.cancel()
        _ = await task.result
        await tether.release()
    }
}
