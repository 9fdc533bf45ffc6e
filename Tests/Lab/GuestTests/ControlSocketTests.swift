import SystemPackage
import Testing

@testable import Guest

@Suite("Verbs from another shell", .timeLimit(.minutes(1))) struct ControlSocketTests {
    @Test(
        "Every verb arrives as it was sent",
        arguments: [
            Verb.plug("key1"), .unplug("disk1"), .pull("data2"), .powerOn, .powerOff, .cut, .photograph, .end,
        ])
    func travels(verb: Verb) throws {
        #expect(try Verb(line: try JSON(verb.line.bytes())) == verb)
    }

    @Test(
        "What is no verb is refused",
        arguments: [[:], ["verb": "fly"], ["verb": "plug"], 7, ["part": "key1"]] as [JSON])
    func refused(line: JSON) {
        #expect(throws: GuestError(.malformed, "verb")) { try Verb(line: line) }
    }

    @Test("An answer comes back, an error as an error, a closed box as such") func conversation() async throws {
        let path = "/tmp/datasafe-control-\(UInt32.random(in: 0 ... .max))"
        await #expect(throws: GuestError(.power, "box")) { try await ControlSocket.send(.powerOn, to: path) }
        try await withThrowingTaskGroup { group in
            let ready = Watched(false)
            group.addTask {
                try await ControlSocket.serve(at: path, ready: { ready.change { $0 = true } }) { verb in
                    guard verb != .powerOff else { throw GuestError(.power, "box", "is off already") }
                    return "did \(verb)"
                }
            }
            try await ready.wait(for: "server", limit: .seconds(10)) { $0 ? () : nil }
            #expect(try await ControlSocket.send(.plug("key1"), to: path) == "did plug(\"key1\")")
            await #expect(throws: GuestError(.refused, "box")) { try await ControlSocket.send(.powerOff, to: path) }
            group.cancelAll()
        }
        try Files.remove(FilePath(path))
    }

    @Test("The state of a dead owner is no state") func state() throws {
        let root = FilePath("/tmp/datasafe-run-\(UInt32.random(in: 0 ... .max))")
        defer { try? Files.remove(root) }
        let folder = try RunFolder(root: root)
        #expect(folder.state() == nil)
        var state = RunState(
            owner: 1, box: nil, hub: nil, control: "/tmp/x",
            ports: Ports(web: 1, redirect: 2, hub: 3, vault: 4, smb: 5, nfs: 6),
            version: "1",
            parts: [], busy: "box")
        try folder.write(state)
        #expect(folder.state() == state)
        state.owner = 0
        try folder.write(state)
        #expect(folder.state() == nil)
    }
}
