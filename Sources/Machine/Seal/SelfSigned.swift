public import DatasafeCore
import FoundationEssentials
import SwiftASN1
import X509

/// A key with a certificate it signed itself. Nobody trusts the certificate for its names: the key behind it is pinned,
/// or a person compares the fingerprint with the console screen.
public struct SelfSigned: Sendable {
    public let key: SigningKey
    /// The certificate in DER.
    public let certificate: [UInt8]

    /// The certificate in PEM.
    public var certificatePEM: String { PEMDocument(type: "CERTIFICATE", derBytes: certificate).pemString }

    /// SHA-256 of the certificate: what a browser shows.
    public var fingerprint: Fingerprint { Fingerprint(of: certificate) }

    /// For a box at the hub. The certificate says nothing about the box: name `datasafe`, no address, no serial of ours.
    public static func device(key: SigningKey, now: Instant) throws(SealError) -> SelfSigned {
        try SelfSigned(key: key, name: "datasafe", hosts: [], usage: .clientAuth, now: now)
    }

    /// For a server. `hosts` are DNS names and addresses (IPv4 or IPv6 text) under which people reach it, at most 32.
    public static func server(
        key: SigningKey, name: String, hosts: [String], now: Instant
    ) throws(SealError) -> SelfSigned {
        try SelfSigned(key: key, name: name, hosts: Array(hosts.prefix(32)), usage: .serverAuth, now: now)
    }

    /// Takes a key and its certificate as they were stored. Throws `.notACertificate` when they do not belong together.
    public init(key: SigningKey, certificatePEM: String) throws(SealError) {
        do {
            let document = try PEMDocument(pemString: certificatePEM)
            let certificate = try X509.Certificate(derEncoded: document.derBytes)
            guard certificate.publicKey == X509.Certificate.PublicKey(key.publicKey.key) else {
                throw SealError(code: .notACertificate, what: "certificate", cause: "of another key")
            }
            self.init(key: key, certificate: document.derBytes)
        } catch let error as SealError {
            throw error
        } catch {
            throw SealError(code: .notACertificate, what: "certificate", cause: "\(error)")
        }
    }

    private init(key: SigningKey, certificate: [UInt8]) {
        self.key = key
        self.certificate = certificate
    }

    private init(
        key: SigningKey, name: String, hosts: [String], usage: ExtendedKeyUsage.Usage, now: Instant
    ) throws(SealError) {
        // A new box may believe it is 1970: its certificate must be valid nevertheless.
        let start = max(now.adding(seconds: -86_400), Instant(seconds: 1_767_225_600))
        let end = start.adding(seconds: 3652 * 86_400)
        do {
            let subject = try DistinguishedName { CommonName(name) }
            let privateKey = X509.Certificate.PrivateKey(key.key)
            let certificate = try X509.Certificate(
                version: .v3, serialNumber: .init(), publicKey: privateKey.publicKey,
                notValidBefore: Date(timeIntervalSince1970: Double(start.seconds)),
                notValidAfter: Date(timeIntervalSince1970: Double(end.seconds)),
                issuer: subject, subject: subject,
                extensions: try .init {
                    Critical(BasicConstraints.notCertificateAuthority)
                    // No key usage: without "may sign certificates" in it BoringSSL (Android, our own tests) does not
                    // take a certificate as its own root, with it everybody could be signed by a box.
                    try ExtendedKeyUsage([usage])
                    if !hosts.isEmpty { SubjectAlternativeNames(hosts.map(Self.generalName)) }
                },
                issuerPrivateKey: privateKey)
            var serializer = DER.Serializer()
            try serializer.serialize(certificate)
            self.init(key: key, certificate: serializer.serializedBytes)
        } catch {
            throw SealError(code: .library, what: "certificate", cause: "\(error)")
        }
    }

    private static func generalName(_ host: String) -> GeneralName {
        guard let address = addressBytes(host) else { return .dnsName(host) }
        return .ipAddress(ASN1OctetString(contentBytes: address[...]))
    }
}
