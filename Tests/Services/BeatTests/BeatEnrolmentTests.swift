import DatasafeCore
import Glibc
import Seal
import Synchronization
import Testing
import Wire

@testable import Beat

@Suite(.timeLimit(.minutes(1))) struct BeatEnrolmentTests {
    @Test(
        arguments: [
            ("https://hub.example", "ABC", HubRefusal.codeShape), ("http://hub.example", nil, .address),
            ("hub.example", nil, .address),
        ] as [(String, String?, HubRefusal)])
    func `what was typed wrong is said before anybody is called`(hub: String, code: String?, refusal: HubRefusal)
        async throws
    {
        let bench = try Bench()
        let keeper = try bench.keeper()
        await #expect(throws: refusal) { try await keeper.enrol(hub: hub, code: code ?? bench.hub.code()) }
        #expect(bench.hub.lines == 0)
        await keeper.close()
    }

    @Test func `a typing error is found by the check digit`() async throws {
        let bench = try Bench()
        let keeper = try bench.keeper()
        var code = Array(bench.hub.code())
        code[2] = code[2] == "7" ? "8" : "7"
        let typed = String(code)
        await #expect(throws: HubRefusal.codeTypo) { try await keeper.enrol(hub: "https://hub.example", code: typed) }
        await keeper.close()
    }

    @Test func `another hub than the code names gets nothing`() async throws {
        let bench = try Bench()
        let keeper = try bench.keeper()
        let code = ScriptedHub().code()
        await #expect(throws: HubRefusal.wrongHub) { try await keeper.enrol(hub: "https://hub.example", code: code) }
        #expect(await keeper.fact().enrolled == false)
        await keeper.close()
    }

    @Test(arguments: [(403, HubRefusal.codeUnknown), (429, .busy), (503, .busy), (500, .strange), (200, .strange)])
    func `each answer has its sentence`(status: Int, refusal: HubRefusal) async throws {
        let bench = try Bench()
        let keeper = try bench.keeper()
        bench.hub.answers { _, _, _ throws(WireError) in WireReply(status: status, headers: [], body: []) }
        await #expect(throws: refusal) { try await keeper.enrol(hub: "https://hub.example", code: bench.hub.code()) }
        await keeper.close()
    }

    @Test func `nobody there is unreachable, and a second try uses the same key`() async throws {
        let bench = try Bench()
        let keeper = try bench.keeper()
        bench.hub.answers { _, _, _ throws(WireError) in throw WireError(.unreachable, "hub") }
        await #expect(throws: HubRefusal.unreachable) {
            try await keeper.enrol(hub: "https://hub.example", code: bench.hub.code())
        }
        let key = try SealFolder(path: bench.folder).load()?.key.publicKey
        bench.hub.answers(ScriptedHub.good)
        _ = try await keeper.enrol(hub: "https://hub.example", code: bench.hub.code())
        #expect(try SealFolder(path: bench.folder).load()?.key.publicKey == key)
        await keeper.close()
    }

    @Test func `enrolled anew, the box counts from one`() async throws {
        let bench = try Bench()
        let keeper = try await bench.enrolled()
        for _ in 0..<3 {
            try await keeper.turn(.timer)
            bench.turn(60)
        }
        _ = try await keeper.enrol(hub: "https://other.example:8443", code: bench.hub.code())
        try await keeper.turn(.asked)
        #expect(bench.hub.beats.map(\.seq) == [1, 2, 3, 1])
        #expect(bench.hub.beats.last?.kind == .full)
        await keeper.close()
    }
}
