import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// What a stranger finds who stands before a new box or on the practice's network.
    struct StrangerTests {
        @Test func `two ports, no log-in, no driver for devices that are no sticks`() async throws {
            var plan = try BoxLane.plan()
            plan.hasStranger = true
            try await BoxLane.with(plan) { lab, day in
                try await day.switchOnNewBox()
                _ = try await day.lookAtNewBox()
                try await tryPorts(lab)
                try await typeLogin(lab)
                try await plugStrangers(lab, day)
            }
        }

        /// The page that redirects, the page, nothing else.
        private func tryPorts(_ lab: Lab) async throws {
            let stranger = try #require(lab.guest.stranger)
            let (open, _) = try await stranger.tryPorts()
            #expect(open == [80, 443])
            let deaf: [UInt16] = [22, 53, 67, 69, 111, 123, 137, 161, 443, 500, 514, 1900, 4500, 5353, 5355]
            #expect(try await stranger.udpNotRefused(deaf).isEmpty)
        }

        /// Screen and serial line offer no log-in, whatever is typed.
        private func typeLogin(_ lab: Lab) async throws {
            for line in ["\n", "root\n", "\u{3}\u{4}", "\u{1a}", "datasafe\n"] {
                try await lab.guest.console.type(line)
                try await Task.sleep(for: .milliseconds(500))
            }
            let shown = lab.guest.console.now.lines.map { $0.text.lowercased() } + lab.guest.console.screen
            for word in ["login:", "password:", "# ", "emergency", "maintenance"] {
                #expect(!shown.contains { $0.contains(word) }, "\(word)")
            }
        }

        /// Devices that are no sticks get no driver and are named. Plugs them in one by one; each is refused by its kind.
        private func plugStrangers(_ lab: Lab, _ day: Day) async throws {
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
                try await waitForRefused(refused, day, "\(device.driver) refused")
            }
            // The letters of a keyboard that nobody listens to.
            for key in ["r", "o", "o", "t", "ret"] {
                try await lab.guest.command("send-key", ["keys": [["type": "qcode", "data": .string(key)]]])
            }
        }

        private func waitForRefused(_ kinds: [String], _ day: Day, _ what: String) async throws {
            let expected = kinds.sorted()
            try await day.waitForStatus(what, limit: FirstDay.moment) { status -> Void? in
                (status["usbRefused"]?.elements ?? []).compactMap(\.text).sorted() == expected ? () : nil
            }
        }
    }
}
