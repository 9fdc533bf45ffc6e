import Guest
import Testing

@testable import Story

extension BoxLane {
    /// What a stranger on the practice's network finds: the page that redirects, the page, nothing else.
    struct ExposureTests {
        @Test func `a new box answers at 80 and 443 only, also to a stranger`() async throws {
            var plan = try BoxLane.plan()
            plan.hasStranger = true
            try await BoxLane.with(plan) { lab, day in
                try await day.switchOnNewBox()
                _ = try await day.lookAtNewBox()
                let stranger = try #require(lab.guest.stranger)
                let (open, _) = try await stranger.tryPorts()
                #expect(open == [80, 443])
                let deaf: [UInt16] = [22, 53, 67, 69, 111, 123, 137, 161, 443, 500, 514, 1900, 4500, 5353, 5355]
                #expect(try await stranger.udpNotRefused(deaf).isEmpty)
            }
        }

        @Test func `screen and serial line offer no log-in, whatever is typed`() async throws {
            try await BoxLane.with(BoxLane.plan()) { lab, day in
                try await day.switchOnNewBox()
                for line in ["\n", "root\n", "\u{3}\u{4}", "\u{1a}", "datasafe\n"] {
                    try await lab.guest.console.type(line)
                    try await Task.sleep(for: .milliseconds(500))
                }
                let shown = lab.guest.console.now.lines.map { $0.text.lowercased() } + lab.guest.console.screen
                for word in ["login:", "password:", "# ", "emergency", "maintenance"] {
                    #expect(!shown.contains { $0.contains(word) }, "\(word)")
                }
                _ = try await day.lookAtNewBox()
            }
        }
    }
}
