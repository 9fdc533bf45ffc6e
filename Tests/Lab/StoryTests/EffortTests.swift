import Guest
import SystemPackage
import Testing

@testable import Story

@Suite("What a piece of work took") struct EffortTests {
    @Test func `a thread that works uses the processor, one that waits does not`() throws {
        var sum: UInt64 = 0
        let work = Effort.ofThread {
            for number in 0..<UInt64(3_000_000) { sum = sum &* 31 &+ number }
        }
        #expect(sum != 0)
        #expect(work.processor > .milliseconds(1) && work.processor <= work.took + .milliseconds(20))
        let nothing = Effort.ofThread {}
        #expect(nothing.processor < .milliseconds(50))
    }

    @Test func `the work of others is what they used meanwhile`() async throws {
        var used = Duration.seconds(7)
        let effort = try await Effort.ofOthers({ used }) {
            used += .seconds(3)
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(effort.processor == .seconds(3) && effort.took >= .milliseconds(20))
        let sum = effort + Effort(took: .seconds(1), processor: .seconds(2))
        #expect(sum.processor == .seconds(5) && sum.took == effort.took + .seconds(1))
        await #expect(throws: GuestError(.ended, "web")) {
            _ = try await Effort.ofOthers({ throw GuestError(.ended, "web") }) {}
        }
    }

    @Test func `a program that has ended is counted`() async throws {
        let log = FilePath("/tmp/datasafe-effort-\(UInt64.random(in: 0 ... .max)).log")
        defer { try? Files.remove(log) }
        let before = Effort.endedChildren()
        let child = try await ChildProcess.start(
            "sh", program: "/bin/sh", arguments: ["-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"],
            log: log, grace: nil)
        #expect(try await child.ended(within: .seconds(60)).contains("exited(0)"))
        #expect(Effort.endedChildren() - before > .milliseconds(5))
        await child.end()
    }
}
