import DatasafeCore
import FactFiles
import Glibc
import Logging
import Terminal
import Testing

@testable import Console

@Suite(.timeLimit(.minutes(1))) struct ConsoleTests {
    /// What came out of a device so far: a named pipe that this process reads.
    private final class Port: Sendable {
        let path: String
        let descriptor: Int32

        init(_ folder: String, _ name: String) throws {
            path = "\(folder)/\(name)"
            try #require(mkfifo(path, 0o600) == 0)
            descriptor = open(path, O_RDWR | O_NONBLOCK)
        }

        func read(until text: String, _ limit: Duration = .seconds(5)) async throws -> String {
            var seen = ""
            let end = ContinuousClock.now + limit
            while !seen.contains(text), ContinuousClock.now < end {
                var bytes = [UInt8](repeating: 0, count: 64 << 10)
                let count = Glibc.read(descriptor, &bytes, bytes.count)
                if count > 0 { seen += String(decoding: bytes[..<count], as: UTF8.self) }
                try await Task.sleep(for: .milliseconds(10))
            }
            return seen
        }
    }

    @Test func `screen, serial line and state port follow the facts`() async throws {
        var template = Array("/tmp/console-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        let (screen, line, states) = (
            try Port(folder, "tty1"), try Port(folder, "ttyS0"), try Port(folder, "states")
        )
        let facts = FactFolder(path: folder, now: { Sights.now })
        let storage = FactWriter<StorageFact>(folder: folder, version: "1", boot: "b", now: { Sights.now })
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let console = Console(
            ConsoleOutsides(
                facts: facts, changes: { facts.changes() }, screens: [TerminalDevice(path: screen.path)],
                lines: [TerminalDevice(path: line.path)],
                states: [TerminalDevice(path: "\(folder)/none"), TerminalDevice(path: states.path)],
                version: "2026.3.1",
                uptime: { 7 }, now: { Sights.now }, logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await console.run() }
            #expect(try await states.read(until: "start").contains("DS:7:start:\r\n"))
            var fact = StorageFact()
            fact.state = .locked
            try storage.write(fact)
            #expect(try await states.read(until: "locked").contains("DS:7:locked:\r\n"))
            #expect(try await screen.read(until: "GESPERRT").contains("\u{1b}[3;1H"))
            #expect(try await line.read(until: "GESPERRT").contains("  GESPERRT   LOCKED"))
            fact.refusal = Refusal(code: "KEY-BLANK")
            try storage.write(fact)
            #expect(try await states.read(until: "key-bad").contains("DS:7:key-bad:KEY-BLANK\r\n"))
            fact.state = .open
            try storage.write(fact)
            #expect(try await states.read(until: "ready").contains("DS:7:ready:\r\n"))
            group.cancelAll()
        }
    }
}
