/// How a program ended and what it said.
public struct Ended: Sendable, Equatable {
    /// Exit code or signal.
    public enum Status: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    public var status: Status
    /// All of standard output; empty when it was streamed line by line.
    public var stdout: [UInt8]
    /// The last 64 KiB of standard error.
    public var stderr: [UInt8]

    public init(status: Status, stdout: [UInt8] = [], stderr: [UInt8] = []) {
        self.status = status
        self.stdout = stdout
        self.stderr = stderr
    }

    /// It exited with 0.
    public var succeeded: Bool { status == .exited(0) }

    /// The exit code; nil when a signal ended it.
    public var exitCode: Int32? { if case .exited(let code) = status { code } else { nil } }

    /// Standard output as text; bytes that are not UTF-8 are replaced.
    public var text: String { String(decoding: stdout, as: UTF8.self) }

    /// The last line of standard error that is not empty, for a log line; never for people.
    public var lastWords: String {
        String(decoding: stderr, as: UTF8.self).split(whereSeparator: \.isNewline)
            .last { $0.contains { !$0.isWhitespace } }.map(String.init) ?? ""
    }
}
