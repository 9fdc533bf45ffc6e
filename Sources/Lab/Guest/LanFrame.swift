/// Ethernet frames as a stranger on the practice's network sends and reads them: ARP, TCP without payload, UDP, ICMP.
///
/// Source: RFC 826, 791, 9293, 768, 792. Numbers in network order.
enum LanFrame {
    /// What a frame from the box says.
    enum Meaning: Equatable {
        /// Somebody asks who has `target`.
        case whoHas(target: [UInt8], sender: [UInt8], senderMAC: [UInt8])
        /// `sender` is at `mac`.
        case isAt(sender: [UInt8], mac: [UInt8])
        /// A TCP segment: ports as the sender sees them, flags FIN 1, SYN 2, RST 4, PSH 8, ACK 16, and the sequence.
        case tcp(from: UInt16, to: UInt16, flags: UInt8, sequence: UInt32)
        /// The box says that nobody listens at this UDP port.
        case udpRefused(port: UInt16)
        /// Anything else.
        case other
    }

    static let broadcast: [UInt8] = [255, 255, 255, 255, 255, 255]

    static func arp(isReply: Bool, from mac: [UInt8], _ ip: [UInt8], to otherMAC: [UInt8], _ otherIP: [UInt8])
        -> [UInt8]
    {
        let target = isReply ? otherMAC : [UInt8](repeating: 0, count: 6)
        let body: [UInt8] = [0, 1, 8, 0, 6, 4, 0, isReply ? 2 : 1] + mac + ip + target + otherIP
        return otherMAC + mac + [0x08, 0x06] + body + [UInt8](repeating: 0, count: 18)
    }

    static func tcp(
        from mac: [UInt8], _ ip: [UInt8], port: UInt16, to otherMAC: [UInt8], _ otherIP: [UInt8], otherPort: UInt16,
        flags: UInt8, sequence: UInt32
    ) -> [UInt8] {
        var segment: [UInt8] = big(port) + big(otherPort) + big(sequence) + big(UInt32(0))
        segment += [5 << 4, flags] + big(UInt16(1024)) + [0, 0, 0, 0]
        let sum = checksum(ip + otherIP + [0, 6] + big(UInt16(segment.count)) + segment)
        segment.replaceSubrange(16..<18, with: big(sum))
        return otherMAC + mac + [0x08, 0x00] + ipv4(protocol: 6, ip, otherIP, segment)
    }

    static func udp(
        from mac: [UInt8], _ ip: [UInt8], port: UInt16, to otherMAC: [UInt8], _ otherIP: [UInt8], otherPort: UInt16
    ) -> [UInt8] {
        let payload: [UInt8] = [0, 0]
        // A checksum of 0 means none.
        let datagram = big(port) + big(otherPort) + big(UInt16(8 + payload.count)) + [0, 0] + payload
        return otherMAC + mac + [0x08, 0x00] + ipv4(protocol: 17, ip, otherIP, datagram)
    }

    private static func ipv4(protocol number: UInt8, _ ip: [UInt8], _ otherIP: [UInt8], _ body: [UInt8]) -> [UInt8] {
        var header: [UInt8] =
            [0x45, 0] + big(UInt16(20 + body.count)) + [0, 0, 0x40, 0, 64, number, 0, 0] + ip + otherIP
        header.replaceSubrange(10..<12, with: big(checksum(header)))
        return header + body
    }

    /// The Internet checksum. Source: RFC 1071.
    static func checksum(_ bytes: [UInt8]) -> UInt16 {
        var sum: UInt32 = 0
        for index in stride(from: 0, to: bytes.count, by: 2) {
            sum += UInt32(bytes[index]) << 8 | (index + 1 < bytes.count ? UInt32(bytes[index + 1]) : 0)
        }
        while sum > 0xffff { sum = (sum & 0xffff) + (sum >> 16) }
        return ~UInt16(sum)
    }

    /// What `frame` says to the stranger at `ip`.
    static func meaning(of frame: [UInt8], for ip: [UInt8]) -> Meaning {
        guard frame.count >= 34 else { return .other }
        switch (frame[12], frame[13]) {
        case (0x08, 0x06): return arpMeaning(Array(frame[14...]))
        case (0x08, 0x00): return ipMeaning(Array(frame[14...]), ip)
        default: return .other
        }
    }

    private static func arpMeaning(_ body: [UInt8]) -> Meaning {
        guard body.count >= 28, body.starts(with: [0, 1, 8, 0, 6, 4, 0]) else { return .other }
        let mac = Array(body[8..<14])
        let sender = Array(body[14..<18])
        return body[7] == 1
            ? .whoHas(target: Array(body[24..<28]), sender: sender, senderMAC: mac) : .isAt(sender: sender, mac: mac)
    }

    private static func ipMeaning(_ packet: [UInt8], _ ip: [UInt8]) -> Meaning {
        let length = Int(packet[0] & 15) * 4
        guard packet[0] >> 4 == 4, length >= 20, packet.count >= length + 8, Array(packet[16..<20]) == ip else {
            return .other
        }
        let body = Array(packet[length...])
        switch packet[9] {
        case 6 where body.count >= 20:
            return .tcp(
                from: number(body, 0), to: number(body, 2), flags: body[13],
                sequence: UInt32(number(body, 4)) << 16 | UInt32(number(body, 6)))
        case 1 where body[0] == 3 && body[1] == 3 && body.count >= 8 + 24:
            let inner = 8 + Int(body[8] & 15) * 4
            guard body.count >= inner + 4 else { return .other }
            return .udpRefused(port: number(body, inner + 2))
        default: return .other
        }
    }

    private static func number(_ bytes: [UInt8], _ at: Int) -> UInt16 { UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]) }

    private static func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<(Number.bitWidth / 8)).reversed().map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
    }
}
