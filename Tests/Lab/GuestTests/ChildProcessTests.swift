import Subprocess
import SystemPackage
import Testing

@testable import Guest

@Suite("Children never outlive us", .timeLimit(.minutes(1))) struct ChildProcessTests {
    let log = FilePath("/tmp/datasafe-child-\(UInt64.random(in: 0 ... .max)).log")

    @Test("A child that ends by itself says how, its words are in the file") func byItself() async throws {
        defer { try? Files.remove(log) }
        let child = try await ChildProcess.start(
            "sh", program: "/bin/sh", arguments: ["-c", "echo $WORD; exit 3"], environment: ["WORD": "hello"],
            log: log, grace: nil)
        #expect(try await child.ended(within: .seconds(20)).contains("3"))
        #expect(String(decoding: try Files.read(log), as: UTF8.self) == "hello\n")
        await child.end()
    }

    @Test("Ending is asked first, forced then", arguments: [("exit 0", true), ("", false)])
    func ended(onTerm: String, quick: Bool) async throws {
        defer { try? Files.remove(log) }
        let child = try await ChildProcess.start(
            "sh", program: "/bin/sh", arguments: ["-c", "trap '\(onTerm)' TERM; while :; do sleep 0.1; done"],
            log: log, grace: .seconds(2))
        try await Task.sleep(for: .milliseconds(300))
        let took = await ContinuousClock().measure { await child.end() }
        #expect(!ProcessUse.isRunning(child.pid, named: "sh"))
        #expect((took < .seconds(2)) == quick)
    }

    @Test("A tether whose owner is gone kills, one that is let go does not", arguments: [true, false])
    func tether(letGo: Bool) async throws {
        // The same words as the tether's, with a pipe that a shell holds: its end stands for our end.
        let script = """
            sleep 2 & child=$!
            (\(letGo ? "echo" : ":")) | sh -c 'read -r line || kill -KILL "$1"' tether $child
            wait $child
            echo $?
            """
        let result = try await run(
            .path("/bin/sh"), arguments: ["-c", script], output: .string(limit: 100), error: .discarded)
        #expect(result.standardOutput == (letGo ? "0\n" : "137\n"))
    }

    @Test("A program that is not there is said so") func missing() async {
        await #expect(throws: GuestError(.missing, "/nowhere/qemu")) {
            try await ChildProcess.start("q", program: "/nowhere/qemu", arguments: [], log: log, grace: nil)
        }
        try? Files.remove(log)
    }
}
