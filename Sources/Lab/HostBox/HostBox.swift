import DatasafeCore
import FactFiles
import Guest
import Proc
public import SystemPackage
import Varlink

/// The box's own services on this machine without a box: started by hand below a folder of their own, with a stand-in for
/// the storage service. What a machine takes away by being emulated is not in what they show.
///
/// Made by `open`, ended by `end`; what it starts ends with it.
public actor HostBox {
    /// A verb of the program `datasafe`.
    public enum Service: String, Sendable, CaseIterable {
        case practice, web, backup
    }

    /// What it is made of.
    public struct Plan: Sendable {
        /// The program `datasafe`.
        public var program: FilePath
        /// Emptied at the beginning; everything lies below it, messages in `log`.
        public var folder: FilePath
        /// `rootfs/usr/share/datasafe` of the repository.
        public var share: FilePath
        /// restic for the backup service; nil = the machine's own.
        public var engine: FilePath?
        /// `folder` lies on btrfs: nights are taken from real snapshots, as on a box, not from copies.
        public var hasSnapshots = false

        /// See the properties.
        public init(program: FilePath, folder: FilePath, share: FilePath) {
            self.program = program
            self.folder = folder
            self.share = share
        }
    }

    /// Where HTTPS is answered on loopback.
    public nonisolated let port: Int
    /// The copy the last night was taken from, in place of a snapshot.
    public nonisolated let snapshot: FilePath
    private let plan: Plan
    private let run: FilePath
    private let deeds: DeedClient
    private var children: [Service: ChildProcess] = [:]
    private var standIn: Task<Void, any Error>?

    private init(_ plan: Plan, port: Int) {
        self.plan = plan
        self.port = port
        snapshot = plan.folder.appending("srv/snapshots/current")
        run = plan.folder.appending("run/datasafe")
        deeds = DeedClient(folder: run.string)
    }

    /// Starts stand-in, practice and web. Throws `.missing` without the program, `.file` where Unix sockets have no room
    /// for the path.
    public static func open(_ plan: Plan) async throws -> HostBox {
        guard Files.exists(plan.program) else {
            throw GuestError(.missing, plan.program.string, "build the programs first")
        }
        try Files.remove(plan.folder)
        let box = HostBox(plan, port: try await Ports.free().web)
        // unix(7): 107 bytes and the end.
        guard box.run.appending(ServiceName.practice.socketFile).string.utf8.count <= 107 else {
            throw GuestError(.file, plan.folder.string, "path too long for a Unix socket")
        }
        do {
            try await box.begin()
        } catch {
            await box.end()
            throw error
        }
        return box
    }

    private func begin() async throws {
        for folder in [plan.folder, run, log] { try Files.makeFolder(folder, isPrivate: true) }
        let storage = StorageStandIn(
            root: plan.folder, log: log.appending("stand-in"), hasSnapshots: plan.hasSnapshots, now: { wallTime() })
        if plan.hasSnapshots { try await storage.makeVolume() }
        // Before anybody looks for it.
        try storage.tell()
        // Like a child, it lives between two calls of its owner.
        standIn = Task { try await storage.run() }
        for service in [Service.practice, .web] { try await start(service) }
    }

    private var log: FilePath { plan.folder.appending("log") }

    /// Starts one more of the services.
    public func start(_ service: Service) async throws {
        let options: [String] =
            switch service {
            case .practice: ["practice"]
            case .web:
                [
                    "web", "--address", "127.0.0.1", "--port", "\(port)", "--redirect-port", "0", "--assets",
                    plan.share.appending("web").string,
                ]
            case .backup:
                ["backup", "serve", "--handout", plan.share.appending("backup").string]
                    + (plan.engine.map { ["--engine", $0.string] } ?? [])
            }
        children[service] = try await ChildProcess.start(
            service.rawValue, program: plan.program, arguments: options + ["--root", plan.folder.string],
            log: log.appending(service.rawValue), grace: .seconds(10))
    }

    /// Ends one of the services.
    public func stop(_ service: Service) async { await children.removeValue(forKey: service)?.end() }

    /// Throws `.ended` with the last words of a service that ended by itself.
    public func check() throws {
        for (service, child) in children {
            guard let ending = child.ending else { continue }
            let words = String(decoding: (try? Files.read(log.appending(service.rawValue))) ?? [], as: UTF8.self)
            let last = words.split(separator: "\n").last.map(String.init)
            throw GuestError(.ended, "datasafe \(service)", last ?? ending)
        }
    }

    /// Processor time a service has used so far, with the programs it started that have ended. Throws `.ended`.
    public func processor(of services: Service...) throws -> Duration {
        try services.reduce(.zero) { sum, service in
            guard let child = children[service] else { throw GuestError(.ended, "datasafe \(service)") }
            let use = try ProcessUse(of: child.pid)
            return sum + use.processor + use.endedChildren
        }
    }

    /// What web says of its certificate, for comparing. Throws `.tooLate`.
    public func fingerprint(limit: Duration) async throws -> String {
        let facts = FactFolder(path: run.string, now: { wallTime() })
        return try await waiting(for: "fact of web", limit: limit) { () -> String? in
            try check()
            return facts.read(WebFact.self).fact.flatMap { $0.fingerprint.isEmpty ? nil : $0.fingerprint }
        }
    }

    /// What set-up does at the end of the first day.
    public func createAdministrator(
        user: String, name: String, password: String, practice: String, limit: Duration
    ) async throws {
        let deed = PracticeDeeds.CreateFirstAdministrator(practice: practice, user: user, fullName: name)
        _ = try await ask(deed, secret: Secret(text: password), limit: limit)
    }

    /// Makes the folder that stands for a disk backup disk 1; returns after its first night.
    public func initialiseDisk(limit: Duration) async throws {
        let deed = BackupDeeds.InitialiseDisk(
            deed: "first-night", disk: StorageStandIn.disk, number: 1, confirm: "", user: "")
        _ = try await ask(deed, secret: nil, limit: limit)
    }

    /// A night on disk 1, the first or another: what it used until it was good. Throws `.refused` with its code.
    public func night(isFirst: Bool, limit: Duration) async throws -> NightUse {
        guard let pid = children[.backup]?.pid else { throw GuestError(.ended, "datasafe backup") }
        let facts = FactFolder(path: run.string, now: { wallTime() })
        var watch = NightUseWatch(pid: pid)
        let before = facts.read(BackupFact.self).fact?.disks.first?.nights ?? 0
        let over = Watched(false)
        let asking = Task {
            defer { over.change { $0 = true } }
            if isFirst {
                try await self.initialiseDisk(limit: limit)
            } else {
                _ = try await self.ask(BackupDeeds.RunNow(deed: "night-\(before)", user: ""), secret: nil, limit: limit)
            }
        }
        while !over.now {
            try watch.see(facts.read(BackupFact.self).fact?.running?.step)
            try await Task.sleep(for: .milliseconds(50))
        }
        try await asking.value
        return try watch.use()
    }

    /// Asks as soon as the service listens, at most `limit` later.
    private func ask<Asked: Deed>(_ deed: Asked, secret: Secret?, limit: Duration) async throws -> Asked.Outcome {
        try await waiting(for: "\(Asked.service) to listen", limit: limit) { () -> Asked.Outcome? in
            try check()
            do {
                return try await deeds.ask(deed, secret: secret)
            } catch let error as VarlinkError where error.code == .unreachable {
                return nil
            } catch let refusal as Refusal {
                throw GuestError(.refused, Asked.name, "\(refusal.code) \(refusal.subject)")
            }
        }
    }

    /// Ends everything it started; the second time nothing happens.
    public func end() async {
        for service in Service.allCases.reversed() { await children.removeValue(forKey: service)?.end() }
        standIn?.cancel()
        _ = await standIn?.result
        standIn = nil
    }
}
