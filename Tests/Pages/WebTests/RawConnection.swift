import Glibc
import RealBrowser
import Threads

/// A TCP connection to the loopback that sends exactly what a test says, also what no browser would.
final class RawConnection: Sendable {
    private let socket: Int32

    /// Connects.
    init(port: Int) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Chromium.Failure(description: "no connection: \(errno)") }
        // A test never hangs on a server that says nothing.
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(socket) }

    /// Sends text.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// No more will be sent.
    func finish() { shutdown(socket, Int32(SHUT_WR)) }

    /// All the server says until it closes or is silent for ten seconds, and whether it closed. Waits on a thread of its
    /// own: the server under test runs on the cooperative pool.
    func rest() async throws -> (text: String, isClosed: Bool) { try await offload { self.receive() } }

    private func receive() -> (text: String, isClosed: Bool) {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket, &chunk, chunk.count, 0)
            guard count > 0 else { return (String(decoding: bytes, as: UTF8.self), count == 0 || errno == ECONNRESET) }
            bytes += chunk[0..<count]
        }
    }
}
