import FoundationEssentials
import NIOCore
import Subprocess
import SystemPackage
import Testing

@testable import FaultDisk

@Suite("Disks behind a socket", .serialized, .timeLimit(.minutes(2))) final class DiskServerTests {
    let folder: FilePath

    init() throws {
        folder = FilePath("/tmp/diskserver-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    }

    deinit {
        // A test folder that stays is only untidy.
        try? FileManager.default.removeItem(atPath: folder.string)
    }

    func serve(
        _ names: [String], megabytes: Int = 8, _ body: (DiskServer, [FaultDisk]) async throws -> Void
    ) async throws {
        let disks = try names.map { try FaultDisk($0, bytes: megabytes << 20, in: folder) }
        let server = try await DiskServer.listen(at: folder.appending("nbd").string, disks: disks)
        do {
            try await body(server, disks)
        } catch {
            await server.close()
            throw error
        }
        await server.close()
        for disk in disks { disk.close() }
    }

    @Test("Options: what is offered, what is refused, what is unknown") func options() async throws {
        try await serve(["d0"]) { server, _ in
            try await NBDClient.with(server.path) { client in
                #expect(try await client.option(8, []).map(\.kind) == [0x8000_0001])
                #expect(try await client.option(6, NBDClient.wish("none")).map(\.kind) == [0x8000_0006])
                #expect(try await client.option(7, [0, 0, 0, 99]).map(\.kind) == [0x8000_0003])
                let info = try await client.option(6, NBDClient.wish("d0"))
                #expect(info.map(\.kind) == [3, 3, 1])
                #expect(info[0].data == [0, 0] + [0, 0, 0, 0, 0, 0x80, 0, 0] + [0, 13])
                #expect(info[1].data == [0, 3] + [0, 0, 2, 0] + [0, 0, 16, 0] + [2, 0, 0, 0])
                #expect(try await client.option(2, []).map(\.kind) == [1])
                await #expect(throws: NBDClient.HungUp.self) { _ = try await client.read(1) }
            }
            try await NBDClient.with(server.path) { client in
                await #expect(throws: NBDClient.HungUp.self) { try await client.open("none") }
            }
        }
    }

    @Test("The power fails for all disks at the same write, until it is back") func darkness() async throws {
        try await serve(["d0", "d1"]) { server, _ in
            server.darken(afterWrites: 2)
            #expect(server.takes(isWrite: true) && server.takes(isWrite: false) && server.takes(isWrite: true))
            #expect(!server.isDark)
            #expect(!server.takes(isWrite: true) && server.isDark)
            #expect(!server.takes(isWrite: false))
            server.light()
            #expect(!server.isDark && (0..<100).allSatisfy { _ in server.takes(isWrite: true) })
        }
    }

    @Test("Requests reach the disk, refusals come back with their number", arguments: [1, 7])
    func requests(way: UInt32) async throws {
        try await serve(["d0", "d1"]) { server, disks in
            try await NBDClient.with(server.path) { client in
                if way == 1 {
                    try await client.open("d0")
                    #expect(client.bytes == 8 << 20 && client.flags == 13)
                } else {
                    _ = try await client.option(7, NBDClient.wish("d0"))
                }
                try await client.ask(1, at: 4096, [1, 2, 3, 4])
                #expect(try await client.ask(0, at: 4095, length: 6) == [0, 1, 2, 3, 4, 0])
                try await client.ask(1, at: 8192, [5], isForced: true)
                try await client.ask(3)
                await #expect(throws: NBDClient.Refused(number: 22)) { try await client.ask(0, at: 8 << 20, length: 1) }
                await #expect(throws: NBDClient.Refused(number: 22)) { try await client.ask(4, length: 4096) }
                disks[0].makeUnreadable(0..<512)
                disks[0].isFull = true
                await #expect(throws: NBDClient.Refused(number: 5)) { try await client.ask(0, length: 4096) }
                await #expect(throws: NBDClient.Refused(number: 28)) { try await client.ask(1, [1]) }
                disks[0].isFull = false
                disks[0].delay = .milliseconds(120)
                let before = ContinuousClock.now
                try await client.ask(3)
                #expect(ContinuousClock.now - before >= .milliseconds(120))
                let counters = disks[0].counters
                #expect(counters.writes == 3 && counters.reads == 3 && counters.flushes == 2 && counters.forced == 1)
                #expect(counters.unreadable == 1 && counters.full == 1)
                #expect(disks[1].counters == DiskCounters())
                await #expect(throws: FaultDiskError(.server, server.path)) {
                    try await server.quiet(within: .milliseconds(50))
                }
            }
            try await server.quiet()
        }
    }

    @Test("A disk that is gone hangs up and comes back with what it held") func gone() async throws {
        try await serve(["d0", "d1"]) { server, disks in
            try await NBDClient.with(server.path) { client in
                try await client.open("d0")
                try await client.ask(1, [9])
                await server.takeAway("d0")
                await #expect(throws: (any Error).self) { try await client.ask(0, length: 1) }
            }
            try await NBDClient.with(server.path) { client in
                #expect(try await client.option(7, NBDClient.wish("d0")).map(\.kind) == [0x8000_0006])
                _ = try await client.option(7, NBDClient.wish("d1"))
                #expect(try await client.ask(0, length: 1) == [0])
            }
            server.giveBack("d0")
            try await NBDClient.with(server.path) { client in
                try await client.open("d0")
                #expect(try await client.ask(0, length: 1) == [9])
            }
            #expect(throws: FaultDiskError(.unknown, "d2")) { try server.disk("d2") }
            #expect(try server.disk("d1") === disks[1])
        }
    }

    // MARK: With QEMU's own tools

    func qemuIO(_ server: DiskServer, _ commands: String...) async throws -> String {
        let place =
            "json:{\"driver\":\"nbd\",\"server\":{\"type\":\"unix\",\"path\":\"\(server.path)\"},\"export\":\"d0\"}"
        let result = try await run(
            .path("/usr/bin/qemu-io"),
            arguments: Arguments(["-t", "none"] + commands.flatMap { ["-c", $0] } + [place]),
            output: .string(limit: 65_536), error: .combinedWithOutput)
        return result.standardOutput
    }

    @Test("qemu-io: FLUSH and FUA keep, a cut loses the rest; a lying disk loses all of it", arguments: [false, true])
    func qemu(isLying: Bool) async throws {
        try await serve(["d0"]) { server, disks in
            disks[0].isLying = isLying
            // -t none: qemu-io itself flushes when it leaves, so what must be lost is written by one that is killed.
            let said = try await qemuIO(
                server, "write -P 1 0 64k", "flush", "write -f -P 2 64k 64k", "write -P 3 128k 64k", "sigraise 9")
            #expect(said.contains("wrote 65536/65536 bytes at offset 131072"), "\(said)")
            try await server.quiet()
            #expect(disks[0].counters.flushes > 0 && disks[0].counters.forced > 0)
            var random = SeededRandom(seed: 1)
            _ = try disks[0].cut(&random, chance: 0)
            disks[0].isLying = false
            for (pattern, offset, isKept) in [(1, 0, !isLying), (2, 64, !isLying), (3, 128, false)] {
                let read = try await qemuIO(server, "read -P \(isKept ? pattern : 0) \(offset)k 64k")
                #expect(read.contains("read 65536/65536") && !read.contains("verification failed"), "\(read)")
            }
        }
    }

    @Test("qemu-img: an image goes in and comes out the same") func images() async throws {
        let source = folder.appending("source")
        var random = SeededRandom(seed: 3)
        let file = try DiskFile(making: source, bytes: 8 << 20)
        for offset in [0, 3 << 20, (8 << 20) - 5000] { try file.write(random.bytes(5000), at: offset) }
        file.close()
        try await serve(["d0"]) { server, disks in
            let place = "nbd+unix:///d0?socket=\(server.path)"
            for arguments in [
                ["convert", "-n", "-f", "raw", "-O", "raw", source.string, place],
                ["compare", "-f", "raw", "-F", "raw", source.string, place],
            ] {
                let result = try await run(
                    .path("/usr/bin/qemu-img"), arguments: Arguments(arguments), output: .string(limit: 4096),
                    error: .combinedWithOutput)
                #expect(result.terminationStatus.isSuccess, "\(result.standardOutput)")
            }
            #expect(disks[0].counters.flushes > 0 && disks[0].counters.hostFaults == 0)
        }
    }
}
