import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// The key that opened the data is nowhere in the memory of the box afterwards; and sticks work beside a device that is
    /// none.
    struct KeyMemoryTests {
        @Test func `the key leaves the memory, and sticks work beside a strange device`() async throws {
            try await BoxLane.with(BoxLane.plan()) { lab, day in
                try await day.switchOnNewBox()
                _ = try await day.lookAtNewBox()
                try await lab.guest.command(
                    "device_add", ["driver": "usb-mouse", "bus": "xhci.0", "id": "strange"])
                // The sticks come all the same: three are written, pulled, read and used.
                try await day.setUp()
                _ = try await day.lookAtSetUp()
                try await day.restartWithoutKey()
                try await day.useKey()
                _ = try await day.lookAtOpenBox()
                try await searchMemory(lab)
            }
        }

        /// A thief of the running box who can read its memory finds no key that opens the stick's keyslot.
        private func searchMemory(_ lab: Lab) async throws {
            let stick = try Files.read(try lab.drawer.part("key1").file)
            try #require(KeyStickImage.holdsKey(stick))
            let key = Array(stick[(KeyStickImage.copies[0] + 64)..<(KeyStickImage.copies[0] + 128)])
            let memory = BoxLane.root.appending(".build-test").appending("memory.dump")
            defer { try? Files.remove(memory) }
            try await lab.guest.photographMemory(to: memory)
            // What must be there, so that the search can be believed.
            #expect(try Needle("datasafe-storage").isIn(memory.string))
            // In quarters: a key that is half overwritten is no key, a quarter of it is still 128 bits.
            for quarter in 0..<4 {
                let part = key[(quarter * 16)..<(quarter * 16 + 16)]
                #expect(try !Needle(bytes: part).isIn(memory.string), "quarter \(quarter) of the key")
            }
        }
    }
}
