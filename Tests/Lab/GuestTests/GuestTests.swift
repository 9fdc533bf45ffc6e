import SystemPackage
import Testing

@testable import Guest

/// The driver on a real QEMU, without our image: firmware only.
@Suite("A machine in QEMU", .serialized, .timeLimit(.minutes(3))) struct GuestTests {
    let folder = FilePath("/tmp/dsl-\(UInt32.random(in: 0 ... .max))")

    func plan(_ lane: GuestPlan.Lane = .bare) -> GuestPlan {
        var plan = GuestPlan(lane: lane, sockets: folder, records: folder)
        plan.memoryMiB = 128
        return plan
    }

    @Test("Sticks and disks go in and out, the screen is photographed, the end is the end") func hands() async throws {
        defer { try? Files.remove(folder) }
        let drawer = try Drawer(folder: folder.appending("drawer"), dataMiB: 8, backupMiB: 8)
        var plan = plan()
        plan.dataDisks = [try drawer.part("data1"), try drawer.part("data2")]
        let guest = try await Guest(plan)
        try await guest.powerOn()
        let pid = try #require(await guest.pid)
        #expect(await guest.parts == ["data1", "data2"])
        try await guest.plug(drawer.part("key1"))
        try await guest.plug(drawer.part("disk1"))
        try await guest.plug(drawer.part("data3"))
        #expect(await guest.parts == ["data1", "data2", "data3", "disk1", "key1"])
        await #expect(throws: GuestError(.part, "key1")) { try await guest.plug(drawer.part("key1")) }
        for part in ["key1", "data2", "disk1"] { try await guest.pull(part) }
        await #expect(throws: GuestError(.part, "key1")) { try await guest.pull("key1") }
        try await guest.plug(drawer.part("key1"))
        #expect(await guest.parts == ["data1", "data3", "key1"])
        let nodes = try await guest.command("query-named-block-nodes").elements.compactMap { $0["node-name"]?.text }
        #expect(
            nodes.filter { ["data1", "data2", "data3", "disk1", "key1"].contains($0) }.sorted() == [
                "data1", "data3", "key1",
            ])
        let picture = folder.appending("screen.png")
        try await guest.photograph(to: picture)
        #expect(try Files.read(picture).starts(with: [0x89, 0x50, 0x4e, 0x47]))
        #expect(try await guest.use().residentBytes > 1 << 20)
        await #expect(throws: GuestError(.refused, "nonsense")) { try await guest.command("nonsense") }
        await #expect(throws: GuestError(.power, "box")) { try await guest.powerOn() }
        await guest.cutPower()
        #expect(!ProcessUse.isRunning(pid, named: "qemu"))
        // What was plugged is there again after the next power-on.
        try await guest.powerOn()
        #expect(await guest.parts == ["data1", "data3", "key1"])
        await guest.close()
        #expect(await guest.isOn == false)
    }

    @Test("Firmware speaks on the serial line; frozen and thawed it goes on") func firmware() async throws {
        defer { try? Files.remove(folder) }
        try Files.makeFolder(folder)
        let variables = folder.appending("vars.fd")
        try Files.copy("/usr/share/OVMF/OVMF_VARS_4M.fd", to: variables)
        let guest = try await Guest(plan(.uefi(code: "/usr/share/OVMF/OVMF_CODE_4M.fd", variables: variables)))
        try await guest.powerOn()
        let line = try await guest.console.wait(for: "BdsDxe", limit: .seconds(60))
        #expect(line.at > .zero)
        let frozen = folder.appending("frozen")
        try await guest.freeze(to: frozen)
        #expect(await guest.isOn == false)
        try await guest.powerOn(thawing: frozen)
        try await waiting(for: "running", limit: .seconds(30)) {
            try await guest.command("query-status")["status"]?.text == "running" ? () : nil
        }
        await guest.close()
        let record = String(decoding: try Files.read(folder.appending("serial.log")), as: UTF8.self)
        #expect(record.contains("BdsDxe"))
    }

    @Test("A machine that does not start says why") func refuses() async throws {
        defer { try? Files.remove(folder) }
        let guest = try await Guest(plan(.direct(kernel: "/nowhere", initrd: "/nowhere", commandLine: "")))
        let error = await #expect(throws: GuestError.self) { try await guest.powerOn() }
        #expect(error?.code == .ended)
        #expect(error?.cause.contains("/nowhere") == true)
        await guest.close()
    }
}
