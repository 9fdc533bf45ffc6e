import Guest
import SystemPackage
import Testing

@testable import Story

@Suite("What the bench does on this machine") struct HostSideTests {
    private static func with(_ body: (FilePath) async throws -> Void) async throws {
        let folder = FilePath("/tmp/datasafe-bench-\(UInt64.random(in: 0 ... .max))")
        defer { try? Files.remove(folder) }
        try Files.makeFolder(folder)
        try await body(folder)
    }

    @Test func `files are copied whole, and restic takes them and reads them back`() async throws {
        try await Self.with { folder in
            let host = try HostSide(folder: folder.appending("host"))
            let large = try host.largeFile(megabytes: 2)
            let small = try RealDocuments(count: 3).documents
            let copied = try host.copy([large] + small)
            #expect(copied.took > .zero && copied.processor > .zero)
            #expect(try Files.read(large.file).count == 2_000_000)
            #expect(Files.names(in: host.source) == ([large] + small).map(\.name).sorted())
            for document in [large] + small {
                #expect(
                    try Files.read(host.source.appending(document.name)) == Files.read(document.file))
            }
            let restic = try await host.restic(of: host.source, into: "one")
            #expect(restic.version.hasPrefix("restic 0."))
            for effort in [restic.backup, restic.check] { #expect(effort.took > .zero && effort.processor > .zero) }
            // A second init on the same repository must fail, and say why in restic's own words.
            await #expect(throws: StoryError.self) { try await host.restic(of: host.source, into: "one") }
            host.clear()
            #expect(!Files.exists(host.folder))
        }
    }

    @Test func `sizes are those of the files; what is missing or double is said so`() async throws {
        try await Self.with { folder in
            let sizes = BenchSizes(root: folder, images: folder, programs: folder)
            #expect(throws: StoryError.self) { try sizes.update("1.0") }
            for (name, size) in [
                ("datasafe_1.0.efi", 10), ("datasafe_1.0_a.root.raw", 200), ("datasafe_1.0_b.root-verity.raw", 30),
            ] {
                try Files.write([UInt8](repeating: 1, count: size), to: folder.appending(name))
            }
            #expect(try sizes.update("1.0") == 240)
            #expect(sizes.compression("1.0") == nil)
            try Files.write([1], to: folder.appending("datasafe_1.0_c.root.raw"))
            #expect(throws: StoryError.self) { try sizes.update("1.0") }
            try Files.makeSparse(folder.appending("hole"), size: 1 << 24)
            let hole = try BenchSizes.bytes(of: folder.appending("hole"))
            #expect(hole.long == 1 << 24 && hole.written < 1 << 16)
            try Files.makeFolder(folder.appending("Sources/A"))
            try Files.write(Array("a\nb\n".utf8), to: folder.appending("Sources/A/a.swift"))
            try Files.write(Array("a\n".utf8), to: folder.appending("Sources/A/a.txt"))
            #expect(try sizes.lines(below: "Sources") == 2)
            #expect(throws: StoryError.self) { try sizes.lines(below: "Tests") }
        }
    }

    @Test("How the root is pressed", arguments: [(1, "lz4"), (8, "zstd"), (9, "kinds 9")] as [(UInt8, String)])
    func compression(kinds: UInt8, name: String) {
        var block = [UInt8](repeating: 0, count: 128)
        block[84] = kinds
        #expect(BenchSizes.compression(superblock: block) == nil)
        block.replaceSubrange(0..<4, with: [0xe2, 0xe1, 0xf5, 0xe0])
        #expect(BenchSizes.compression(superblock: block) == name)
    }

    @Test func `the machine in one line, without what the kernel does not say`() {
        let machine = BenchMachine(
            processors: "processor\t: 0\nmodel name\t: A  Fast One\nprocessor\t: 1\nmodel name\t: A  Fast One\n",
            memory: "MemTotal:        4000000 kB\nMemFree: 1 kB\n", kernel: "6.1.0-1\n",
            system: "NAME=\"Debian\"\nPRETTY_NAME=\"Debian 13\"\n", load: "0.42 0.1 0.0 1/2 3\n")
        #expect(machine.words == "A Fast One, 2 processors, 4.10 GB, Linux 6.1.0-1, Debian 13")
        #expect(machine.load == "0.42")
        #expect(BenchMachine(processors: "", memory: "", kernel: "", system: "", load: "").words.isEmpty)
    }
}
