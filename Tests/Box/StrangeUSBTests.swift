import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// Devices that are no sticks: the kernel gives them no driver, the box says what was refused.
    struct StrangeUSBTests {
        @Test func `keyboards, networks and cameras are refused and named; a stick beside them is let in`() async throws
        {
            try await BoxLane.with(BoxLane.plan()) { lab, day in
                try await day.switchOnNewBox()
                let folder = BoxLane.root.appending(".build-test").appending("camera")
                try Files.makeFolder(folder)
                try await lab.guest.command("netdev_add", ["type": "user", "id": "strange", "restrict": true])
                let devices: [(driver: String, more: [String: JSON], kind: String)] = [
                    ("usb-kbd", [:], "keyboard"), ("usb-mouse", [:], "mouse"),
                    ("usb-net", ["netdev": "strange"], "network"),
                    ("usb-mtp", ["rootdir": .string(folder.string)], "media"), ("usb-ccid", [:], "other"),
                ]
                var refused: [String] = []
                for device in devices {
                    var arguments = device.more
                    arguments["driver"] = .string(device.driver)
                    arguments["bus"] = "xhci.0"
                    arguments["id"] = .string(device.driver)
                    try await lab.guest.command("device_add", .object(arguments))
                    refused.append(device.kind)
                    let expected = refused
                    try await day.waitForStatus("\(device.driver) refused", limit: FirstDay.moment) { status -> Void? in
                        (status["usbRefused"]?.elements ?? []).compactMap(\.text) == expected ? () : nil
                    }
                }
                // The fourteen letters of a keyboard that nobody listens to.
                for key in ["r", "o", "o", "t", "ret"] {
                    try await lab.guest.command(
                        "send-key", ["keys": [["type": "qcode", "data": .string(key)]]])
                }
                let count = refused.count
                // A stick comes all the same.
                try await day.hand(.plug("foreign"))
                try await day.waitForStatus("stick let in", limit: FirstDay.moment) { status -> Void? in
                    (status["usbRefused"]?.elements ?? []).count == count ? () : nil
                }
                _ = try await day.lookAtNewBox()
            }
        }
    }
}
