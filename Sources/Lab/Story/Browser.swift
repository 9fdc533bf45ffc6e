import AsyncHTTPClient
import Crypto
import NIOCore
import NIOHTTP1
import NIOPosix
public import NIOSSL
public import SystemPackage

/// A browser before the pages of one server: cookies, forms, up- and downloads.
///
/// It trusts exactly one certificate, the one given to it, and follows redirects only within the server.
public actor Browser {
    /// "https://127.0.0.1:8443", without a slash at the end.
    public nonisolated let origin: String
    private let client: HTTPClient
    private var cookies = CookieStore()

    /// A browser for the server at loopback port `port` that shows `certificate`; it gives up connecting after `patience`.
    public init(port: Int, trusting certificate: NIOSSLCertificate, patience: Duration = .seconds(15)) {
        origin = "https://127.0.0.1:\(port)"
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates([certificate])
        // The certificate itself is compared, by being the only root; its name is whatever address the box has.
        tls.certificateVerification = .noHostnameVerification
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .init(patience), read: .seconds(180))
        configuration.httpVersion = .http1Only
        client = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    }

    /// Looks at a page; redirects are followed unless told otherwise.
    public func get(
        _ path: String, following: Bool = true, accepting type: String = "text/html"
    ) async throws -> PageReply {
        var first = request(.GET, path)
        first.headers.replaceOrAdd(name: "Accept", value: type)
        var reply = try await exchange(first)
        var hops = 0
        while following, (300..<400).contains(reply.status), let target = reply.headers["location"] {
            hops += 1
            guard hops <= 8 else { throw StoryError(.page, "\(path) redirects in a circle") }
            reply = try await exchange(request(.GET, try local(target)))
        }
        return reply
    }

    /// Sends a form as it stands on its page with `values` filled in; redirects are followed.
    public func submit(_ form: HTMLForm, _ values: [String: [String]] = [:]) async throws -> PageReply {
        let pairs = try form.filled(values)
        let text = pairs.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
        guard form.method == "post" else { return try await get("\(form.action)?\(text)") }
        var request = request(.POST, form.action)
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.body = .bytes(ByteBuffer(string: text))
        let reply = try await exchange(request)
        guard (300..<400).contains(reply.status), let target = reply.headers["location"] else { return reply }
        return try await get(try local(target))
    }

    /// Sends the form to `action` that stands on the page `path`.
    public func submit(
        on path: String, to action: String, _ values: [String: [String]] = [:]
    ) async throws -> PageReply {
        try await submit(try await get(path).expecting(200).page.form(to: action), values)
    }

    /// Sends a file as the raw body of a PUT, in pieces of 64 KiB; `headers` beside.
    public func put(_ path: String, file: FilePath, headers: [String: String] = [:]) async throws -> PageReply {
        let descriptor = try FileDescriptor.open(file, .readOnly, options: [.closeOnExec])
        defer { try? descriptor.close() }
        let length = try descriptor.seek(offset: 0, from: .end)
        try descriptor.seek(offset: 0, from: .start)
        return try await put(path, .stream(FilePieces(file: descriptor), length: .known(length)), headers)
    }

    /// Sends bytes as the raw body of a PUT; `headers` beside.
    public func put(_ path: String, bytes: [UInt8], headers: [String: String] = [:]) async throws -> PageReply {
        try await put(path, .bytes(ByteBuffer(bytes: bytes)), headers)
    }

    private func put(
        _ path: String, _ body: HTTPClientRequest.Body, _ headers: [String: String]
    ) async throws -> PageReply {
        var request = request(.PUT, path)
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/octet-stream")
        request.body = body
        return try await exchange(request)
    }

    /// Loads a file and returns its size and SHA-256; nothing is kept.
    public func digest(_ path: String) async throws -> (bytes: Int, sha256: [UInt8]) {
        let response = try await client.execute(request(.GET, path), timeout: .minutes(30))
        take(response.headers)
        guard response.status == .ok else {
            throw StoryError(.page, "\(path) answered \(response.status.code)")
        }
        var hash = SHA256()
        var count = 0
        for try await piece in response.body {
            piece.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
            count += piece.readableBytes
        }
        return (count, Array(hash.finalize()))
    }

    /// The value of a cookie this server has set.
    public func cookie(_ name: String) -> String? { cookies[name] }

    /// Forgets all cookies: another person sits down.
    public func forget() { cookies = CookieStore() }

    /// Closes all connections.
    public func close() async {
        // Connections that are broken already are closed too.
        try? await client.shutdown()
    }

    private func request(_ method: HTTPMethod, _ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: origin + path)
        request.method = method
        request.headers.add(name: "Accept-Language", value: "de")
        request.headers.add(name: "User-Agent", value: "datasafe-lab")
        if let header = cookies.header { request.headers.add(name: "Cookie", value: header) }
        if method != .GET {
            request.headers.add(name: "Origin", value: origin)
            request.headers.add(name: "Sec-Fetch-Site", value: "same-origin")
        }
        return request
    }

    private func exchange(_ request: HTTPClientRequest) async throws -> PageReply {
        let response = try await client.execute(request, timeout: .minutes(30))
        take(response.headers)
        let body = try await response.body.collect(upTo: 64 << 20)
        var headers: [String: String] = [:]
        for (name, value) in response.headers { headers[name.lowercased()] = value }
        return PageReply(
            status: Int(response.status.code), headers: headers, body: Array(body.readableBytesView),
            path: String(request.url.dropFirst(origin.count)))
    }

    private func take(_ headers: HTTPHeaders) {
        for header in headers["set-cookie"] { cookies.take(header) }
    }

    private func local(_ target: String) throws -> String {
        if target.hasPrefix("/"), !target.hasPrefix("//") { return target }
        guard target.hasPrefix(origin + "/") else { throw StoryError(.page, "redirect out of the box to \(target)") }
        return String(target.dropFirst(origin.count))
    }

    /// `text` for a form or a query. Source: URL Living Standard, application/x-www-form-urlencoded.
    public static func encoded(_ text: String) -> String {
        text.utf8.map { byte -> String in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e:
                return String(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                return hex.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }.joined()
    }
}

/// A file in pieces of 64 KiB.
private struct FilePieces: AsyncSequence, Sendable {
    let file: SystemPackage.FileDescriptor

    struct AsyncIterator: AsyncIteratorProtocol {
        let file: SystemPackage.FileDescriptor

        func next() async throws -> ByteBuffer? {
            var piece = [UInt8](repeating: 0, count: 64 << 10)
            let count = try piece.withUnsafeMutableBytes { try file.read(into: $0) }
            return count == 0 ? nil : ByteBuffer(bytes: piece.prefix(count))
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(file: file) }
}
