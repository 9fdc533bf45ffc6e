import DatasafeCore
import FoundationEssentials
import Shares
import Spawn
import Synchronization
import Testing

@testable import Backup

/// Nights to a network share.
@Suite(.timeLimit(.minutes(10))) struct ShareTests {
    static let address = at("//nas/Sicherung")

    static func at(_ typed: String) -> ShareAddress {
        guard let address = ShareAddress(typed: typed) else { preconditionFailure(typed) }
        return address
    }

    static let user = ShareUser(typed: "backup")

    /// A box with documents and a server that lets it in.
    func ready() async throws -> (box: TestBox, keeper: BackupKeeper) {
        // Keys that open fast: each verb of the engine opens the repository.
        let box = try TestBox(hindrance: .slowMachine)
        try await box.fill(documents: 20, bytes: 8_000)
        try Files.makePrivate(box.shares.folder(Self.address))
        return (box, try await box.keeper().keeper)
    }

    func add(
        _ keeper: BackupKeeper, _ address: ShareAddress = address, password: String? = "geheim",
        policy: SharePolicy = .own
    ) async throws {
        let deed = BackupDeeds.AddShare(deed: "a", address: address, login: Self.user, policy: policy, user: "u")
        _ = try await keeper.addShare(deed, password: password.map { Secret(text: $0) }) { _ in }
    }

    func fact(_ box: TestBox) throws -> RemoteFact { try #require(try box.fact().remotes.first) }

    func folder(_ box: TestBox) -> String { "\(box.shares.folder(Self.address))/Datasafe-0badcafe" }

    func pass(_ box: TestBox, _ keeper: BackupKeeper) async throws {
        box.pass(hours: 26)
        await keeper.runRemotesWhenDue()
    }

    /// Plain restic with a password on its standard input.
    func plain(_ box: TestBox, _ password: String, _ arguments: [String]) async throws -> Ended {
        try await Spawn.run(
            Program(
                path: box.engine,
                arguments: ["--repo", "\(folder(box))/repo", "--no-cache", "--password-file", "/dev/stdin"] + arguments,
                input: .bytes(Array(password.utf8)), timeout: .seconds(120)))
    }

    @Test func `set up with the key, the first night follows, both passwords open it, and the way back lies beside it`()
        async throws
    {
        let (box, keeper) = try await ready()
        try await add(keeper)
        #expect(try fact(box).lastNight == nil && fact(box).server?.address == Self.address)
        await keeper.runRemotesWhenDue()
        let share = try fact(box)
        #expect(share.nights == 1 && share.code == nil && share.running == nil && share.freePercent != nil)
        #expect(try box.fact().runs.first?.cause == "first" && box.fact().certificates.first?.target == .share)
        // It stands in the practice: no copy that is away.
        #expect(try box.fact().offsiteHours == nil)
        for password in [
            TestBox.backupKeyText,
            try PasswordShelf(places: box.places).password(of: #require(await keeper.remotes[.share]).repository)
                .withBytes { String(decoding: $0, as: UTF8.self) },
        ] {
            let ended = try await plain(box, password, ["check", "--read-data"])
            #expect(ended.succeeded, "\(ended.lastWords)")
        }
        // Closed when nobody needs it.
        #expect(box.shares.state.withLock { $0.held } == 0)
        // By what lies there, as a technician would.
        let script = "\(folder(box))/Wiederherstellen/restore.sh"
        var restore = Program(
            path: "/bin/sh", arguments: [script, "--type", "\(box.root)/zurueck"],
            environment: ["PATH": "/usr/bin:/bin", "HOME": box.root], timeout: .seconds(120))
        restore.input = .bytes(Array("\(TestBox.backupKeyText)\n".utf8))
        let ended = try await Spawn.run(restore)
        #expect(ended.succeeded, "\(ended.lastWords)")
        // The next night adds one, not twice in one night.
        await keeper.runRemotesWhenDue()
        #expect(try fact(box).nights == 1)
        try await pass(box, keeper)
        #expect(try fact(box).nights == 2 && box.fact().runs.first?.cause == "timer")
    }

    @Test func `a share is tried before it is used, and nothing stays there`() async throws {
        let (box, keeper) = try await ready()
        let deed = BackupDeeds.TryShare(address: Self.address, login: Self.user)
        let trial = try await keeper.tryShare(deed, password: Secret(text: "geheim"))
        #expect(trial.speed > 0 && trial.free != nil && !trial.hasNights)
        #expect(Files.names(in: box.shares.folder(Self.address)).isEmpty)
        await #expect(throws: Refusal(.shareLogin)) {
            _ = try await keeper.tryShare(deed, password: Secret(text: "falsch"))
        }
        let elsewhere = BackupDeeds.TryShare(
            address: Self.at("//nas/anders"), login: Self.user)
        await #expect(throws: Refusal(.shareName)) {
            _ = try await keeper.tryShare(elsewhere, password: Secret(text: "geheim"))
        }
        try await add(keeper)
        // The password that is kept is for the one who has it already, and for that server only.
        #expect(try await keeper.tryShare(deed, password: nil).hasNights)
        let stranger = BackupDeeds.TryShare(
            address: Self.at("//fremd/Sicherung"), login: Self.user)
        try Files.makePrivate(box.shares.folder(Self.at("//fremd/Sicherung")))
        await #expect(throws: Refusal(.shareLogin)) { _ = try await keeper.tryShare(stranger, password: nil) }
    }

    @Test(arguments: [
        (ShareError(code: 13, what: "t"), BackupCode.shareLogin), (ShareError(code: 113, what: "t"), .shareAway),
        (ShareError(code: 6, isResolved: false, what: "t"), .shareUnknown),
        (ShareError(code: 2, what: "t"), .shareName),
    ])
    func `a share that cannot be opened is said, and nothing is begun`(error: ShareError, code: BackupCode) async throws
    {
        let (box, keeper) = try await ready()
        box.shares.state.withLock { $0.error = error }
        await #expect(throws: Refusal(code)) { try await add(keeper) }
        await keeper.publish()
        #expect(try box.fact().remotes.isEmpty && Files.names(in: box.shares.folder(Self.address)).isEmpty)
        box.shares.state.withLock { $0.error = nil }
        box.storage.state.withLock { $0.keyIsPlugged = false }
        await #expect(throws: Refusal(.keyMissing)) { try await add(keeper) }
        #expect(Files.names(in: box.shares.folder(Self.address)).isEmpty)
    }

    @Test func `a server that is away for days is a night that is late, and disks do not mind`() async throws {
        let (box, keeper) = try await ready()
        try await add(keeper)
        await keeper.runRemotesWhenDue()
        box.shares.state.withLock { $0.error = ShareError(code: 113, what: "t") }
        for day in 1...4 {
            try await pass(box, keeper)
            #expect(try fact(box).code == "BAK-SHARE-AWAY" && fact(box).failures == day, "\(day)")
        }
        // Within the night it is tried again, sooner at first.
        box.clock.now.withLock { $0 = $0.adding(seconds: 3_700) }
        await keeper.runRemotesWhenDue()
        #expect(try fact(box).failures == 5)
        #expect(!Files.exists("\(box.places.snapshots)/current"))
        box.shares.state.withLock { $0.error = nil }
        try await pass(box, keeper)
        #expect(try fact(box).code == nil && fact(box).nights == 2 && fact(box).failures == 0)
    }

    @Test func `wrong bytes there are healed, with the old nights`() async throws {
        let (box, keeper) = try await ready()
        guard try await TestBox.heals(box.engine) else { return }
        try await add(keeper)
        await keeper.runRemotesWhenDue()
        let packs = Files.names(in: "\(folder(box))/repo/data").flatMap { shelf in
            Files.names(in: "\(folder(box))/repo/data/\(shelf)").map { "\(folder(box))/repo/data/\(shelf)/\($0)" }
        }
        try box.flip(try #require(packs.max { (Files.bytes($0) ?? 0) < (Files.bytes($1) ?? 0) }))
        try await pass(box, keeper)
        let run = try #require(try box.fact().runs.first)
        #expect(run.healed == true && run.code == nil && run.lost == nil, "\(run)")
        #expect(try fact(box).damages == 1)
        // The day's data stand there once, though they were backed up twice.
        #expect(try fact(box).nights == 2)
        #expect(try await plain(box, TestBox.backupKeyText, ["check", "--read-data"]).succeeded)
    }

    @Test func `an older state of the server is gone on with, a share that was emptied is not`() async throws {
        let (box, keeper) = try await ready()
        try await add(keeper)
        await keeper.runRemotesWhenDue()
        try FileManager.default.copyItem(atPath: folder(box), toPath: "\(box.root)/old")
        try await pass(box, keeper)
        Files.remove(folder(box))
        try FileManager.default.moveItem(atPath: "\(box.root)/old", toPath: folder(box))
        try await pass(box, keeper)
        #expect(try box.fact().runs.first?.lost == 1 && fact(box).nights == 2 && fact(box).code == nil)
        Files.remove(folder(box))
        try await pass(box, keeper)
        #expect(try fact(box).code == "BAK-SHARE-OTHER")
        // Nobody begins anew by himself where a practice believes its nights to be.
        #expect(Files.names(in: box.shares.folder(Self.address)).isEmpty)
    }

    @Test func `another address or password for the same nights; never for others`() async throws {
        let (box, keeper) = try await ready()
        try await add(keeper)
        await keeper.runRemotesWhenDue()
        box.shares.state.withLock { $0.password = "neu" }
        try await pass(box, keeper)
        #expect(try fact(box).code == "BAK-SHARE-LOGIN")
        // Not before the next night: a server locks who tries too often.
        box.clock.now.withLock { $0 = $0.adding(seconds: 3_700) }
        await keeper.runRemotesWhenDue()
        #expect(try fact(box).failures == 1)
        // The stick is locked away again, and not needed.
        box.storage.state.withLock { $0.keyIsPlugged = false }
        try await add(keeper, password: "neu")
        #expect(try fact(box).code == nil)
        try await pass(box, keeper)
        #expect(try fact(box).nights == 2)
        let moved = Self.at("//10.0.0.7/Sicherung")
        try Files.makePrivate(box.shares.folder(moved))
        await #expect(throws: Refusal(.shareOther)) { try await add(keeper, moved, password: "neu") }
        Files.remove(box.shares.folder(moved))
        try FileManager.default.moveItem(
            atPath: box.shares.folder(Self.address), toPath: box.shares.folder(moved))
        try await add(keeper, moved, password: "neu")
        try await pass(box, keeper)
        #expect(try fact(box).nights == 3 && fact(box).server?.address == moved)
    }

    @Test func `nights come back from there; who looks holds it open for a while`() async throws {
        let (box, keeper) = try await ready()
        try await add(keeper)
        await keeper.runRemotesWhenDue()
        let night = try #require(try await keeper.nights(in: .target(.share)).nights.first)
        #expect(box.shares.state.withLock { $0.held } == 1)
        box.miss(shelves: 3)
        let outcome = try await keeper.restore(
            BackupDeeds.RestoreEntry(
                deed: "r", place: .target(.share), night: night.id, kind: "folder", id: 1, user: "u")
        ) { _ in }
        #expect(outcome.documents == 1)
        let (blobs, taken) = box.storage.state.withLock { ($0.blobs, $0.taken) }
        for blob in blobs { #expect(taken.contains { $0.contains(blob.sha256) }, "\(blob.sha256)") }
        // A night does not wait for who has gone away from the page.
        try await pass(box, keeper)
        #expect(try fact(box).nights == 2)
        await keeper.tidy()
        #expect(box.shares.state.withLock { $0.held } == 0)
    }

    @Test func `its plan, its answer and its end`() async throws {
        let (box, keeper) = try await ready()
        try await add(keeper, policy: .open)
        await keeper.runRemotesWhenDue()
        let plan = RemotePlan(minute: 23 * 60, dayLimit: nil, nightLimit: nil, keep: .short)
        _ = try await keeper.choose(BackupDeeds.ChooseRemotePlan(deed: "p", target: .share, plan: plan, user: "u"))
        box.pass(hours: 24 * 181)
        _ = try await keeper.answerShare(BackupDeeds.AnswerShare(deed: "q", policy: .kept, user: "u"))
        let again = try await box.keeper().keeper
        await again.publish()
        let share = try fact(box)
        #expect(share.plan == plan && share.server?.policy == .kept && share.server?.answered == box.outsides.now())
        await #expect(throws: Refusal(.otherLastNight)) { _ = try await keeper.drop(.share) }
        try await InitialisedDisk.unpack(into: box)
        try await box.initialise(keeper, 2)
        _ = try await keeper.drop(.share)
        #expect(try box.fact().remotes.isEmpty && Files.exists("\(folder(box))/repo/config"))
        #expect(try PasswordShelf(places: box.places).login() == nil)
        // What is there is gone on with when somebody comes back.
        try await add(keeper)
        await keeper.runRemotesWhenDue()
        #expect(try fact(box).nights >= 1)
    }
}
