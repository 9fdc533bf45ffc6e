import DatasafeCore
import FoundationEssentials
import Spawn
import Testing

@testable import Backup

/// One bit in any file of a repository, or a file that is gone: found by the next night, healed, and every night of before restores as it was.
@Suite(.serialized, .timeLimit(.minutes(20))) struct DamageKindsTests {
    /// Another file and another bit in each round; `DATASAFE_ROUNDS` for a night of them.
    private static let rounds = ProcessInfo.processInfo.environment["DATASAFE_ROUNDS"].flatMap { Int($0) } ?? 1

    @Test(
        .enabled("not run: needs restic 0.16 or newer") { try await TestBox.heals(TestBox.engine) },
        arguments: ["data", "index", "snapshots", "keys", "config", "gone data", "gone index"], 1...rounds)
    func `a bit in any kind of file is found and healed, and old nights restore identically`(
        kind: String, round: Int
    ) async throws {
        let box = try TestBox()
        let keeper = try await box.initialised()
        for night in 0..<3 {
            // What only an older state of the database has is healed from nothing; HealTests has that.
            try await box.fill(documents: 6, isListed: !kind.hasSuffix("data"))
            box.pass(hours: 24)
            try await keeper.runNight()
            try await box.keepCopyOfSource("night\(night)")
        }
        let nights = try await keeper.nights(in: .disk(1)).nights.prefix(3).reversed().map(\.id)
        await keeper.endBrowsing()
        let isGone = kind.hasPrefix("gone ")
        let files = box.files(of: isGone ? String(kind.dropFirst(5)) : kind)
        // The lists of an older night are nowhere else: the largest holds documents.
        let file = try #require(
            isGone ? files.max { (Files.bytes($0) ?? 0) < (Files.bytes($1) ?? 0) } : files.randomElement())
        if isGone { Files.remove(file) } else { try box.flipAnyBit(file) }
        box.pass(hours: 24)
        try await keeper.runNight()
        let fact = try box.fact()
        #expect(fact.disks[0].state == "done")
        #expect(fact.runs[0].lost == nil, "\(file)")
        #expect(fact.runs[0].healed == true && fact.disks[0].damages == 1, "\(file)")
        for (night, id) in nights.enumerated() {
            for password in [TestBox.backupKeyText, try await box.boxPassword(keeper, 1)] {
                let out = "\(box.root)/out"
                Files.remove(out)
                let ended = try await box.plain(
                    TestBox.engine, 1, password: password, ["restore", id, "--target", out])
                #expect(ended.succeeded, "\(file): \(ended.lastWords)")
                #expect(try await box.same("\(box.root)/night\(night)", "\(out)\(box.places.source)"), "\(file)")
            }
        }
        let check = try await box.plain(TestBox.engine, 1, password: TestBox.backupKeyText, ["check", "--read-data"])
        #expect(check.succeeded, "\(check.lastWords)")
    }

    @Test(.enabled("not run: needs restic 0.16 or newer") { try await TestBox.heals(TestBox.engine) })
    func `an older night whose lists are gone is gone, and that is said`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 3)
        let keeper = try await box.initialised()
        let lists = try #require(box.files(of: "data").min { (Files.bytes($0) ?? 0) < (Files.bytes($1) ?? 0) })
        try await box.fill(documents: 3)
        box.pass(hours: 24)
        try await keeper.runNight()
        Files.remove(lists)
        box.pass(hours: 24)
        try await keeper.runNight()
        let run = try box.fact().runs[0]
        #expect(run.code == nil && run.healed == true && (run.lost ?? 0) > 0, "\(run)")
        let check = try await box.plain(TestBox.engine, 1, password: TestBox.backupKeyText, ["check", "--read-data"])
        #expect(check.succeeded, "\(check.lastWords)")
    }

    @Test(.enabled("not run: needs restic 0.16 or newer") { try await TestBox.heals(TestBox.engine) })
    func `an older night that has lost files nobody has any more says so for ever`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 3)
        let keeper = try await box.initialised()
        let first = try #require(try await keeper.nights(in: .disk(1)).nights.first)
        let data = try #require(box.files(of: "data").max { (Files.bytes($0) ?? 0) < (Files.bytes($1) ?? 0) })
        try await box.fill(documents: 3)
        Files.remove(data)
        box.pass(hours: 24)
        try await keeper.runNight()
        #expect(try (box.fact().runs[0].lost ?? 0) > 0)
        let nights = try await keeper.nights(in: .disk(1)).nights
        #expect(nights.map(\.isPartial) == [false, true] && nights.last?.at == first.at, "\(nights)")
        // Also of a disk that is away, by a service that was started anew.
        let places = try await box.keeper().keeper.allNights().places
        #expect(places.first { $0.place == .disk(1) }?.nights == nights)
        // And by the script on the disk, with nothing but a shell.
        let old = try #require(nights.last)
        let said = try await box.script(["--list"])
        #expect(said.succeeded && said.text.split(separator: "\n").count { $0.contains("unvollstaendig") } == 1)
        #expect(said.text.contains("\(old.id)  unvollstaendig"), "\(said.text)")
        for (night, isWhole) in [(old, false), (try #require(nights.first), true)] {
            let back = try await box.script(["--night", night.id, "\(box.root)/back-\(night.id)"])
            let words = String(decoding: back.stderr, as: UTF8.self)
            #expect(back.succeeded == isWhole && words.contains("night is incomplete") == !isWhole, "\(words)")
        }
    }

    @Test func `a night whose file is wrong in both places is given up by name, the others stay`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 3)
        let keeper = try await box.initialised()
        box.pass(hours: 24)
        try await keeper.runNight()
        // The newest one too: it is not mistaken for a copy of the disk.
        let newest = try #require(await keeper.targets[1]?.lastSnapshot)
        for folder in ["\(box.places.repository(1))/snapshots", "\(box.places.info(1))/repo-snapshots"] {
            try box.flipAnyBit("\(folder)/\(newest)")
        }
        box.pass(hours: 24)
        try await keeper.runNight()
        #expect(try box.fact().runs[0].lost == 1 && box.fact().runs[0].healed == true)
        #expect(try box.fact().disks[0].nights == 2)
        #expect(Files.names(in: "\(box.places.info(1))/repo-snapshots").count == 2)
    }

    @Test func `a wrong copy is never put in the place of anything, nor a wrong key kept as a copy`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        let copies = "\(box.places.info(1))/repo-keys"
        let names = Files.names(in: copies)
        #expect(names.count == 2)
        for name in names { try box.flipAnyBit("\(copies)/\(name)") }
        box.pass(hours: 24)
        try await keeper.runNight()
        // The copies are what the repository has, again.
        let folder = "\(box.places.repository(1))/keys"
        for name in names {
            let copy = try Data(contentsOf: URL(filePath: "\(copies)/\(name)"))
            #expect(copy == (try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))))
        }
        // The config is wrong too, and so are the copies of the keys: what is good in the repository stays.
        for name in names { try box.flipAnyBit("\(copies)/\(name)") }
        try box.flipAnyBit("\(box.places.repository(1))/config")
        box.pass(hours: 24)
        try await keeper.runNight()
        #expect(try box.fact().disks[0].state == "done")
        // Both wrong: no night is called good on a disk that the backup key no longer opens.
        for name in names { for place in [copies, folder] { try box.flipAnyBit("\(place)/\(name)") } }
        box.pass(hours: 24)
        await #expect(throws: Refusal(.verify, "1")) { try await keeper.runNight() }
    }
}
