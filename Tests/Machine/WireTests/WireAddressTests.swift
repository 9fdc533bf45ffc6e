import Testing
import Wire

struct WireAddressTests {
    @Test(arguments: [
        ("https://hub.example", "hub.example:443"), ("https://Hub.Example:8443/", "hub.example:8443"),
        (" https://192.0.2.7:8443 ", "192.0.2.7:8443"), ("HTTPS://[2001:db8::7]:8443", "[2001:db8::7]:8443"),
        ("https://[::1]", "[::1]:443"),
    ])
    func `reads`(text: String, place: String) throws {
        let address = try WireAddress(text)
        #expect(address.place == place)
        #expect(try WireAddress(address.description) == address)
    }

    @Test func `another port keeps the host`() throws {
        #expect(try WireAddress("https://hub.example:8443").at(port: 8444).place == "hub.example:8444")
        #expect(try WireAddress("https://[::1]").at(port: 8444).place == "[::1]:8444")
        #expect(throws: WireError(.address, "address")) { try WireAddress("https://hub.example").at(port: 0) }
    }

    @Test(arguments: [
        "", "hub.example", "http://hub.example", "https://", "https://:8443", "https://hub:0", "https://hub:70000",
        "https://hub:8443/path", "https://user@hub", "https://hub example", "https://hub?x", "https://-hub",
        "https://[::1",
        "https://[hub]", "https://[::1]x", "https://h\u{fc}b", "https://hub\r\nx", "ftp://hub", "https://hub:",
    ])
    func `refuses`(text: String) {
        #expect(throws: WireError(.address, "address")) { try WireAddress(text) }
    }
}
