import NIOSSL

/// A private key with its certificate, as one side of a TLS connection shows it.
public struct WireIdentity: Sendable {
    let key: NIOSSLPrivateKey
    let certificate: NIOSSLCertificate

    /// - Parameters:
    ///   - keyPEM: PKCS #8 in PEM.
    ///   - certificate: in DER.
    /// - Throws: `.identity`.
    public init(keyPEM: String, certificate: [UInt8]) throws(WireError) {
        do {
            key = try NIOSSLPrivateKey(bytes: Array(keyPEM.utf8), format: .pem)
            self.certificate = try NIOSSLCertificate(bytes: certificate, format: .der)
        } catch {
            throw WireError(.identity, "identity", cause: "\(error)")
        }
    }
}
