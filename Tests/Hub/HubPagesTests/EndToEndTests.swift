import Beat
import DatasafeCore
import FactFiles
import Glibc
import HubIntake
import HubStore
import Hummingbird
import Logging
import Seal
import ServiceLifecycle
import Synchronization
import Testing
import Varlink
import Wire

@testable import HubPages

/// A real hub and the real heartbeat service of a box, over TLS on loopback.
@Suite(.timeLimit(.minutes(3)), .serialized) struct EndToEndTests {
    @Test func `from the code to the page`() async throws {
        try await Loopback.run { loop in
            try await loop.hub {
                let device = try await loop.enrol()
                try await loop.waits { try await loop.row()?.seen != nil }
                try await loop.look { browser in
                    let fleet = try await browser.get("/").body
                    #expect(fleet.contains("data-box=\"\(device)\" data-state=\"locked\""))
                    #expect(fleet.contains("Wartet auf Schlüssel"))
                    #expect(
                        try await browser.get("/box/\(device)").body.contains("data-check=\"psu\" data-state=\"0\""))
                }
                loop.box.opens()
                loop.box.raises(1)
                loop.box.rings()
                try await loop.waits { try await loop.row()?.rank == 3 }
                try await loop.look { browser in
                    let body = try await browser.get("/box/\(device)").body
                    #expect(body.contains("data-check=\"raid.members\" data-state=\"2\""))
                    #expect(body.contains("data-event=\"raise\" data-check=\"raid.members\""))
                    #expect(body.contains("data-phase=\"open\""))
                }
            }
        }
    }

    @Test func `what happened while the hub was away arrives once, in order`() async throws {
        try await Loopback.run { loop in
            try await loop.hub {
                _ = try await loop.enrol()
                try await loop.waits { try await loop.row()?.seen != nil }
            }
            // Nobody listens now.
            for number in 1...3 {
                loop.box.raises(number)
                loop.box.turn(60)
                try await loop.beatNow()
                try await loop.waits { loop.box.fact.waiting == number }
            }
            #expect(loop.box.fact.trouble == "unreachable")
            try await loop.hub {
                loop.box.turn(1000)
                try await loop.beatNow()
                try await loop.waits { loop.box.fact.waiting == 0 }
                let box = try #require(try await loop.row())
                let events = try await loop.store.events(box: box.id).filter { $0.kind == "raise" && $0.by == "box" }
                #expect(events.count == 3)
                #expect(Set(events.map(\.id)).count == 3)
                let pulse = try await loop.store.pulse(box: box.id, since: wallNow().adding(seconds: -7200))
                // The one made now came first; the three of the time without a hub were delivered later.
                #expect(pulse.map(\.late).reduce(0, +) == 3)
                #expect(loop.box.fact.trouble == "none")
            }
        }
    }

    @Test func `a key nobody enrolled is refused, and one that was revoked`() async throws {
        try await Loopback.run { loop in
            try await loop.hub {
                let device = try await loop.enrol()
                try await loop.waits { try await loop.row()?.seen != nil }
                #expect(try await loop.stranger(claiming: device) == 401)
                let before = try #require(try await loop.row()).seq
                try await loop.look { browser in
                    try await browser.get("/box/\(device)")
                    let reply = try await browser.post("/box/\(device)/revoke", ["confirm": String(device.suffix(4))])
                    #expect(reply.status == 303)
                }
                loop.box.turn(60)
                try await loop.beatNow()
                try await loop.waits { loop.box.fact.trouble == "refused" }
                let box = try #require(try await loop.store.box(device: device))
                #expect(box.seq == before)
                #expect(box.revoked != nil)
                #expect(loop.box.fact.waiting >= 1)
            }
        }
    }
}
