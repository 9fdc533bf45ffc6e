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

    /// Reads 64 hex digits, in any grouping, from `text`: pairs with colons, blocks with blanks, over line ends. Nil if
    /// there are no 32 pairs in a row.
    public init?(in text: String) {
        var digits: [UInt8] = []
        for character in text {
            if let value = character.hexDigitValue, character.isASCII {
                digits.append(UInt8(value))
                if digits.count == 64 { break }
            } else if !(character == ":" || character.isWhitespace) {
                digits = []
            }
        }
        guard digits.count == 64 else { return nil }
        bytes = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
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
        let channel = try await ClientBootstrap(group: loop)
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
            .connect(host: "127.0.0.1", port: port).get()
        channel.closeFuture.whenComplete { _ in seen.fail(StoryError(.certificate, "closed before TLS")) }
        let late = loop.scheduleTask(in: .seconds(20)) { channel.close(promise: nil) }
        defer { late.cancel() }
        return try await seen.futureResult.get()
    }
}
