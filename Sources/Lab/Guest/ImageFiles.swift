public import SystemPackage

/// What `Scripts/image` left behind: one disk image and its unified kernel image.
public struct ImageFiles: Sendable, Equatable {
    /// The whole disk, `datasafe_<version>.raw`.
    public var disk: FilePath
    /// Kernel, initrd and command line, `datasafe_<version>.efi`.
    public var kernel: FilePath
    /// The version in both names.
    public var version: String

    /// Finds the newest pair in `folder` (names sorted by the numbers in them). Throws `.missing`.
    public init(in folder: FilePath) throws {
        let names = Files.names(in: folder)
        let versions = names.compactMap { name -> String? in
            guard name.hasPrefix("datasafe_"), name.hasSuffix(".raw"), !name.contains(".root") else { return nil }
            return String(name.dropFirst("datasafe_".count).dropLast(".raw".count))
        }
        let pairs = versions.filter { names.contains("datasafe_\($0).efi") }
        guard let version = pairs.max(by: { Self.isOlder($0, $1) }) else {
            throw GuestError(.missing, folder.string, "no datasafe_<version>.raw with its .efi: run Scripts/image")
        }
        self.version = version
        disk = folder.appending("datasafe_\(version).raw")
        kernel = folder.appending("datasafe_\(version).efi")
    }

    /// "1.9.0" is older than "1.10.0".
    static func isOlder(_ left: String, _ right: String) -> Bool {
        let numbers = { (text: String) in text.split { !$0.isNumber }.map { Int($0) ?? 0 } }
        return numbers(left).lexicographicallyPrecedes(numbers(right))
    }
}
