import DatasafeCore
import FoundationEssentials
import Spawn
import Synchronization
import Testing

@testable import Backup

/// Nights to the online service, with the server the vendor runs.
@Suite(.serialized, .enabled(if: TestVault.isHere), .timeLimit(.minutes(10))) struct OnlineTests {
    /// A box with documents and a vault that lets it in.
    func ready() async throws -> (box: TestBox, vault: TestVault, keeper: BackupKeeper) {
        // Keys that open fast: each verb of the engine opens the repository.
        let box = try TestBox(hindrance: .slowMachine)
        try await box.fill(documents: 20, bytes: 8_000)
        let vault = try await TestVault(box)
        return (box, vault, try await box.keeper().keeper)
    }

    func remote(_ box: TestBox) throws -> RemoteFact { try #require(try box.fact().remotes.first) }

    /// The next night's moment has passed.
    func pass(_ box: TestBox, _ keeper: BackupKeeper) async throws {
        box.pass(hours: 26)
        await keeper.runRemotesWhenDue()
    }

    @Test func `set up with the key, the first night follows, and both passwords open it`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        #expect(try remote(box).lastNight == nil && box.fact().uplinkLimit == nil)
        await keeper.runRemotesWhenDue()
        let fact = try remote(box)
        #expect(fact.nights == 1 && fact.code == nil && fact.running == nil && fact.lastFullRead != nil)
        #expect(fact.lastSuccess == box.outsides.now())
        // It is a copy that is not at the box, and has been tried.
        #expect(try box.fact().offsiteHours == 0)
        let certificate = try #require(try box.fact().certificates.first)
        #expect(certificate.target == .online && certificate.databases == 1 && certificate.files == 22)
        #expect(try box.fact().runs.first?.cause == "first")
        for password in [
            TestBox.backupKeyText,
            try await keeper.access(to: #require(await keeper.remotes[.online])).password.withBytes {
                String(decoding: $0, as: UTF8.self)
            },
        ] {
            let ended = try await plain(box, password, ["check", "--read-data"])
            #expect(ended.succeeded, "\(ended.lastWords)")
        }
        // Not twice in one night; the next night adds one.
        await keeper.runRemotesWhenDue()
        #expect(try remote(box).nights == 1)
        try await pass(box, keeper)
        #expect(try remote(box).nights == 2 && box.fact().runs.first?.cause == "timer")
        await vault.stop()
    }

    @Test func `nights come back from there, while a disk is away`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        let night = try #require(try await keeper.nights(in: .target(.online)).nights.first)
        #expect(night.at.seconds == (try remote(box).lastNight?.seconds))
        box.miss(shelves: 3)
        let outcome = try await keeper.restore(
            BackupDeeds.RestoreEntry(
                deed: "r", place: .target(.online), night: night.id, kind: "folder", id: 1, user: "u")
        ) { _ in }
        #expect(outcome.documents == 1)
        let blobs = box.storage.state.withLock { $0.blobs }
        let taken = box.storage.state.withLock { $0.taken }
        for blob in blobs { #expect(taken.contains { $0.contains(blob.sha256) }, "\(blob.sha256)") }
        await vault.stop()
    }

    @Test func `what a power cut ended is owed, and what was sent is not sent again`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        try await box.fill(documents: 60, bytes: 400_000)
        let running = Task { try await keeper.runRemote(.online, cause: "person") { _ in } }
        try await box.wait("packs") { vault.files("data").count > 1 }
        running.cancel()
        _ = try? await running.value
        #expect(try remote(box).code == "BAK-REMOTE-BROKEN")
        // The service, as if it had been killed: what it had noted is that it was at it.
        var target = try #require(await keeper.remotes[.online])
        (target.isRunning, target.code, target.failures) = (true, nil, 0)
        try await keeper.ledger.save(target)
        let again = try await box.keeper().keeper
        #expect(try remote(box).code == "BAK-REMOTE-BROKEN" && remote(box).failures == 1)
        box.clock.now.withLock { $0 = $0.adding(seconds: 700) }
        await again.runRemotesWhenDue()
        #expect(try remote(box).nights == 1 && remote(box).code == nil)
        try await expectSame(box)
        await vault.stop()
    }

    @Test func `a set-up that was cut off is finished by the next one`() async throws {
        let (box, vault, keeper) = try await ready()
        let password = Secret.boxPassword()
        try PasswordShelf(places: box.places).put(password, of: "joining-online")
        let text = password.withBytes { String(decoding: $0, as: UTF8.self) }
        #expect(try await plain(box, text, ["init"]).succeeded)
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        #expect(try remote(box).nights == 1)
        #expect(try await plain(box, TestBox.backupKeyText, ["snapshots"]).succeeded)
        #expect(!Files.exists(box.places.password("joining-online")))
        await vault.stop()
    }

    @Test func `wrong bytes there are found and told; an older state of the store too`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        try FileManager.default.copyItem(atPath: vault.folder, toPath: "\(box.root)/old")
        try await pass(box, keeper)
        #expect(try remote(box).nights == 2)
        await vault.stop()
        Files.remove(vault.folder)
        try FileManager.default.moveItem(atPath: "\(box.root)/old", toPath: vault.folder)
        try await vault.start()
        try await pass(box, keeper)
        #expect(try box.fact().runs.first?.lost == 1 && remote(box).nights == 2 && remote(box).damages == 1)
        try vault.harm()
        try await pass(box, keeper)
        #expect(try remote(box).code == "BAK-REMOTE-DAMAGED" && remote(box).damages == 2)
        await vault.stop()
    }

    @Test func `a full store is said at once, older nights stay, and more room is enough`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        try await box.fill(documents: 40, bytes: 400_000)
        await vault.stop()
        try await vault.start(bytes: 4_000_000)
        let began = ContinuousClock.now
        try await pass(box, keeper)
        #expect(try remote(box).code == "BAK-QUOTA" && remote(box).nights == 1)
        // The engine by itself would try for a quarter of an hour.
        #expect(ContinuousClock.now - began < .seconds(60))
        // The killed engine's lock is still there; the next run takes it away.
        #expect(try await plain(box, TestBox.backupKeyText, ["check", "--read-data", "--no-lock"]).succeeded)
        await vault.stop()
        try await vault.start()
        box.clock.now.withLock { $0 = $0.adding(seconds: 700) }
        await keeper.runRemotesWhenDue()
        #expect(try remote(box).code == nil && remote(box).nights == 2)
        try await expectSame(box)
        await vault.stop()
    }

    @Test func `a plan is chosen, kept and held`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        let plan = RemotePlan(minute: 23 * 60, dayLimit: 1_000_000, nightLimit: 5_000_000)
        _ = try await keeper.choose(
            BackupDeeds.ChooseRemotePlan(deed: "p", target: .online, plan: plan, user: "u"))
        #expect(try remote(box).plan == plan && box.fact().uplinkLimit == 5_000_000)
        for bad in [RemotePlan(minute: 600), RemotePlan(dayLimit: 7), RemotePlan(nightLimit: -1)] {
            await #expect(throws: Refusal(.time)) {
                _ = try await keeper.choose(
                    BackupDeeds.ChooseRemotePlan(deed: "p", target: .online, plan: bad, user: "u"))
            }
        }
        let again = try await box.keeper().keeper
        await again.publish()
        #expect(try remote(box).plan == plan && remote(box).nights == 1)
        await vault.stop()
    }

    @Test func `its end leaves the nights there, and is refused while they are the last`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        await #expect(throws: Refusal(.otherLastNight)) { _ = try await keeper.drop(.online) }
        try await InitialisedDisk.unpack(into: box)
        try await box.initialise(keeper, 2)
        let snapshots = vault.files("snapshots")
        _ = try await keeper.drop(.online)
        #expect(try box.fact().remotes.isEmpty && vault.files("snapshots") == snapshots)
        await #expect(throws: Refusal(.night, "online")) { _ = try await keeper.nights(in: .target(.online)) }
        await vault.stop()
    }

    @Test func `a clock that was a year ahead silences no night`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        let year: Int64 = 365 * 24
        box.pass(hours: year)
        await keeper.runRemotesWhenDue()
        box.pass(hours: -year)
        await keeper.runRemotesWhenDue()
        #expect(try remote(box).nights == 1)
        try await pass(box, keeper)
        #expect(try remote(box).nights == 2)
        await vault.stop()
    }

    @Test func `its end calls an upload off`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        try await box.fill(documents: 60, bytes: 400_000)
        let running = Task { try await keeper.runRemote(.online, cause: "person") { _ in } }
        try await box.wait("packs") { !vault.files("data").isEmpty }
        _ = try await keeper.drop(.online)
        await #expect(throws: Refusal.self) { _ = try await running.value }
        #expect(try box.fact().remotes.isEmpty && box.fact().runs.first?.code == "BAK-REMOTE-BROKEN")
        // The server is one of restic's too.
        #expect(try await box.engines().filter { $0.line.contains("--password-file") }.isEmpty)
        await vault.stop()
    }

    // MARK: Plain restic

    /// As a technician would start it, with the password on its standard input.
    func plain(_ box: TestBox, _ password: String, _ arguments: [String]) async throws -> Ended {
        try await Spawn.run(
            Program(
                path: box.engine,
                arguments: ["--repo", box.places.repository(.online), "--no-cache", "--password-file", "/dev/stdin"]
                    + arguments,
                input: .bytes(Array(password.utf8)), timeout: .seconds(120)))
    }

    /// The newest night there is today's data, byte for byte.
    func expectSame(_ box: TestBox) async throws {
        let ended = try await plain(box, TestBox.backupKeyText, ["restore", "latest", "--target", "\(box.root)/out"])
        #expect(ended.succeeded, "\(ended.lastWords)")
        let source = box.places.beside(for: .online).source
        #expect(try await box.same("\(box.root)/out\(source)", source))
        #expect(Files.names(in: "\(source)/practice/blobs").count > 1)
    }
}
