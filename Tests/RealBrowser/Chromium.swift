import FoundationEssentials
import Glibc
import Synchronization

/// A headless Chromium, steered through its debugging pipe: JSON messages ended by NUL on descriptors 3 (to it) and 4
/// (from it). Source: Chromium, `--remote-debugging-pipe`; Chrome DevTools Protocol.
package final class Chromium: Sendable {
    /// What went wrong, in words.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String

        package init(description: String) { self.description = description }
    }

    private struct State {
        var next = 1
        var waiting: [Int: CheckedContinuation<JSON, any Error>] = [:]
        var events: [(method: String, params: JSON, session: String)] = []
        var isEnded = false
    }

    private let state = Mutex(State())
    private let toIt: Int32
    private let process: pid_t
    private let profile: String

    /// Starts the browser. A test that needs it fails where it is not installed.
    package init(program: String = "/usr/bin/chromium") throws {
        guard access(program, X_OK) == 0 else { throw Failure(description: "\(program) is not installed") }
        profile = FileManager.default.temporaryDirectory.path + "/chromium-\(UUID().uuidString)"
        var down: [Int32] = [0, 0]
        var up: [Int32] = [0, 0]
        guard pipe(&down) == 0, pipe(&up) == 0 else { throw Failure(description: "no pipe") }
        // Out of the way of 3 and 4, which the child gets.
        let ends = [down[0], down[1], up[0], up[1]].map { fcntl($0, F_DUPFD_CLOEXEC, 20) }
        for old in down + up { close(old) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[0], 3)
        posix_spawn_file_actions_adddup2(&actions, ends[3], 4)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let arguments: [String] = [
            program, "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--disable-gpu",
            "--ignore-certificate-errors", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
            "--user-data-dir=\(profile)", "about:blank",
        ]
        var strings = Chromium.copied(arguments)
        // Without a UTF-8 locale Chromium drops files whose names are not ASCII.
        var environment = Chromium.copied(["PATH=/usr/bin:/bin", "HOME=/tmp", "LANG=C.UTF-8"])
        var pid = pid_t()
        let code = posix_spawn(&pid, program, &actions, nil, &strings, &environment)
        posix_spawn_file_actions_destroy(&actions)
        for string in strings + environment { free(string) }
        close(ends[0])
        close(ends[3])
        guard code == 0 else { throw Failure(description: "chromium did not start: \(code)") }
        toIt = ends[1]
        process = pid
        let fromIt = ends[2]
        let reader = Thread { [weak self] in
            var pending: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(fromIt, &chunk, chunk.count)
                guard count > 0 else { break }
                pending += chunk[0..<count]
                while let end = pending.firstIndex(of: 0) {
                    self?.take(Array(pending[..<end]))
                    pending.removeSubrange(...end)
                }
            }
            close(fromIt)
            self?.end()
        }
        reader.start()
    }

    /// C strings ended by nil, as `posix_spawn` wants them.
    private static func copied(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
        var copies: [UnsafeMutablePointer<CChar>?] = []
        for string in strings { copies.append(strdup(string)) }
        copies.append(nil)
        return copies
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(toIt)
        try? FileManager.default.removeItem(atPath: profile)
    }

    /// Asks the browser and waits for its answer.
    @discardableResult
    package func call(_ method: String, _ params: JSON = [:], session: String? = nil) async throws -> JSON {
        let id = state.withLock { state in
            defer { state.next += 1 }
            return state.next
        }
        var message: [String: JSON] = ["id": .number(Double(id)), "method": .text(method), "params": params]
        if let session { message["sessionId"] = .text(session) }
        let bytes = Array(try JSONEncoder().encode(JSON.object(message))) + [0]
        return try await withCheckedThrowingContinuation { continuation in
            let isEnded = state.withLock { state in
                if !state.isEnded { state.waiting[id] = continuation }
                return state.isEnded
            }
            guard !isEnded else { return continuation.resume(throwing: Failure(description: "chromium ended")) }
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes { write(toIt, $0.baseAddress, $0.count) }
                guard count > 0 else { break }
                sent += count
            }
        }
    }

    /// What the browser said by itself since the last time, for one page.
    package func events(session: String) -> [(method: String, params: JSON)] {
        state.withLock { state in
            let mine = state.events.filter { $0.session == session }
            state.events.removeAll { $0.session == session }
            return mine.map { ($0.method, $0.params) }
        }
    }

    private func take(_ bytes: [UInt8]) {
        guard let message = try? JSONDecoder().decode(JSON.self, from: Data(bytes)) else { return }
        guard let id = message["id"].number else {
            let event = (message["method"].text ?? "", message["params"], message["sessionId"].text ?? "")
            state.withLock { $0.events.append(event) }
            return
        }
        let waiting = state.withLock { $0.waiting.removeValue(forKey: Int(id)) }
        if message["error"] != .null {
            waiting?.resume(throwing: Failure(description: message["error"]["message"].text ?? "refused"))
        } else {
            waiting?.resume(returning: message["result"])
        }
    }

    private func end() {
        let waiting = state.withLock { state in
            state.isEnded = true
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume(throwing: Failure(description: "chromium ended")) }
    }
}

/// A thread of its own that reads until the pipe ends.
private final class Thread: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    func start() {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self)
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Thread>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }
}
