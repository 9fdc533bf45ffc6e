public import SystemPackage

/// What `Scripts/image` left behind: one disk image and its unified kernel image.
public struct ImageFiles: Sendable, Equatable {
    /// The whole disk, `datasafe_<version>.raw`.
    public var disk: FilePath
    /// Kernel, initrd and command line, `datasafe_<version>.efi`.
    public var kernel: FilePath
    /// The version in both names.
    public var version: String
    /// The emulator that was fetched beside the image; nil where this machine's own is new enough (decision 0042).
    public var emulator: FilePath?

    /// Finds the newest pair in `folder` (names sorted by the numbers in them); `id`: "datasafe", or "datasafe-test" for
    /// the image that speaks on the serial line. Throws `.missing`.
    public init(in folder: FilePath, id: String = "datasafe") throws {
        let names = Files.names(in: folder)
        let versions = names.compactMap { name -> String? in
            guard name.hasPrefix("\(id)_"), name.hasSuffix(".raw"), !name.contains(".root") else { return nil }
            return String(name.dropFirst(id.count + 1).dropLast(".raw".count))
        }
        let pairs = versions.filter { names.contains("\(id)_\($0).efi") }
        guard let version = pairs.max(by: { Self.isOlder($0, $1) }) else {
            throw GuestError(.missing, folder.string, "no \(id)_<version>.raw with its .efi: run Scripts/image")
        }
        self.version = version
        disk = folder.appending("\(id)_\(version).raw")
        kernel = folder.appending("\(id)_\(version).efi")
        let fetched = folder.removingLastComponent().appending("emulator")
        emulator = Files.exists(fetched) ? fetched : nil
    }

    /// "1.9.0" is older than "1.10.0".
    static func isOlder(_ left: String, _ right: String) -> Bool {
        let numbers = { (text: String) in text.split { !$0.isNumber }.map { Int($0) ?? 0 } }
        return numbers(left).lexicographicallyPrecedes(numbers(right))
    }
}
