import Testing

@testable import BlockDevices

@Suite struct SmartctlTests {
    @Test func `a disk is asked once, is not woken, and its kind is found out`() {
        let arguments = Smartctl.arguments("/dev/sdx", by: .found)
        #expect(arguments == ["--json=c", "-x", "-n", "standby,0", "/dev/sdx"])
    }

    @Test func `behind a USB case that smartctl does not know`() {
        let arguments = Smartctl.arguments("/dev/sdx", by: .sat)
        #expect(arguments == ["--json=c", "-x", "-n", "standby,0", "-d", "sat", "/dev/sdx"])
    }
}
