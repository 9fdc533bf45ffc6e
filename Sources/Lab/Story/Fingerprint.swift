import Crypto
import Guest
import NIOCore
import NIOPosix
public import NIOSSL

/// The SHA-256 of a certificate, as it stands on the screen of the box: "AB:CD:...", 32 pairs.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// The fingerprint of a certificate.
    public init(of certificate: NIOSSLCertificate) throws {
        bytes = Array(SHA256.hash(data: try certificate.toDERBytes()))
    }

    /// Finds 32 pairs of hex digits in `text`: pairs with colons, blocks of even length with blanks, over line ends. Nil
    /// if no words in a row make exactly 32 pairs.
    public init?(in text: String) {
        var run: [[UInt8]] = []
        for word in text.split(whereSeparator: { $0.isWhitespace }) {
            guard let pairs = Self.pairs(in: word) else {
                run = []
                continue
            }
            run.append(pairs)
            var bytes: [UInt8] = []
            for pairs in run.reversed() where bytes.count < 32 { bytes = pairs + bytes }
            if bytes.count == 32 {
                self.bytes = bytes
                return
            }
        }
        return nil
    }

    /// The bytes of a word that is nothing but pairs of hex digits; a block of digits has 2, 4, 8, 16, 32 or 64.
    private static func pairs(in word: Substring) -> [UInt8]? {
        let groups = word.split(separator: ":")
        let isColoned = word.contains(":")
        var bytes: [UInt8] = []
        for group in groups {
            guard isColoned ? group.count == 2 : [2, 4, 8, 16, 32, 64].contains(group.count),
                group.allSatisfy({ $0.isASCII && $0.isHexDigit })
            else { return nil }
            let digits = group.compactMap { $0.hexDigitValue }.map { UInt8($0) }
            bytes += stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// "AB:CD:...".
    public var description: String {
        bytes.map { byte in
            let text = String(byte, radix: 16, uppercase: true)
            return text.count == 1 ? "0\(text)" : text
        }.joined(separator: ":")
    }

    /// Asks the server at loopback port `port` for its certificate, believing nothing about it. Throws `.tooLate`.
    public static func certificate(port: Int, limit: Duration) async throws -> NIOSSLCertificate {
        try await waiting(for: "TLS on port \(port)", limit: limit, every: .milliseconds(250)) {
            try? await ask(port: port)
        }
    }

    private static func ask(port: Int) async throws -> NIOSSLCertificate {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .fullVerification
        let context = try NIOSSLContext(configuration: configuration)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let seen = loop.makePromise(of: NIOSSLCertificate.self)
        // A promise must not be forgotten: it fails too when nobody listens.
        let connection = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(5))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let tls = try NIOSSLClientHandler(
                        context: context, serverHostname: nil,
                        customVerificationCallback: { chain, verdict in
                            if let leaf = chain.first { seen.succeed(leaf) }
                            // Only looked at: the connection itself is not used.
                            verdict.succeed(NIOSSLVerificationResult.failed)
                        })
                    try channel.pipeline.syncOperations.addHandler(tls)
                }
            }
            .connect(host: "127.0.0.1", port: port)
        connection.whenFailure { seen.fail($0) }
        let channel = try await connection.get()
        channel.closeFuture.whenComplete { _ in seen.fail(StoryError(.certificate, "closed before TLS")) }
        // A router that accepted for a box that does not answer yet: nothing would ever come, not even an end.
        let late = loop.scheduleTask(in: .seconds(20)) {
            seen.fail(StoryError(.certificate, "no answer"))
            channel.close(promise: nil)
        }
        defer { late.cancel() }
        return try await seen.futureResult.get()
    }
}
