import Guest
import Subprocess
import SystemPackage

/// A program of this machine, run to its end.
struct HostTool: Sendable {
    /// Looked for where Debian has it.
    let path: FilePath

    /// Throws `.missing` naming the package.
    init(_ name: String, package: String) throws {
        let places = ["/usr/bin", "/usr/sbin", "/sbin", "/bin"].map { FilePath($0).appending(name) }
        guard let path = places.first(where: { Files.exists($0) }) else {
            throw GuestError(.missing, name, "package \(package)")
        }
        self.path = path
    }

    struct Ended: Sendable {
        /// 0 = good; nil = ended by a signal.
        var code: Int32?
        var output: String
        var complaints: String
    }

    /// Runs it; the time zone of what it says is UTC.
    func run(_ arguments: [String]) async throws -> Ended {
        let ended = try await Subprocess.run(
            .path(path), arguments: Arguments(arguments),
            environment: .inherit.updating(["TZ": "UTC", "LC_ALL": "C.UTF-8"]),
            output: .string(limit: 8 << 20), error: .string(limit: 1 << 20))
        let code: Int32? = if case .exited(let code) = ended.terminationStatus { code } else { nil }
        return Ended(code: code, output: ended.standardOutput, complaints: ended.standardError)
    }

    /// Runs it and throws `.refused` with its words unless it ends with one of `good`.
    @discardableResult
    func expecting(_ arguments: [String], good: Set<Int32> = [0]) async throws -> String {
        let ended = try await run(arguments)
        guard let code = ended.code, good.contains(code) else {
            let words = (ended.complaints + ended.output).suffix(300)
            throw GuestError(
                .refused, path.lastComponent?.string ?? "", "\(arguments.joined(separator: " ")): \(words)")
        }
        return ended.output
    }
}
