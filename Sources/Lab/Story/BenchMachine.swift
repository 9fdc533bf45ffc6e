import FoundationEssentials
import Guest
import SystemPackage

/// The machine a bench ran on, in one line, without its name or its paths.
public struct BenchMachine: Sendable, Equatable {
    /// "AMD EPYC, 2 processors, 3.8 GB, Linux 6.1.0, Debian GNU/Linux 12 (bookworm)".
    public var words: String
    /// Processes that waited for a processor when the bench began, average of one minute.
    public var load: String

    /// This machine. What the kernel does not say is left out.
    public init() {
        self.init(
            processors: Self.text("/proc/cpuinfo"), memory: Self.text("/proc/meminfo"),
            kernel: Self.text("/proc/sys/kernel/osrelease"), system: Self.text("/etc/os-release"),
            load: Self.text("/proc/loadavg"))
    }

    init(processors: String, memory: String, kernel: String, system: String, load: String) {
        let models = Self.values("model name", ":", processors)
        let total = Self.values("MemTotal", ":", memory).first?.split(separator: " ").first.flatMap { Double($0) }
        let parts = [
            models.first, models.isEmpty ? nil : "\(models.count) processors",
            total.map { "\(BenchTable.text($0 * 1024 / 1e9)) GB" },
            kernel.isEmpty ? nil : "Linux \(kernel.split { $0.isWhitespace }.joined())",
            Self.values("PRETTY_NAME", "=", system).first.map { $0.filter { $0 != "\"" } },
        ]
        words = parts.compactMap { $0 }.joined(separator: ", ")
        self.load = load.split(separator: " ").first.map(String.init) ?? "unknown"
    }

    private static func text(_ file: FilePath) -> String {
        String(decoding: (try? Files.read(file)) ?? [], as: UTF8.self)
    }

    private static func values(_ name: String, _ mark: Character, _ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix(name), let place = line.firstIndex(of: mark) else { return nil }
            return line[line.index(after: place)...].split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        }
    }
}
