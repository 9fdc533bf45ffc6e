import FoundationEssentials
import Guest
import SystemPackage
import Testing

@testable import HostBox

@Suite("The services on this machine", .serialized, .timeLimit(.minutes(5))) struct HostBoxTests {
    /// The programs lie beside the tests.
    static let programs = FilePath(
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/"
    ).removingLastComponent()

    /// Folders of the repository, seen from this test.
    private static let share = FilePath(
        #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined() + "/rootfs/usr/share/datasafe")

    private static func with(
        _ program: FilePath = programs.appending("datasafe"), _ body: (HostBox.Plan) async throws -> Void
    ) async throws {
        let folder = FilePath("/tmp/datasafe-here-\(UInt64.random(in: 0 ... .max))")
        defer { try? Files.remove(folder) }
        try await body(HostBox.Plan(program: program, folder: folder, share: share))
    }

    /// Programs of this box that run now, by the root they were given.
    private static func running(_ plan: HostBox.Plan) -> Int {
        Files.names(in: "/proc").count { name in
            guard Int32(name) != nil,
                let words = try? Files.read(FilePath("/proc/\(name)/cmdline"))
            else { return false }
            return words.split(separator: 0).contains { $0.elementsEqual(plan.folder.string.utf8) }
        }
    }

    @Test func `they answer, and end with it`() async throws {
        try await Self.with { plan in
            let box = try await HostBox.open(plan)
            do {
                try await Self.use(box, plan)
            } catch {
                await box.end()
                throw error
            }
            await box.end()
            #expect(Self.running(plan) == 0)
            await #expect(throws: GuestError(.ended, "datasafe web")) { try await box.processor(of: .web) }
            await box.end()
        }
    }

    private static func use(_ box: HostBox, _ plan: HostBox.Plan) async throws {
        let limit = Duration.seconds(60)
        try await box.createAdministrator(
            user: "probe", name: "Petra Probe", password: "Segel-Kamin-Falke-355", practice: "Bench", limit: limit)
        // Once, while there is no user.
        await #expect(throws: GuestError(.refused, "CreateFirstAdministrator")) {
            try await box.createAdministrator(
                user: "probe2", name: "Petra", password: "Segel-Kamin-Falke-355", practice: "Bench", limit: limit)
        }
        #expect(try await box.fingerprint(limit: limit).split(separator: ":").count == 32)
        #expect(running(plan) == 2)
        let fact = String(decoding: try Files.read(plan.folder.appending("run/datasafe/storage.json")), as: UTF8.self)
        #expect(fact.contains(#""version":"stand-in""#) && fact.contains(#""state":"open""#))

        try await box.check()
        // Hashing a password and making a certificate takes more than a tick.
        for service in [HostBox.Service.web, .practice] { #expect(try await box.processor(of: service) > .zero) }
        await #expect(throws: GuestError(.ended, "datasafe backup")) { try await box.processor(of: .web, .backup) }
        // Nobody else of this machine looks in.
        let facts = try FileManager.default.attributesOfItem(atPath: plan.folder.string)
        #expect(facts[.posixPermissions] as? Int == 0o700)
    }

    @Test func `a night is seen from beside it`() async throws {
        try await Self.with { plan in
            let box = try await HostBox.open(plan)
            do {
                let limit = Duration.seconds(120)
                try await box.createAdministrator(
                    user: "probe", name: "Petra Probe", password: "Segel-Kamin-Falke-355", practice: "Bench",
                    limit: limit)
                await box.stop(.web)
                await box.stop(.practice)
                try await HostDatabase.make(at: plan.folder.appending("srv/data/practice/large.sqlite"), megabytes: 2)
                await #expect(throws: GuestError(.ended, "datasafe backup")) {
                    try await box.night(isFirst: true, limit: limit)
                }
                try await box.start(.backup)
                for isFirst in [true, false] {
                    try await HostDatabase.change(
                        at: plan.folder.appending("srv/data/practice/large.sqlite"), every: 100)
                    let night = try await box.night(isFirst: isFirst, limit: limit)
                    #expect(night.engine > .zero && night.backupStep > .zero)
                    #expect(night.backupStep < night.own + night.engine)
                    #expect((20_000_000..<1_000_000_000).contains(night.peakBytes), "\(night.peakBytes)")
                }
            } catch {
                await box.end()
                throw error
            }
            await box.end()
        }
    }

    @Test func `what cannot begin says why and leaves nothing`() async throws {
        try await Self.with("/nowhere/datasafe") { plan in
            await #expect(throws: GuestError(.missing, "/nowhere/datasafe")) { _ = try await HostBox.open(plan) }
        }
        try await Self.with { plan in
            var plan = plan
            plan.folder.append(String(repeating: "x", count: 80))
            await #expect(throws: GuestError(.file, plan.folder.string)) { _ = try await HostBox.open(plan) }
        }
        try await Self.with("/bin/false") { plan in
            let box = try await HostBox.open(plan)
            await #expect(throws: GuestError.self) {
                try await box.createAdministrator(
                    user: "a", name: "A", password: "b", practice: "c", limit: .seconds(20))
            }
            let failure = try await waiting(for: "end of a service", limit: .seconds(20)) { () -> GuestError? in
                do { try await box.check() } catch { return error as? GuestError }
                return nil
            }
            #expect(failure.code == .ended && failure.what.hasPrefix("datasafe "))
            await box.end()
        }
    }

    @Test("The root is the whole path of a folder that is there", arguments: ["box", "/nowhere/box", "/dev/null/box"])
    func root(folder: String) async throws {
        let log = FilePath("/tmp/datasafe-here-\(UInt64.random(in: 0 ... .max)).log")
        defer { try? Files.remove(log) }
        let child = try await ChildProcess.start(
            "datasafe", program: Self.programs.appending("datasafe"), arguments: ["practice", "--root", folder],
            log: log, grace: nil)
        #expect(try await child.ended(within: .seconds(20)).contains("64"))
        #expect(String(decoding: try Files.read(log), as: UTF8.self).contains("--root takes"))
    }
}
