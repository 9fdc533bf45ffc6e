import DatasafeCore
import HubIntake
import HubStore
import NIOCore
import Seal
import Testing
import Wire

@Suite(.timeLimit(.minutes(2))) struct HubIntakeTests {
    @Test func `from the code of the data sheet to a stored beat`() async throws {
        try await LiveHub.run { hub in
            let box = try await hub.box()
            for gzip in [false, true] {
                let reply = try await box.post(box.beat(gzip ? 2 : 1, state: 2), gzip: gzip)
                #expect(reply.status == 200)
                let answer = try #require(HubReply(reply.body))
                #expect(answer.ok == (gzip ? 2 : 1))
                #expect(answer.next == 60)
                #expect(answer.now == hub.clock.now)
            }
            let row = try #require(try await hub.store.fleet().rows.first)
            #expect(row.device == box.device)
            #expect(row.rank == 3)
            await box.client.close()
        }
    }

    @Test func `a repeated beat gets the same answer, another of that number does not`() async throws {
        try await LiveHub.run { hub in
            let box = try await hub.box()
            let bytes = try box.beat(5).written()
            for _ in 0..<3 { #expect(try await box.post(bytes).status == 200) }
            let other = try await box.post(box.beat(5, state: 1))
            #expect(other.status == 409)
            #expect(HubReply(other.body)?.ok == 5)
            // A restored box that fell back in its numbers is told where to go on.
            let behind = try await box.post(box.beat(5, boot: "bbbbbbbb"))
            #expect(behind.status == 409)
            let row = try #require(try await hub.store.fleet().rows.first)
            #expect(try await hub.store.checks(box: row.id, now: hub.clock.now).map(\.check).contains("hub.clone"))
            await box.client.close()
        }
    }

    @Test func `a gap in deltas asks for a snapshot`() async throws {
        try await LiveHub.run { hub in
            let box = try await hub.box()
            _ = try await box.post(box.beat(1))
            let reply = try await box.post(box.beat(7, kind: .delta))
            #expect(HubReply(reply.body)?.commands == [.snapshot])
            #expect(HubReply(try await box.post(box.beat(8)).body)?.commands == [])
            await box.client.close()
        }
    }

    @Test func `who is not enrolled, shows no key or was revoked is not heard`() async throws {
        try await LiveHub.run { hub in
            let box = try await hub.box()
            let stranger = try LiveBox(hub)
            #expect(try await stranger.post(box.beat(1)).status == 401)
            let naked = try LiveBox(hub, key: box.key, showsKey: false)
            #expect(try await naked.post(box.beat(1)).status == 401)
            #expect(try await naked.enrol("00000000").status == 401)
            let row = try #require(try await hub.store.fleet().rows.first)
            try await hub.store.revoke(box: row.id, by: "anna", now: hub.clock.now)
            #expect(try await box.post(box.beat(1)).status == 403)
            // Remembered keys are forgotten after a few seconds: then it is refused without a look at its beat.
            hub.clock.turn(10)
            #expect(try await box.post(box.beat(2)).status == 403)
            for client in [box.client, stranger.client, naked.client] { await client.close() }
        }
    }

    @Test func `a wrong signature or another's device is refused and told`() async throws {
        try await LiveHub.run { hub in
            let (box, other) = (try await hub.box(), try await hub.box())
            let bytes = try box.beat(1).written()
            for signature in [[], [1, 2, 3], try SigningKey().sign(bytes), try box.key.sign(bytes + [32])] {
                #expect(try await box.post(bytes, signature: signature).status == 401)
            }
            #expect(try await box.client.post("/v1/beat", body: bytes).status == 401)
            #expect(try await other.post(bytes).status == 401)
            let rows = try await hub.store.fleet().rows
            #expect(rows.allSatisfy { $0.seq == 0 && $0.rank == 3 })
            #expect(rows.map(\.refused).sorted() == [1, 5])
            for box in [box, other] { await box.client.close() }
        }
    }

    @Test(arguments: [
        ("{\"v\":1}", 400, "missing-field"), ("", 400, "syntax"), ("[]", 400, "syntax"),
        ("{\"v\":0}", 400, "bad-value"),
    ])
    func `what is no beat is refused with its fault`(text: String, status: Int, fault: String) async throws {
        try await LiveHub.run { hub in
            let box = try await hub.box()
            let reply = try await box.post(Array(text.utf8))
            #expect(reply.status == status)
            #expect(String(decoding: reply.body, as: UTF8.self).contains("\"\(fault)\""))
            await box.client.close()
        }
    }

    @Test func `an unknown field is refused, never stored`() async throws {
        try await LiveHub.run { hub in
            let box = try await hub.box()
            let text = String(decoding: try box.beat(1).written(), as: UTF8.self)
            let evil = Array(text.replacing("\"up\":60", with: "\"up\":60,\"host\":\"praxis-mueller\"").utf8)
            let reply = try await box.post(evil)
            #expect(reply.status == 400)
            #expect(String(decoding: reply.body, as: UTF8.self) == "{\"error\":\"unknown-field\"}")
            let newer = Array(
                text.replacing("{\"v\":1,", with: "{\"v\":2,\"host\":\"praxis-mueller\",").utf8)
            #expect(try await box.post(newer).status == 200)
            let row = try #require(try await hub.store.fleet().rows.first)
            #expect(row.dropped == 1)
            await box.client.close()
            for suffix in ["", "-wal"] {
                #expect(!(try fileContains(hub.path + suffix, "mueller")))
            }
        }
    }

    @Test func `too large is refused before and after decompression`() async throws {
        try await LiveHub.run { hub in
            let box = try await hub.box()
            let large = [UInt8](repeating: 32, count: 65_537)
            #expect(try await box.post(large).status == 413)
            #expect(try await box.post(large, gzip: true).status == 413)
            // 10 MiB of zeros in 10 kB.
            #expect(try await box.post([1], gzip: true, sent: Bomb.bytes).status == 413)
            #expect(try await box.post([1], gzip: true, sent: [1, 2, 3]).status == 400)
            #expect(try await box.post([1], headers: [("Content-Encoding", "br")]).status == 415)
            #expect(try await box.post(box.beat(1)).status == 200)
            await box.client.close()
        }
    }

    @Test func `a box that floods is slowed, the others are not`() async throws {
        try await LiveHub.run { hub in
            let (box, other) = (try await hub.box(), try await hub.box())
            let bytes = try box.beat(1).written()
            var statuses: [Int] = []
            for _ in 0..<205 { statuses.append(try await box.post(bytes).status) }
            #expect(statuses.prefix(200).allSatisfy { $0 == 200 })
            #expect(statuses.suffix(5).allSatisfy { $0 == 429 })
            #expect(try await box.post(bytes).retryAfter == 10)
            #expect(try await other.post(other.beat(1)).status == 200)
            hub.clock.turn(1)
            #expect(try await box.post(bytes).status == 200)
            for box in [box, other] { await box.client.close() }
        }
    }

    @Test func `codes cannot be guessed`() async throws {
        try await LiveHub.run { hub in
            let box = try LiveBox(hub)
            let ticket = try await hub.ticket()
            var statuses: [Int] = []
            for number in 0..<31 { statuses.append(try await box.enrol("0000000\(number % 10)").status) }
            #expect(statuses == [Int](repeating: 403, count: 30) + [429])
            #expect(try await box.enrol(ticket).status == 429)
            hub.clock.turn(10)
            #expect(try await box.enrol(ticket).status == 200)
            #expect(try await box.enrol(ticket).status == 200)
            let thief = try LiveBox(hub)
            #expect(try await thief.enrol(ticket).status == 403)
            for client in [box.client, thief.client] { await client.close() }
        }
    }

    @Test func `a browser without certificate is served, other paths are not there`() async throws {
        try await LiveHub.run { hub in
            let naked = try LiveBox(hub, showsKey: false)
            #expect(try await naked.client.post("/v1/health", body: []).status == 404)
            #expect(try await naked.client.post("/v1/other", body: []).status == 404)
            await naked.client.close()
        }
    }

    @Test func `two hundred beats at once are all stored`() async throws {
        try await LiveHub.run { hub in
            var boxes: [LiveBox] = []
            for _ in 0..<20 { boxes.append(try await hub.box()) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for box in boxes {
                    group.addTask {
                        for seq in 1...10 {
                            let reply = try await box.post(box.beat(seq))
                            #expect(reply.status == 200)
                        }
                        await box.client.close()
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await hub.store.fleet().rows.allSatisfy { $0.seq == 10 })
        }
    }
}
