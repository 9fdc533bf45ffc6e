/// A signature as it travels in a header: base64url without padding.
public enum Signature {
    public static func text(_ bytes: [UInt8]) -> String { Token.base64URL(bytes) }

    /// Nil for characters outside the alphabet.
    public static func bytes(_ text: String) -> [UInt8]? { Token.bytes(base64URL: text) }
}
