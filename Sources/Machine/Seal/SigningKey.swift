import Crypto
import FoundationEssentials

/// A P-256 private key: the identity of a box at the hub, or of a server. P-256, because most TPMs offer it.
public struct SigningKey: Sendable {
    let key: P256.Signing.PrivateKey

    /// Makes a fresh key.
    public init() { key = P256.Signing.PrivateKey() }

    /// Reads PKCS #8 or SEC 1 in PEM. Throws `.notAKey`.
    public init(pem: String) throws(SealError) {
        do {
            key = try P256.Signing.PrivateKey(pemRepresentation: pem)
        } catch {
            // The cause is not passed on: a parser may quote what it read.
            throw SealError(code: .notAKey, what: "private key")
        }
    }

    /// PKCS #8 in PEM: a secret.
    public var pem: String { key.pemRepresentation }

    /// The half that everybody may know.
    public var publicKey: VerifyingKey { VerifyingKey(key: key.publicKey) }

    /// ECDSA with SHA-256 over exactly these bytes; the signature in DER, at most 72 bytes.
    public func sign(_ bytes: [UInt8]) throws(SealError) -> [UInt8] {
        do {
            return Array(try key.signature(for: bytes).derRepresentation)
        } catch {
            throw SealError(code: .library, what: "signature", cause: "\(error)")
        }
    }
}

/// A P-256 public key.
public struct VerifyingKey: Sendable, Hashable {
    let key: P256.Signing.PublicKey

    init(key: P256.Signing.PublicKey) { self.key = key }

    /// Reads a SubjectPublicKeyInfo in DER (RFC 5480). Throws `.notAKey`.
    public init(der: [UInt8]) throws(SealError) {
        do {
            key = try P256.Signing.PublicKey(derRepresentation: der)
        } catch {
            throw SealError(code: .notAKey, what: "public key", cause: "\(error)")
        }
    }

    /// SubjectPublicKeyInfo in DER, 91 bytes.
    public var der: [UInt8] { Array(key.derRepresentation) }

    /// SHA-256 of `der`: what is pinned and stored. It outlives a renewed certificate.
    public var fingerprint: Fingerprint { Fingerprint(of: der) }

    /// Whether `signature` (ECDSA, DER) was made over exactly these bytes by the private half.
    public func verifies(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
        guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
        return key.isValidSignature(signature, for: bytes)
    }

    public static func == (left: VerifyingKey, right: VerifyingKey) -> Bool { left.der == right.der }

    public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}
