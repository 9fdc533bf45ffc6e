import Testing

@testable import Guest

@Suite("Frames of a stranger") struct LanFrameTests {
    let mac: [UInt8] = [0x52, 0x54, 0, 0x5a, 0, 0x77]
    let box: [UInt8] = [0x52, 0x54, 0, 0xd5, 0xa7, 1]

    @Test("Checksum of RFC 1071's example and of an odd number of bytes") func checksum() {
        #expect(LanFrame.checksum([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]) == ~0xddf2)
        #expect(LanFrame.checksum([0x01]) == ~0x0100)
    }

    @Test("A SYN as it should stand on the wire, and what it means to its receiver") func syn() {
        let frame = LanFrame.tcp(
            from: mac, [10, 0, 2, 77], port: 40_000, to: box, [10, 0, 2, 15], otherPort: 443, flags: 2, sequence: 7)
        #expect(frame.count == 54)
        // A header with its checksum in it sums up to nothing.
        #expect(LanFrame.checksum(Array(frame[14..<34])) == 0)
        let segment = Array(frame[34...])
        #expect(LanFrame.checksum([10, 0, 2, 77, 10, 0, 2, 15, 0, 6, 0, 20] + segment) == 0)
        #expect(
            LanFrame.meaning(of: frame, for: [10, 0, 2, 15]) == .tcp(from: 40_000, to: 443, flags: 2, sequence: 7))
        #expect(LanFrame.meaning(of: frame, for: [10, 0, 2, 16]) == .other)
    }

    @Test("ARP, question and answer") func arp() {
        let question = LanFrame.arp(isReply: false, from: mac, [10, 0, 2, 77], to: LanFrame.broadcast, [10, 0, 2, 15])
        #expect(
            LanFrame.meaning(of: question, for: [10, 0, 2, 15])
                == .whoHas(target: [10, 0, 2, 15], sender: [10, 0, 2, 77], senderMAC: mac))
        let answer = LanFrame.arp(isReply: true, from: box, [10, 0, 2, 15], to: mac, [10, 0, 2, 77])
        #expect(LanFrame.meaning(of: answer, for: [10, 0, 2, 77]) == .isAt(sender: [10, 0, 2, 15], mac: box))
    }

    @Test("\"Nobody listens\" names the port") func refused() {
        let sent = LanFrame.udp(from: mac, [10, 0, 2, 77], port: 40_001, to: box, [10, 0, 2, 15], otherPort: 5355)
        let inner = Array(sent[14...])
        let packet: [UInt8] =
            [0x45, 0, 0, 58, 0, 0, 0, 0, 64, 1, 0, 0, 10, 0, 2, 15, 10, 0, 2, 77] + [3, 3, 0, 0, 0, 0, 0, 0] + inner
        #expect(
            LanFrame.meaning(of: mac + box + [8, 0] + packet, for: [10, 0, 2, 77]) == .udpRefused(port: 5355))
    }

    @Test("Any bytes mean something or nothing, never a crash") func anything() {
        for length in 0..<200 {
            for _ in 0..<50 {
                var frame = (0..<length).map { _ in UInt8.random(in: 0...255) }
                if length > 34 { frame.replaceSubrange(12..<15, with: [8, [0, 6].randomElement() ?? 0, 0x45]) }
                if length > 40 { frame.replaceSubrange(30..<34, with: [10, 0, 2, 77]) }
                if length > 40 { frame[23] = [1, 6, 17].randomElement() ?? 0 }
                _ = LanFrame.meaning(of: frame, for: [10, 0, 2, 77])
            }
        }
    }
}
