/// Which modules a file imports, and which it may.
enum Imports {
    /// Modules named by the imports of a Swift file.
    static func of(_ text: SwiftText) -> [String] {
        text.code.split(separator: "\n").filter { $0.contains("import ") }.compactMap { line in
            line.firstMatch(
                of: #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|func)\s+)?(\w+)/#
            ).map { String($0.1) }
        }
    }

    /// Modules that are foreign or belong to one home, and the folders that may import them.
    static let homes: [String: [String]] = [
        "Glibc": ["Sources/Machine/", "Sources/Lab/"],
        "GRDB": ["Sources/Machine/Database/"],
        "CCryptsetup": ["Sources/Machine/Cryptsetup/"],
        "CUdev": ["Sources/Machine/Udev/"],
        "CLinux": ["Sources/Machine/"],
        "Subprocess": ["Sources/Machine/Spawn/", "Sources/Lab/"],
        "AsyncHTTPClient": ["Sources/Machine/Wire/", "Sources/Lab/"],
        "NIOSSL": ["Sources/Machine/Wire/", "Sources/Pages/Web/", "Sources/Hub/", "Sources/Lab/"],
        "NIOPosix": ["Sources/Machine/Wire/", "Sources/Lab/"],
        "Crypto": ["Sources/Machine/Seal/", "Sources/Lab/"],
        "CryptoExtras": ["Sources/Machine/Seal/"],
        "X509": ["Sources/Machine/Seal/"],
        "SwiftASN1": ["Sources/Machine/Seal/"],
        "Hummingbird": ["Sources/Pages/", "Sources/Hub/", "Sources/Programs/datasafe-hub/"],
        "Logging": [
            "Sources/Machine/Varlink/", "Sources/Services/", "Sources/Pages/", "Sources/Hub/", "Sources/Programs/",
            "Sources/Lab/HostBox/",
        ],
    ]

    /// What is wrong with one import in one file, by its path; rooms of ours are `FloorPlan`'s.
    static func complaint(path: String, imports name: String) -> String? {
        // 40 MB of ICU for dates and formats we write ourselves.
        if name == "Foundation" { return "\(path): Foundation; FoundationEssentials has no ICU" }
        if path.hasPrefix("Sources/Core/DatasafeCore/"), name != "Synchronization" {
            return "\(path): the core imports nothing, found \(name)"
        }
        if path.hasPrefix("Sources/Core/"), !core.contains(name) { return "\(path): a core room may not use \(name)" }
        if path.hasPrefix("Sources/"), let folders = homes[name], !folders.contains(where: { path.hasPrefix($0) }) {
            return "\(path): \(name) has another home"
        }
        return nil
    }

    private static let core: Set = [
        "Synchronization", "FoundationEssentials", "DatasafeCore", "DatasafeFormats", "BackupFormats", "DatasafeTexts",
        "Markup",
    ]
}
