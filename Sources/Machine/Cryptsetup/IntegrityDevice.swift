import CCryptsetup
import Glibc

/// dm-integrity on a whole disk: crc32c tags of 4 bytes for sectors of 4096, journal mode (storage.md 3.1).
/// All calls block and need root and device-mapper.
public enum IntegrityDevice {
    /// Writes the superblock; what the disk held is gone. Nothing is wiped: `activate(recalculate: true)` calculates the
    /// tags of untouched blocks in the background.
    public static func format(disk: String) throws(CryptsetupError) {
        let context = try CryptContext(device: disk, what: "integrity format")
        let result = "crc32c".withCString { integrity in
            var parameters = crypt_params_integrity()
            parameters.integrity = integrity
            parameters.tag_size = 4
            parameters.sector_size = 4096
            return crypt_format(context.handle, CRYPT_INTEGRITY, nil, nil, nil, nil, 0, &parameters)
        }
        try context.check(result)
    }

    /// How a disk is opened.
    public enum Mode: Sendable {
        /// Journal replayed, tags checked; untouched blocks are calculated in the background.
        case normal
        /// Read-only without replay: nothing on the disk changes.
        case look
    }

    /// Opens the disk as `/dev/mapper/<name>`.
    public static func activate(disk: String, name: String, mode: Mode) throws(CryptsetupError) {
        let context = try CryptContext(device: disk, what: "integrity open")
        let loaded = "crc32c".withCString { integrity in
            var parameters = crypt_params_integrity()
            parameters.integrity = integrity
            parameters.tag_size = 4
            return crypt_load(context.handle, CRYPT_INTEGRITY, &parameters)
        }
        try context.check(loaded)
        let flags: UInt32 =
            switch mode {
            case .normal: crypt_activate_recalculate
            case .look: crypt_activate_readonly | crypt_activate_recovery
            }
        try context.check(crypt_activate_by_volume_key(context.handle, name, nil, 0, flags))
    }
}

/// A device-mapper mapping of ours.
public enum Mapping {
    /// Closes `/dev/mapper/<name>`. A busy mapping of a vanished disk gets a table of errors instead, so that whoever
    /// holds it lets go.
    public static func close(_ name: String, force: Bool = false) throws(CryptsetupError) {
        let context = try CryptContext(mapping: name, what: "close")
        try context.check(
            crypt_deactivate_by_name(context.handle, name, force ? crypt_deactivate_force : 0))
    }

    /// The mapping is there.
    public static func isActive(_ name: String) -> Bool {
        let status = crypt_status(nil, name)
        return status == CRYPT_ACTIVE || status == CRYPT_BUSY
    }
}
