public import NIOCore
public import NIOSSL

/// The server's side of TLS as the hub needs it.
public enum WireServer {
    /// TLS 1.3 with our self-signed certificate. A client may show a certificate of its own but need not: browsers and
    /// boxes come to one port.
    ///
    /// - Parameter asksFor: the names behind this certificate (DER) are sent as the ones we are interested in, so that a
    ///   browser with smart cards or other certificates does not ask its user to choose one.
    public static func configuration(
        _ identity: WireIdentity, asksFor example: [UInt8]
    ) throws(WireError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(identity.certificate)], privateKey: .privateKey(identity.key))
        tls.minimumTLSVersion = .tlsv13
        tls.certificateVerification = .optionalVerification
        tls.applicationProtocols = ["http/1.1"]
        do {
            tls.trustRoots = .certificates([try NIOSSLCertificate(bytes: example, format: .der)])
        } catch {
            throw WireError(.identity, "identity", cause: "\(error)")
        }
        tls.sendCANameList = true
        return tls
    }

    /// For the TLS handler of a server: takes every certificate, because the handshake proves the key and the program
    /// decides for each request what that key may do.
    public static let takesAnyKey: @Sendable ([NIOSSLCertificate], EventLoopPromise<NIOSSLVerificationResult>) -> Void =
        {
            _, promise in promise.succeed(.certificateVerified)
        }

    /// Public key (SubjectPublicKeyInfo, DER) that the other side of this connection proved to have; nil when it showed
    /// no certificate or the connection is not TLS.
    public static func peerKey(of channel: any Channel) async -> [UInt8]? {
        guard let certificate = try? await channel.nioSSL_peerCertificate().get() else { return nil }
        return try? certificate.extractPublicKey().toSPKIBytes()
    }
}
