import Glibc

/// Writes one line to standard output at once, also when that is a file or a pipe: `print` would keep it until the program
/// ends.
public func say(_ line: String = "") { put(line, on: STDOUT_FILENO) }

/// Writes one line to standard error.
public func complain(_ line: String) { put(line, on: STDERR_FILENO) }

private func put(_ line: String, on descriptor: Int32) {
    var rest = Array("\(line)\n".utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 || errno == EINTR else { return }
        rest = rest.dropFirst(max(0, count))
    }
}
