import FoundationEssentials
public import SystemPackage

/// The few things the lab does with files.
public enum Files {
    /// Writes `bytes` to `file`, replacing what was there in one step.
    public static func write(_ bytes: some Collection<UInt8>, to file: FilePath) throws {
        do {
            try Data(bytes).write(to: URL(filePath: file.string), options: [.atomic])
        } catch {
            throw GuestError(.file, file.string, "\(error)")
        }
    }

    /// The whole file. Throws `.missing`.
    public static func read(_ file: FilePath) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: file.string)))
        } catch {
            throw GuestError(.missing, file.string, "\(error)")
        }
    }

    /// A file of `size` zero bytes that takes no room until written. Replaces what was there.
    public static func makeSparse(_ file: FilePath, size: Int) throws {
        do {
            let descriptor = try FileDescriptor.open(
                file, .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead])
            try descriptor.closeAfter { try descriptor.resize(to: Int64(size)) }
        } catch {
            throw GuestError(.file, file.string, "\(error)")
        }
    }

    /// True if something is there.
    public static func exists(_ file: FilePath) -> Bool {
        FileManager.default.fileExists(atPath: file.string)
    }

    /// Makes a folder and those above it; `isPrivate`: nobody else of this machine looks in.
    public static func makeFolder(_ folder: FilePath, isPrivate: Bool = false) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder.string, withIntermediateDirectories: true,
                attributes: isPrivate ? [.posixPermissions: 0o700] : nil)
        } catch {
            throw GuestError(.file, folder.string, "\(error)")
        }
    }

    /// Removes a file or a folder with everything in it; fine if it is not there.
    public static func remove(_ file: FilePath) throws {
        guard exists(file) else { return }
        do {
            try FileManager.default.removeItem(atPath: file.string)
        } catch {
            throw GuestError(.file, file.string, "\(error)")
        }
    }

    /// A full copy, of a folder with everything in it. Replaces what was there.
    public static func copy(_ from: FilePath, to: FilePath) throws {
        try remove(to)
        do {
            try FileManager.default.copyItem(atPath: from.string, toPath: to.string)
        } catch {
            throw GuestError(.file, from.string, "\(error)")
        }
    }

    /// When a file was last written, seconds since 2001 as text. Throws `.missing`.
    static func changed(_ file: FilePath) throws -> String {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: file.string),
            let date = facts[.modificationDate] as? Date
        else { throw GuestError(.missing, file.string) }
        return "\(date.timeIntervalSinceReferenceDate)"
    }

    /// Names in a folder, sorted; empty if there is no folder.
    public static func names(in folder: FilePath) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []).sorted()
    }
}
