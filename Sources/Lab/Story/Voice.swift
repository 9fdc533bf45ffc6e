import FoundationEssentials
import Synchronization
import SystemPackage

/// Tells the story: each step with ✓ or ✗ and its time, progress while it lasts, colour and moving lines only before a
/// person.
public final class Voice: Sendable {
    private let isTerminal: Bool
    private let moving = Mutex(false)
    private let output: FileDescriptor

    /// Speaks to standard output.
    public convenience init() {
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/1")
        let isTerminal = target.map { $0.hasPrefix("/dev/pts/") || $0.hasPrefix("/dev/tty") } ?? false
        self.init(isTerminal: isTerminal, output: .standardOutput)
    }

    init(isTerminal: Bool, output: FileDescriptor) {
        self.isTerminal = isTerminal
        self.output = output
    }

    /// A line that stays.
    public func say(_ line: String = "") {
        settle()
        write(line + "\n")
    }

    /// A line that the next one replaces; nothing where nobody watches.
    public func progress(_ line: String) {
        guard isTerminal else { return }
        moving.withLock { $0 = true }
        write("\r\u{1b}[K  … \(line)")
    }

    /// A step begins.
    func begin(_ step: StoryStep, of count: Int) {
        if isTerminal { progress("\(step.number)/\(count) \(step.german)") }
    }

    /// A step ended well; `seen` is what was looked at.
    func done(_ step: StoryStep, took: Duration, seen: [String]) {
        say("\(colour("✓", 32)) \(Self.padded(step.number)). \(step.german)  \(Self.time(took))")
        say("     \(colour(step.english, 2))")
        for line in seen { say("     · \(line)") }
    }

    /// A step failed.
    func failed(_ step: StoryStep, took: Duration, error: any Error) {
        say("\(colour("✗", 31)) \(Self.padded(step.number)). \(step.german)  \(Self.time(took))")
        say("     \(colour(step.english, 2))")
        say("     ! \(error)")
    }

    /// "12,4 s", "3:05 min": as a German reads it.
    static func time(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(100)).rounded())
        if tenths < 600 { return "\(tenths / 10),\(tenths % 10) s" }
        let seconds = tenths / 10
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) min"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? " \(number)" : "\(number)" }

    private func colour(_ text: String, _ code: Int) -> String {
        isTerminal ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }

    private func settle() {
        let wasMoving = moving.withLock { moving in
            defer { moving = false }
            return moving
        }
        if wasMoving { write("\r\u{1b}[K") }
    }

    private func write(_ text: String) {
        // Nobody listens any more: the story goes on and its exit code still tells.
        _ = try? output.writeAll(Array(text.utf8))
    }
}
