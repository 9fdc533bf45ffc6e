import DatasafeCore
import Testing

struct EnrolmentCodeTests {
    let code = EnrolmentCode(random: [0x12, 0x34, 0x56, 0x78, 0x9a], fingerprint: Array(1...32))

    @Test func `reads what it writes, as people type it`() throws {
        #expect(code.text.count == 29)
        #expect(code.text.split(separator: "-").map(\.count) == [5, 5, 5, 5, 5])
        for typed in [
            code.text, code.text.lowercased(), code.text.filter { $0 != "-" },
            " " + code.text.replacing("0", with: "o").replacing("1", with: "l"),
        ] {
            #expect(try EnrolmentCode(typed: typed) == code)
        }
        #expect(code.fits(fingerprint: Array(1...32)))
        #expect(!code.fits(fingerprint: Array(2...33)))
        #expect(EnrolmentCode.isTicket(code.ticket))
    }

    @Test(arguments: ["", "ABC", "UUUUU-UUUUU-UUUUU-UUUUU-UUUUU", String(repeating: "0", count: 26), "K\u{f6}ln"])
    func `no code`(typed: String) {
        #expect(throws: HubRefusal.codeShape) { try EnrolmentCode(typed: typed) }
    }

    @Test func `a wrong character or two swapped ones are typing errors`() {
        let characters = Array(code.text.filter { $0 != "-" })
        for index in characters.indices {
            var typed = characters
            typed[index] = typed[index] == "7" ? "8" : "7"
            #expect(throws: HubRefusal.codeTypo, "\(index)") { try EnrolmentCode(typed: String(typed)) }
        }
        for index in characters.indices.dropLast(2) where characters[index] != characters[index + 1] {
            var typed = characters
            typed.swapAt(index, index + 1)
            #expect(throws: HubRefusal.codeTypo, "\(index)") { try EnrolmentCode(typed: String(typed)) }
        }
    }

    @Test func `the ask is strict, the answer is bounded`() throws {
        let ask = EnrolmentAsk(ticket: code.ticket, software: "2026.11.1")
        #expect(try EnrolmentAsk(ask.bytes) == ask)
        for evil in [
            "{\"v\":1,\"code\":\"ABC\",\"sw\":\"1\"}", "{\"v\":2,\"code\":\"\(code.ticket)\",\"sw\":\"1\"}",
            "{\"v\":1,\"code\":\"\(code.ticket)\",\"sw\":\"1\",\"name\":\"x\"}", "{\"v\":1}", "",
        ] {
            #expect(throws: HeartbeatError.self) { try EnrolmentAsk(Array(evil.utf8)) }
        }
        let reply = EnrolmentReply(device: HeartbeatTests.sample().device, now: Instant(seconds: 5))
        #expect(EnrolmentReply(reply.bytes) == reply)
        #expect(EnrolmentReply(Array("{\"dev\":\"../x\",\"now\":\"2026-11-18T11:06:40Z\"}".utf8)) == nil)
    }
}
