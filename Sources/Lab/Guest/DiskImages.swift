import Subprocess
public import SystemPackage

/// Images made by qemu-img.
public enum DiskImages {
    /// A raw image, sparse, of what a qcow2 overlay and the image below it show together. Replaces what was there.
    public static func makeRaw(_ file: FilePath, from overlay: FilePath) async throws {
        try await run(["convert", "-q", "-f", "qcow2", "-O", "raw", overlay.string, file.string])
    }

    /// Throws `.refused` with qemu-img's words.
    static func run(_ arguments: [String]) async throws {
        let made = try await Subprocess.run(
            .path("/usr/bin/qemu-img"), arguments: Arguments(arguments), output: .discarded,
            error: .string(limit: 4096))
        guard made.terminationStatus.isSuccess else {
            throw GuestError(.refused, "qemu-img", made.standardError.trimmingBlanks())
        }
    }
}
