/// The certificate the box shows to browsers, with its key.
public struct TLSIdentity: Sendable {
    /// Certificate in PEM.
    public var certificate: String
    /// Private key in PEM.
    public var key: String
    /// SHA-256 of the certificate as colon-separated upper-case hex pairs, for the console screen.
    public var fingerprint: String

    /// Made by the program at the first start and kept on the state volume.
    public init(certificate: String, key: String, fingerprint: String) {
        self.certificate = certificate
        self.key = key
        self.fingerprint = fingerprint
    }
}
