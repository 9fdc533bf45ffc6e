import FoundationEssentials
import Guest
import SystemPackage
import Testing

@testable import Story

@Suite("The services on this machine are measured", .serialized, .timeLimit(.minutes(5))) struct BenchHostTests {
    /// A bench with files to carry in a folder of its own; `programs` lie beside the tests.
    private static func with(
        _ programs: FilePath?, _ body: (Bench, HostSide, Bench.Cargo) async throws -> Void
    ) async throws {
        let folder = FilePath("/tmp/datasafe-bench-\(UInt64.random(in: 0 ... .max))")
        defer { try? Files.remove(folder) }
        var plan = Bench.Plan(root: folder, owner: ProcessInfo.processInfo.processIdentifier)
        let exe = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        plan.programs = programs ?? FilePath(exe).removingLastComponent()
        plan.load = .quick
        let output = try FileDescriptor.open("/dev/null", .writeOnly)
        let bench = Bench(plan, voice: Voice(isTerminal: false, output: output))
        let host = try HostSide(folder: folder.appending("host"))
        let cargo = Bench.Cargo(
            large: try host.largeFile(megabytes: 3), small: try RealDocuments(count: 5).documents)
        try await body(bench, host, cargo)
        try output.close()
        // Nothing of it lives on: programs are told their root.
        let left = Files.names(in: "/proc").filter { name in
            let words = Int32(name).flatMap { _ in try? Files.read(FilePath("/proc/\(name)/cmdline")) } ?? []
            return String(decoding: words, as: UTF8.self).contains("\(folder)/.build-bench")
        }
        #expect(left == [])
    }

    private static func rows(_ bench: Bench) async -> [BenchRow] {
        let ids = Set(BenchItem.hostLane.map(\.rawValue))
        return await bench.record.table(.quick, isEmulated: true).rows.filter { ids.contains($0.id) }
    }

    @Test func `all its lines have a figure, none is called unfair`() async throws {
        try await Self.with(nil) { bench, host, cargo in
            _ = try host.copy([cargo.large] + cargo.small)
            await bench.useHostBox(host, cargo)
            let rows = await Self.rows(bench)
            #expect(rows.count == BenchItem.hostLane.count)
            for row in rows {
                #expect(row.ours.value.map { $0 > 0 } == true, "\(row.id): \(row.ours)")
                #expect(!row.remark.contains("not a fair"))
            }
            // The night was a whole one, in the folder that stands for a disk.
            let place = host.folder.removingLastComponent().appending(".build-bench/host-box/srv")
            #expect(Files.names(in: place.appending("backup/1/repo/snapshots")).count == 1)
            #expect(Files.exists(place.appending("backup/1-info/restic")))
            #expect(Files.names(in: place.appending("snapshots/current/practice")).contains("practice.sqlite"))
            let night = Set(BenchItem.hostNight.map(\.rawValue))
            #expect(rows.filter { night.contains($0.id) }.allSatisfy { $0.ratio != nil })
        }
    }

    @Test(
        "What cannot be measured says why",
        arguments: [("", "missing"), ("echo out of paper; exit 3", "out of paper")])
    func missed(script: String, word: String) async throws {
        let programs = FilePath("/tmp/datasafe-programs-\(UInt64.random(in: 0 ... .max))")
        defer { try? Files.remove(programs) }
        try Files.makeFolder(programs)
        if !script.isEmpty {
            let file = programs.appending("datasafe")
            try Files.write(Array("#!/bin/sh\n\(script)\n".utf8), to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.string)
        }
        try await Self.with(programs) { bench, host, cargo in
            await bench.useHostBox(host, cargo)
            for row in await Self.rows(bench) {
                guard case .missed(let reason) = row.ours else { throw StoryError(.claim, "\(row.id) was measured") }
                #expect(reason.contains(word), "\(row.id): \(reason)")
            }
        }
    }

    @Test func `rates`() async throws {
        let bench = Bench(Bench.Plan(root: "/nowhere", owner: 0), voice: Voice())
        let document = RealDocuments.Document(file: "/a", name: "a", bytes: 64_000_000, sha256: [])
        let effort = Effort(took: .seconds(2), processor: .milliseconds(640))
        #expect(await bench.rate(document, effort) == 32)
        #expect(await bench.rate([document, document], effort) == 1)
        #expect(await bench.processorRate(document, effort) == 10)
        #expect(await bench.processorRate([document, document], effort) == 320)
        #expect(await bench.sizeInWords([document, document]) == "128 MB")
    }
}
