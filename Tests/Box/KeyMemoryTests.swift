import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// A thief of the running box who can read its memory finds no key that opens the stick's keyslot.
    struct KeyMemoryTests {
        @Test func `after the unlock the stick's key is nowhere in the memory`() async throws {
            try await BoxLane.with(BoxLane.plan()) { lab, day in
                try await day.switchOnNewBox()
                try await day.setUp()
                _ = try await day.lookAtSetUp()
                try await day.restartWithoutKey()
                try await day.useKey()
                let stick = try Files.read(try lab.drawer.part("key1").file)
                try #require(KeyStickImage.holdsKey(stick))
                let key = Array(stick[(KeyStickImage.copies[0] + 64)..<(KeyStickImage.copies[0] + 128)])
                let memory = BoxLane.root.appending(".build-test").appending("memory.dump")
                defer { try? Files.remove(memory) }
                try await lab.guest.photographMemory(to: memory)
                // What must be there, so that the search can be believed: a word of the page that was just read.
                #expect(try Needle("datasafe-storage").isIn(memory.string))
                // In quarters: a key that is half overwritten is no key, a quarter of it is still 128 bits.
                for quarter in 0..<4 {
                    let part = key[(quarter * 16)..<(quarter * 16 + 16)]
                    #expect(try !Needle(bytes: part).isIn(memory.string), "quarter \(quarter) of the key")
                }
            }
        }
    }
}
