/// Where a server is: `https://host[:port]`, nothing else: no user, no path, no query.
public struct WireAddress: Sendable, Equatable, CustomStringConvertible {
    /// DNS name, IPv4, or IPv6 without brackets.
    public let host: String
    public let port: Int

    /// Reads what a person typed; a trailing slash is forgiven. Throws `.address`.
    public init(_ text: String) throws(WireError) {
        var rest = text[...]
        while rest.first == " " { rest = rest.dropFirst() }
        while rest.last == " " { rest = rest.dropLast() }
        guard rest.utf8.count <= 300, rest.lowercased().hasPrefix("https://") else {
            throw WireError(.address, "address")
        }
        rest = rest.dropFirst(8)
        if rest.last == "/" { rest = rest.dropLast() }
        var host = rest
        var port: Substring?
        if rest.first == "[", let close = rest.firstIndex(of: "]") {
            host = rest[rest.index(after: rest.startIndex)..<close]
            let after = rest[rest.index(after: close)...]
            guard after.isEmpty || after.first == ":" else { throw WireError(.address, "address") }
            port = after.isEmpty ? nil : after.dropFirst()
            guard host.contains(":"), host.utf8.allSatisfy({ Self.isHex($0) || $0 == UInt8(ascii: ":") }) else {
                throw WireError(.address, "address")
            }
        } else {
            if let colon = rest.firstIndex(of: ":") {
                host = rest[..<colon]
                port = rest[rest.index(after: colon)...]
            }
            guard (1...253).contains(host.utf8.count), host.utf8.allSatisfy(Self.isName), host.first != "-",
                host.first != "."
            else { throw WireError(.address, "address") }
        }
        if let port {
            guard let number = Int(port), (1...65_535).contains(number) else { throw WireError(.address, "address") }
            self.port = number
        } else {
            self.port = 443
        }
        self.host = host.lowercased()
    }

    /// `https://host:port`
    public var description: String { "https://\(place)" }

    /// `host:port`
    public var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// The same host at another port. Throws `.address`.
    public func at(port: Int) throws(WireError) -> WireAddress {
        try WireAddress("https://\(host.contains(":") ? "[\(host)]" : host):\(port)")
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }
}
