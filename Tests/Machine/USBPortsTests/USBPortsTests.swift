import FoundationEssentials
import Testing
import USBPorts

@Suite struct USBPortsTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/usb-\(UInt64.random(in: 0...UInt64.max))"
        for (name, state) in [("1-1", "0\n"), ("1-1.4", "1\n"), ("usb1", "1\n"), ("1-1:1.0", "1\n")] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)", withIntermediateDirectories: true, attributes: nil)
            try Data(state.utf8).write(to: URL(filePath: "\(folder)/\(name)/authorized"))
            try Data("7\n".utf8).write(to: URL(filePath: "\(folder)/\(name)/devnum"))
            try Data([18, 1]).write(to: URL(filePath: "\(folder)/\(name)/descriptors"))
        }
    }

    @Test func `devices are found, interfaces and root hubs are not devices`() {
        let devices = USBPorts(folder: folder).devices()
        #expect(devices.map(\.port) == ["1-1", "1-1.4"])
        #expect(devices.map(\.isLetIn) == [false, true] && devices.map(\.number) == [7, 7])
        #expect(devices.allSatisfy { $0.descriptors == [18, 1] })
        #expect(USBPorts(folder: "\(folder)/nowhere").devices().isEmpty)
    }

    @Test func `a device is switched on, one that is gone is not`() throws {
        let ports = USBPorts(folder: folder)
        let first = try #require(ports.devices().first)
        #expect(ports.letIn(first) && ports.devices().allSatisfy(\.isLetIn))
        try FileManager.default.removeItem(atPath: "\(folder)/1-1")
        #expect(!ports.letIn(first))
    }

    @Test(arguments: ["devnum", "descriptors"])
    func `another device at the port that was looked at stays off`(what: String) throws {
        let ports = USBPorts(folder: folder)
        let first = try #require(ports.devices().first)
        try Data((what == "devnum" ? "8\n" : "keyboard").utf8).write(to: URL(filePath: "\(folder)/1-1/\(what)"))
        #expect(!ports.letIn(first) && ports.devices().first?.isLetIn == false)
    }
}
