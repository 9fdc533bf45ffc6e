import DatasafeCore
import Glibc
import Spawn
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2)))
struct SpawnTests {
    @Test func `a program runs with its arguments, no environment, folder root`() async throws {
        let ended = try await Spawn.run(Program(path: "/bin/sh", arguments: ["-c", "echo \"$0 $1\"; pwd", "a", "b c"]))
        #expect(ended.succeeded)
        #expect(ended.text == "a b c\n/\n")
        let environment = try await Spawn.run(Program(path: "/usr/bin/env"))
        #expect(environment.text == "")
        let given = try await Spawn.run(Program(path: "/usr/bin/env", environment: ["LANG": "C"]))
        #expect(given.text == "LANG=C\n")
    }

    @Test func `exit codes, signals and last words come through`() async throws {
        let script = "echo no >&2; echo ' ' >&2; exit 3"
        let failed = try await Spawn.run(Program(path: "/bin/sh", arguments: ["-c", script]))
        #expect(failed.status == .exited(3))
        #expect(failed.exitCode == 3)
        #expect(!failed.succeeded)
        #expect(failed.lastWords == "no")
        let killed = try await Spawn.run(Program(path: "/bin/sh", arguments: ["-c", "kill -TERM $$"]))
        #expect(killed.status == .signalled(SIGTERM))
        #expect(killed.exitCode == nil)
    }

    @Test(arguments: [
        ("sh", SpawnError.Code.badPath, "sh"), ("/bin/no-such-program", .missing, "no-such-program"),
        ("/etc/passwd", .missing, "passwd"), ("/bin/sh\0x", .badPath, "sh\0x"),
    ])
    func `what cannot start is named`(path: String, code: SpawnError.Code, name: String) async {
        await #expect(throws: SpawnError(code: code, program: name)) { try await Spawn.run(Program(path: path)) }
    }

    @Test func `bytes and secrets arrive on standard input`() async throws {
        let big = [UInt8](repeating: 65, count: 300_000)
        let echoed = try await Spawn.run(Program(path: "/bin/cat", input: .bytes(big)))
        #expect(echoed.stdout == big)
        let secret = try await Spawn.run(Program(path: "/bin/cat", input: .secret(Secret(text: "geheim"))))
        #expect(secret.text == "geheim")
        let nothing = try await Spawn.run(Program(path: "/bin/cat"))
        #expect(nothing.stdout.isEmpty)
    }

    @Test func `two secrets are read by file name and stand neither in argv nor in environ`() async throws {
        // Every option comes as `option=file`; awk takes `-v` style options in one word and tells us the names.
        let script = """
            BEGIN {
                while ((getline line < a) > 0) print "a:" line
                while ((getline line < b) > 0) print "b:" line
                system("cat /proc/$PPID/cmdline /proc/$PPID/environ")
            }
            """
        let ended = try await Spawn.run(
            Program(
                path: "/usr/bin/awk", arguments: [script],
                secrets: [
                    .init("-va", Secret(text: "first-secret\n")), .init("-vb", Secret(text: "second-secret\n")),
                ]))
        #expect(ended.text.hasPrefix("a:first-secret\nb:second-secret\n"))
        #expect(ended.text.components("first-secret") == 1)
        #expect(ended.text.components("second-secret") == 1)
        #expect(ended.text.components("/proc/\(getpid())/fd/") >= 2)
    }

    @Test func `a program that takes too long is killed with its group`() async throws {
        let started = ContinuousClock.now
        await #expect(throws: SpawnError(code: .timedOut, program: "sh")) {
            try await Spawn.run(
                Program(path: "/bin/sh", arguments: ["-c", "sleep 987 & sleep 986"], timeout: .milliseconds(300)))
        }
        #expect(ContinuousClock.now - started < .seconds(5))
        #expect(try await running("sleep 987") == 0)
        #expect(try await running("sleep 986") == 0)
    }

    @Test func `too much output kills; the limit itself is allowed`() async throws {
        await #expect(throws: SpawnError(code: .outputTooLong, program: "yes")) {
            try await Spawn.run(Program(path: "/usr/bin/yes", outputLimit: 10_000))
        }
        let exact = try await Spawn.run(
            Program(path: "/usr/bin/head", arguments: ["-c", "10000", "/dev/zero"], outputLimit: 10_000))
        #expect(exact.stdout.count == 10_000)
        let noisy = try await Spawn.run(
            Program(path: "/bin/sh", arguments: ["-c", "yes err | head -c 500000 >&2; echo last >&2"]))
        #expect(noisy.stderr.count == 64 << 10)
        #expect(noisy.lastWords == "last")
    }

    @Test func `what a program leaves behind in its group is killed at its end`() async throws {
        let ended = try await Spawn.run(Program(path: "/bin/sh", arguments: ["-c", "sleep 985 & echo done"]))
        #expect(ended.text == "done\n")
        try await Task.sleep(for: .milliseconds(100))
        #expect(try await running("sleep 985") == 0)
    }

    @Test func `closed streams are not the end: the program still says how it went`() async throws {
        let ended = try await Spawn.run(
            Program(path: "/bin/sh", arguments: ["-c", "exec >&- 2>&-; sleep 0.3; exit 7"], timeout: .seconds(20)))
        #expect(ended.status == .exited(7))
    }

    @Test func `what is left behind and holds the output ends with the program`() async throws {
        let started = ContinuousClock.now
        let ended = try await Spawn.run(
            Program(path: "/bin/sh", arguments: ["-c", "sleep 60 & echo said; exit 5"], timeout: .seconds(20)))
        #expect(ended.status == .exited(5))
        #expect(ended.text == "said\n")
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test func `a program that closes its streams and stays is killed after its time`() async throws {
        await #expect(throws: SpawnError(code: .timedOut, program: "sh")) {
            try await Spawn.run(
                Program(path: "/bin/sh", arguments: ["-c", "exec >&- 2>&-; sleep 60"], timeout: .seconds(1)))
        }
    }

    @Test func `a program works in the folder it is given`() async throws {
        var program = Program(path: "/bin/pwd")
        program.folder = "/usr"
        #expect(try await Spawn.run(program).text == "/usr\n")
    }

    @Test func `cancelling kills the whole group at once`() async throws {
        let task = Task {
            try await Spawn.run(Program(path: "/bin/sh", arguments: ["-c", "sleep 984 & sleep 983"], timeout: nil))
        }
        while try await running("sleep 984") == 0 { try await Task.sleep(for: .milliseconds(20)) }
        let started = ContinuousClock.now
        task.cancel()
        let result = await task.result
        #expect(throws: SpawnError(code: .cancelled, program: "sh")) { try result.get() }
        #expect(ContinuousClock.now - started < .seconds(2))
        #expect(try await running("sleep 984") == 0)
        #expect(try await running("sleep 983") == 0)
    }

    @Test func `lines come while the program runs, the last one also without an end`() async throws {
        let lines = Mutex<[(String, ContinuousClock.Instant)]>([])
        let ended = try await Spawn.stream(
            Program(path: "/bin/sh", arguments: ["-c", "echo ein; sleep 0.5; printf 'zwei\\ndr'; printf ei"])
        ) { line in lines.withLock { $0.append((line, .now)) } }
        #expect(ended.succeeded)
        let seen = lines.withLock { $0 }
        #expect(seen.map(\.0) == ["ein", "zwei", "drei"])
        #expect(seen[1].1 - seen[0].1 > .milliseconds(300))
    }

    @Test func `a line without end is refused`() async {
        await #expect(throws: SpawnError(code: .outputTooLong, program: "head")) {
            _ = try await Spawn.stream(
                Program(path: "/usr/bin/head", arguments: ["-c", "3000000", "/dev/zero"], outputLimit: 1 << 30)
            ) { _ in }
        }
    }

    @Test func `idle means nice 19 and the idle disk class`() async throws {
        let ended = try await Spawn.run(
            Program(path: "/bin/sh", arguments: ["-c", "/usr/bin/nice; /usr/bin/ionice"], idle: true))
        #expect(ended.text == "19\nidle\n")
    }

    @Test func `no descriptor of ours leaks into the program`() async throws {
        let descriptor = open("/etc/hostname", O_RDONLY)
        defer { close(descriptor) }
        let ended = try await Spawn.run(Program(path: "/bin/ls", arguments: ["/proc/self/fd"]))
        // 3 is ls's own descriptor of the folder.
        #expect(ended.text == "0\n1\n2\n3\n")
    }

    @Test func `forty at once`() async throws {
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await Spawn.run(Program(path: "/bin/echo", arguments: ["\(number)"])).text
                }
            }
            var seen: Set<String> = []
            for try await text in group { seen.insert(text) }
            #expect(seen.count == 40)
        }
    }

    /// Processes whose command line is exactly `command`.
    private func running(_ command: String) async throws -> Int {
        let ended = try await Spawn.run(Program(path: "/bin/ps", arguments: ["-eo", "args"]))
        return ended.text.split(separator: "\n").count { $0 == command }
    }
}

extension String {
    /// How often `part` occurs.
    fileprivate func components(_ part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
