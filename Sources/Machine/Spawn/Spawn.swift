import DatasafeCore
import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// The only room that starts programs.
///
/// Cancelling the asking task kills the program and its whole group at once (SIGKILL). Processes that a program leaves
/// behind in its group are killed when it ends.
public enum Spawn {
    /// Longest line that `stream` accepts: 1 MiB.
    public static let lineLimit = 1 << 20
    private static let errorTail = 64 << 10

    /// Runs a program to its end.
    public static func run(_ program: Program) async throws(SpawnError) -> Ended {
        let collected = Collected()
        let limit = program.outputLimit
        var ended = try await start(program) { bytes in
            collected.bytes.withLock { $0.append(contentsOf: bytes.withUnsafeBytes { [UInt8]($0) }) <= limit }
        }
        ended.stdout = collected.bytes.withLock { $0.bytes }
        return ended
    }

    /// Runs a program to its end and hands out each line of its standard output as it comes. `outputLimit` counts all
    /// lines together. The program waits while `onLine` works.
    public static func stream(
        _ program: Program, onLine: @escaping @Sendable (String) async -> Void
    ) async throws(SpawnError) -> Ended {
        let splitter = Splitter(limit: min(lineLimit, program.outputLimit))
        let limit = program.outputLimit
        let ended = try await start(program) { bytes in
            let lines = splitter.state.withLock { state -> [String]? in
                state.total += bytes.count
                return state.total <= limit ? bytes.withUnsafeBytes { state.lines.take($0) } : nil
            }
            guard let lines else { return false }
            for line in lines { await onLine(line) }
            return true
        }
        if let last = splitter.state.withLock({ $0.lines.end() }) { await onLine(last) }
        return ended
    }

    /// Starts, feeds `take` until it says no, watches the clock, and leaves nothing of the group behind.
    private static func start(
        _ program: Program, take: @escaping @Sendable (SubprocessOutputSequence.Buffer) async -> Bool
    ) async throws(SpawnError) -> Ended {
        let launch = try Launch(program)
        let verdict = Verdict()
        let errors = Collected()
        do {
            let result = try await Subprocess.run(
                launch.configuration, input: .fileDescriptor(launch.input.descriptor, closeAfterSpawningProcess: false),
                output: .sequence, error: .sequence
            ) { execution in
                // The group's number stays taken while its leader is not reaped, and that happens after this body.
                let kill: @Sendable () -> Void = {
                    try? execution.send(signal: .kill, toProcessGroup: true)
                }
                defer { kill() }
                let leader = execution.processIdentifier.value
                await withTaskGroup(of: Void.self) { group in
                    if let timeout = program.timeout {
                        group.addTask {
                            do { try await Task.sleep(for: timeout) } catch { return }
                            verdict.set(.timedOut)
                            kill()
                        }
                    }
                    let output = execution.standardOutput
                    let errorOutput = execution.standardError
                    async let said: Void = follow(output) { buffer in
                        if await take(buffer) { return true }
                        verdict.set(.outputTooLong)
                        kill()
                        return false
                    }
                    async let complained: Void = follow(errorOutput) { buffer in
                        let isHopeless = errors.bytes.withLock { tail in
                            tail.keepTail(buffer.withUnsafeBytes { [UInt8]($0) }, of: errorTail)
                            return tail.holds(anyOf: program.hopeless)
                        }
                        if isHopeless { kill() }
                        return true
                    }
                    // What a program left behind may hold its streams open: they end with the program.
                    group.addTask {
                        while !hasEnded(leader) {
                            do { try await Task.sleep(for: .milliseconds(200)) } catch { return }
                        }
                        kill()
                    }
                    _ = await (said, complained)
                    // Closed streams are not the end: what closed them may still be about to say how it went, and a kill
                    // now would be its status.
                    var pause = 1
                    while !Task.isCancelled, !hasEnded(leader) {
                        try? await Task.sleep(for: .milliseconds(pause))
                        pause = min(2 * pause, 50)
                    }
                    group.cancelAll()
                }
            }
            if let code = verdict.code { throw SpawnError(code: code, program: program.name) }
            if Task.isCancelled { throw SpawnError(code: .cancelled, program: program.name) }
            return Ended(
                status: Ended.Status(result.terminationStatus), stderr: errors.bytes.withLock { $0.bytes })
        } catch let error as SpawnError {
            throw error
        } catch let error as SubprocessError {
            throw SpawnError(error, program: program.name)
        } catch {
            throw SpawnError(code: .cancelled, program: program.name, cause: "\(error)")
        }
    }

    /// Whether a child of ours has ended; it is not reaped by asking.
    private static func hasEnded(_ process: pid_t) -> Bool {
        var found = siginfo_t()
        guard waitid(P_PID, id_t(process), &found, WEXITED | WNOHANG | WNOWAIT) == 0 else { return errno != EINTR }
        return found.si_signo != 0
    }

    /// Reads until the end of the stream or until `take` says no; a read error ends it too, the status tells the rest.
    private static func follow(
        _ stream: SubprocessOutputSequence, _ take: @Sendable (SubprocessOutputSequence.Buffer) async -> Bool
    ) async {
        do {
            for try await buffer in stream {
                guard await take(buffer) else { return }
            }
        } catch { return }
    }
}

/// Bytes that came so far.
private final class Collected: Sendable {
    struct Bytes {
        var bytes: [UInt8] = []

        mutating func append(contentsOf more: [UInt8]) -> Int {
            bytes.append(contentsOf: more)
            return bytes.count
        }

        func holds(anyOf words: [String]) -> Bool {
            guard !words.isEmpty else { return false }
            let text = String(decoding: bytes, as: UTF8.self)
            return words.contains { text.contains($0) }
        }

        mutating func keepTail(_ more: [UInt8], of limit: Int) {
            bytes.append(contentsOf: more)
            if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
        }
    }

    let bytes = Mutex(Bytes())
}

private final class Splitter: Sendable {
    struct State {
        var lines: LineSplitter
        var total = 0
    }

    let state: Mutex<State>

    init(limit: Int) { state = Mutex(State(lines: LineSplitter(limit: limit))) }
}

/// Why the program was killed by us; the first reason counts.
private final class Verdict: Sendable {
    private let first = Mutex<SpawnError.Code?>(nil)
    var code: SpawnError.Code? { first.withLock { $0 } }
    func set(_ code: SpawnError.Code) { first.withLock { $0 = $0 ?? code } }
}
