import CLinux
import Glibc

/// Names below a folder: listed, looked for, renamed, removed; for folders that only our own services write.
public enum Folder {
    /// Names in a folder, without `.` and `..`; none when it cannot be read.
    public static func names(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Whether something is at this path.
    public static func holds(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder for its owner alone; one that is there stays.
    public static func make(_ path: String) { mkdir(path, 0o700) }

    /// Renames within one file system; what had the new name is gone. Throws `.write`.
    public static func rename(_ path: String, to other: String) throws(BlockDevicesError) {
        guard Glibc.rename(path, other) == 0 else {
            throw BlockDevicesError(code: .write, what: path, cause: "rename errno \(errno)")
        }
    }

    /// Lets two names of one file system change places, in one step even if power fails. Throws `.write`.
    public static func exchange(_ path: String, with other: String) throws(BlockDevicesError) {
        guard clinux_exchange(path, other) == 0 else {
            throw BlockDevicesError(code: .write, what: path, cause: "exchange errno \(errno)")
        }
    }

    /// Returns when the content of a file, or the names in a folder, survive a power cut. Throws `.write`.
    public static func sync(_ path: String) throws(BlockDevicesError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw BlockDevicesError(code: .write, what: path, cause: "open errno \(errno)")
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw BlockDevicesError(code: .write, what: path, cause: "fsync errno \(errno)")
        }
    }

    /// Gives a file a second name. Throws `.write`.
    public static func link(_ path: String, as other: String) throws(BlockDevicesError) {
        guard Glibc.link(path, other) == 0 else {
            throw BlockDevicesError(code: .write, what: path, cause: "link errno \(errno)")
        }
    }

    /// Lets the owner of a file write to it, and nobody else read it: libcryptsetup makes its copies read-only, and a
    /// root without privileges is bound by that. Throws `.write`.
    public static func makeWritable(_ path: String) throws(BlockDevicesError) {
        guard chmod(path, 0o600) == 0 else {
            throw BlockDevicesError(code: .write, what: path, cause: "chmod errno \(errno)")
        }
    }

    /// Whether two names are of one file.
    public static func isSame(_ path: String, _ other: String) -> Bool {
        var (one, two) = (stat(), stat())
        guard stat(path, &one) == 0, stat(other, &two) == 0 else { return false }
        return one.st_dev == two.st_dev && one.st_ino == two.st_ino
    }

    /// Removes a file; none is no error.
    public static func remove(_ path: String) { unlink(path) }

    /// Size, used bytes and what an ordinary user may still write of the file system at a folder, and whether it is
    /// read-only. Throws `.open`.
    public static func space(
        _ folder: String
    ) throws(BlockDevicesError) -> (bytes: Int64, used: Int64, free: Int64, readOnly: Bool) {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else {
            throw BlockDevicesError(code: .open, what: folder, cause: "statvfs errno \(errno)")
        }
        let block = Int64(status.f_frsize)
        return (
            Int64(status.f_blocks) * block, Int64(status.f_blocks - status.f_bfree) * block,
            Int64(status.f_bavail) * block, status.f_flag & UInt(ST_RDONLY) != 0
        )
    }
}
