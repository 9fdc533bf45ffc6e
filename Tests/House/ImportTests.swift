import Testing

@Suite struct ImportTests {
    @Test(arguments: [
        ("import A\npublic import B\n@testable import C\n@_exported public import D", ["A", "B", "C", "D"]),
        ("// import A\nlet a = \"\"\"\nimport B\n\"\"\"", []), ("#if x\n    import Glibc\n#endif", ["Glibc"]),
        ("import struct Foundation.Data", ["Foundation"]), ("let important = 1", []),
    ])
    func `imports are found`(text: String, names: [String]) { #expect(Imports.of(SwiftText(text)) == names) }

    @Test(arguments: [
        ("Sources/Core/DatasafeCore/a.swift", "Synchronization", true),
        ("Sources/Core/DatasafeCore/a.swift", "FoundationEssentials", false),
        ("Sources/Core/DatasafeCore/a.swift", "Glibc", false), ("Sources/Core/Markup/a.swift", "DatasafeCore", true),
        ("Sources/Core/Markup/a.swift", "Logging", false), ("Sources/Core/Markup/a.swift", "Foundation", false),
        ("Sources/Machine/Udev/a.swift", "CUdev", true), ("Sources/Machine/Udev/a.swift", "CCryptsetup", false),
        ("Sources/Services/Beat/a.swift", "CLinux", false), ("Sources/Services/Beat/a.swift", "Glibc", false),
        ("Sources/Services/Beat/a.swift", "Hummingbird", false), ("Sources/Machine/Seal/a.swift", "GRDB", false),
        ("Sources/Machine/Proc/a.swift", "Subprocess", false), ("Sources/Machine/Spawn/a.swift", "Subprocess", true),
        ("Tests/Machine/a.swift", "Glibc", true), ("Tests/Machine/a.swift", "Foundation", false),
    ])
    func `a module has its home`(path: String, name: String, isRight: Bool) {
        #expect((Imports.complaint(path: path, imports: name) == nil) == isRight)
    }

    @Test func `every import is at home`() {
        expectNone(
            Repository.parts.flatMap { file, text in
                Imports.of(text).compactMap { Imports.complaint(path: file.path, imports: $0) }
            })
    }
}
