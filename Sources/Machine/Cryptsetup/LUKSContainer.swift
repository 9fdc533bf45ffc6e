import CCryptsetup
public import DatasafeCore
import Glibc

/// The one LUKS2 container over the array (storage.md 3.1): aes-xts-plain64, 512-bit volume key, sectors of 4096,
/// PBKDF2-SHA-256 with 1000 iterations, because the keys are 512 random bits. All calls block.
public enum LUKSContainer {
    /// Makes the container; what the device held is gone. `keys[n]` gets keyslot n.
    ///
    /// - Parameters:
    ///   - label: `datasafe-data`
    ///   - subsystem: `datasafe-<box id>`
    public static func format(
        device: String, label: String, subsystem: String, keys: [Secret]
    ) throws(CryptsetupError) {
        let context = try CryptContext(device: device, what: "luks format")
        let formatted = label.withCString { label in
            subsystem.withCString { subsystem in
                withPBKDF2 { pbkdf in
                    var parameters = crypt_params_luks2()
                    parameters.pbkdf = pbkdf
                    parameters.label = label
                    parameters.subsystem = subsystem
                    parameters.sector_size = 4096
                    return crypt_format(context.handle, CRYPT_LUKS2, "aes", "xts-plain64", nil, nil, 64, &parameters)
                }
            }
        }
        try context.check(formatted)
        try context.check(withPBKDF2 { crypt_set_pbkdf_type(context.handle, $0) })
        for (slot, key) in keys.enumerated() {
            let added = key.withBytes {
                crypt_keyslot_add_by_volume_key(
                    context.handle, Int32(slot), nil, 0, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
            }
            try context.check(added)
        }
    }

    /// Adds a keyslot for `new` with the right of `old` and gives back its number; `slot` -1 = the first free one. Throws
    /// `.noMatch` when `old` opens nothing.
    @discardableResult
    public static func addKey(
        device: String, slot: Int = -1, old: Secret, new: Secret
    ) throws(CryptsetupError) -> Int {
        let context = try load(device, "luks add key")
        try context.check(withPBKDF2 { crypt_set_pbkdf_type(context.handle, $0) })
        let added = old.withBytes { old in
            new.withBytes { new in
                crypt_keyslot_add_by_passphrase(
                    context.handle, Int32(slot), old.baseAddress?.assumingMemoryBound(to: CChar.self), old.count,
                    new.baseAddress?.assumingMemoryBound(to: CChar.self), new.count)
            }
        }
        try context.check(added)
        return Int(added)
    }

    /// Overwrites a keyslot; its key never opens this header again.
    public static func destroyKey(device: String, slot: Int) throws(CryptsetupError) {
        let context = try load(device, "luks destroy key")
        try context.check(crypt_keyslot_destroy(context.handle, Int32(slot)))
    }

    /// Proves that `key` opens keyslot `slot`, without opening the container. `isJudged` as for `open`.
    public static func prove(
        device: String, slot: Int, key: Secret, isJudged: ([UInt8]) -> Bool = { _ in true }
    ) throws(CryptsetupError) {
        let context = try load(device, "luks prove")
        try ask(isJudged, context)
        try activate(context, name: nil, slot: slot, key: key)
    }

    /// Opens the container as `/dev/mapper/<name>`.
    ///
    /// - Parameter isJudged: asked before the key is used, with the JSON text of the header the library took: it reads
    ///   both copies for itself and chooses for itself. False throws `.otherHeader`.
    public static func open(
        device: String, name: String, slot: Int, key: Secret, isJudged: ([UInt8]) -> Bool = { _ in true }
    ) throws(CryptsetupError) {
        let context = try load(device, "luks open")
        try ask(isJudged, context)
        try activate(context, name: name, slot: slot, key: key)
    }

    /// Writes a token; `index` -1 = the first free one, nil `json` = remove. Works while the container is open.
    public static func setToken(device: String, index: Int, json: String?) throws(CryptsetupError) {
        let context = try load(device, "luks token")
        let result: Int32
        if let json {
            result = json.withCString { crypt_token_json_set(context.handle, Int32(index), $0) }
        } else {
            result = crypt_token_json_set(context.handle, Int32(index), nil)
        }
        try context.check(result)
    }

    /// Saves header and keyslots (16 MiB) into `file`, which must not exist. The copy opens with the keys of its day.
    public static func backUpHeader(device: String, file: String) throws(CryptsetupError) {
        let context = try load(device, "luks header copy")
        try context.check(crypt_header_backup(context.handle, CRYPT_LUKS2, file))
    }

    /// Writes a saved header and its keyslots over the device's, whatever stands there. Throws `.header` for a file that
    /// is none.
    public static func restoreHeader(device: String, file: String) throws(CryptsetupError) {
        let context = try CryptContext(device: device, what: "luks header restore")
        try context.check(crypt_header_restore(context.handle, CRYPT_LUKS2, file))
    }

    private static func ask(
        _ isJudged: ([UInt8]) -> Bool, _ context: borrowing CryptContext
    ) throws(CryptsetupError) {
        var text: UnsafePointer<CChar>?
        try context.check(crypt_dump_json(context.handle, &text, 0))
        // The text belongs to the context.
        let json = text.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) } ?? []
        guard isJudged(json) else { throw context.failure(.otherHeader) }
    }

    private static func load(_ device: String, _ what: String) throws(CryptsetupError) -> CryptContext {
        let context = try CryptContext(device: device, what: what)
        try context.check(crypt_load(context.handle, CRYPT_LUKS2, nil))
        return context
    }

    private static func activate(
        _ context: borrowing CryptContext, name: String?, slot: Int, key: Secret
    ) throws(CryptsetupError) {
        let result = key.withBytes {
            crypt_activate_by_passphrase(
                context.handle, name, Int32(slot), $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, 0)
        }
        try context.check(result)
    }

    private static func withPBKDF2(_ body: (UnsafePointer<crypt_pbkdf_type>) -> Int32) -> Int32 {
        "pbkdf2".withCString { type in
            "sha256".withCString { hash in
                var pbkdf = crypt_pbkdf_type()
                pbkdf.type = type
                pbkdf.hash = hash
                pbkdf.iterations = 1000
                pbkdf.flags = crypt_pbkdf_no_benchmark
                return body(&pbkdf)
            }
        }
    }
}
