import Glibc

/// The folder in which a program keeps its key and certificate: `key.pem` (0600) and `certificate.pem`.
public struct SealFolder: Sendable {
    public let path: String

    public init(path: String) { self.path = path }

    /// What is stored; nil when there is no key yet. Throws `.file`, `.notAKey`, `.notACertificate`.
    public func load() throws(SealError) -> SelfSigned? {
        guard let key = try read("key.pem"), let certificate = try read("certificate.pem") else { return nil }
        return try SelfSigned(key: SigningKey(pem: key), certificatePEM: certificate)
    }

    /// What is stored, or a fresh one, stored before it is returned.
    ///
    /// A certificate stays as it is when the addresses change later: people confirmed its fingerprint once.
    public func loadOrMake(
        _ make: (SigningKey) throws(SealError) -> SelfSigned
    ) throws(SealError) -> SelfSigned {
        if let stored = try load() { return stored }
        // A key without certificate is what a cut between the two writes leaves; the key is kept.
        let key = if let pem = try read("key.pem") { try SigningKey(pem: pem) } else { SigningKey() }
        let made = try make(key)
        try store(made)
        return made
    }

    /// Replaces key and certificate, on the disk when it returns.
    public func store(_ sealed: SelfSigned) throws(SealError) {
        try write("key.pem", sealed.key.pem, mode: 0o600)
        try write("certificate.pem", sealed.certificatePEM, mode: 0o644)
    }

    private func read(_ name: String) throws(SealError) -> String? {
        let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(name)
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16 << 10)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw failure(name) }
        return String(decoding: bytes[0..<count], as: UTF8.self)
    }

    private func write(_ name: String, _ text: String, mode: mode_t) throws(SealError) {
        let temporary = "\(path)/.\(name).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw failure(name) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard fchmod(descriptor, mode) == 0, Glibc.write(descriptor, bytes, bytes.count) == bytes.count,
            fsync(descriptor) == 0, rename(temporary, "\(path)/\(name)") == 0
        else { throw failure(name) }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure(name) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure(name) }
    }

    private func failure(_ name: String) -> SealError {
        SealError(code: .file, what: name, cause: String(cString: strerror(errno)))
    }
}

/// 4 or 16 bytes of an address in text form; nil for anything else.
func addressBytes(_ text: String) -> [UInt8]? {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
        var bytes = [UInt8](repeating: 0, count: count)
        if inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
}
