import BackupFormats
import DatasafeCore
import FoundationEssentials
import Logging
import Shares
import StateFiles
import Threads

/// The network share: a folder on a server in the practice, open for one run at a time (decision 0052).
extension BackupKeeper {
    /// Tries a share with what a person has typed.
    func tryShare(_ deed: BackupDeeds.TryShare, password: Secret?) async throws -> ShareTrial {
        let (address, user) = try typed(deed.kind, deed.host, deed.port, deed.path, deed.login)
        let login = try password ?? keptLogin(of: user, at: address)
        do {
            let share = try await outsides.shares.open(address, user: user, password: login)
            return try await offload { try Self.trial(share) }
        } catch {
            throw Refusal(BackupFailure(error, at: .share).code)
        }
    }

    private func typed(
        _ kind: ShareAddress.Kind, _ host: String, _ port: Int?, _ path: String, _ login: String?
    ) throws -> (address: ShareAddress, user: ShareUser?) {
        guard let address = ShareAddress(kind: kind, host: host, port: port, path: path) else {
            throw Refusal(.shareAddress)
        }
        guard let login else { return (address, nil) }
        guard let user = ShareUser(typed: login) else { throw Refusal(.shareAddress) }
        return (address, user)
    }

    /// The password that is kept, for the very server and name it was typed for: to no other server it is ever said.
    private func keptLogin(of user: ShareUser?, at address: ShareAddress) throws -> Secret? {
        guard let user, let server = remotes[.share]?.server, server.user == user, server.address.kind == address.kind,
            server.address.host == address.host, server.address.port == address.port
        else { return nil }
        return try passwords.login()
    }

    /// Bytes that are written to see whether that is possible, in files of 1 MiB.
    private static let trialFiles = 8

    /// Writes, reads back, removes. Blocks.
    private static func trial(_ share: any HeldShare) throws -> ShareTrial {
        let hasNights = !boxes(on: share).isEmpty
        let place = "\(share.root)/datasafe-\(UUID().uuidString.lowercased())"
        do {
            try Files.makePrivate(place)
            defer { Files.remove(place) }
            var random = SystemRandomNumberGenerator()
            let start = ContinuousClock.now
            for number in 0..<trialFiles {
                // A server that packs or knows what it has would look faster than it is.
                var content: [UInt8] = []
                while content.count < StateFile.largest {
                    withUnsafeBytes(of: random.next()) { content += $0 }
                }
                let file = StateFile(path: "\(place)/\(number)")
                try file.replace(with: content)
                guard try file.read() == content else { throw BackupFailure(.shareDamaged, "trial \(number)") }
            }
            let seconds = max(0.001, (ContinuousClock.now - start) / .seconds(1))
            let space = Files.space(share.root)
            return ShareTrial(
                free: space?.free, total: space?.total,
                speed: Int64(Double(trialFiles * StateFile.largest) / seconds), hasNights: hasNights)
        } catch let error as StateFileError {
            throw BackupFailure(Self.fault(error.errno), "trial \(error.errno)")
        } catch let error as CocoaError {
            throw BackupFailure(error.code == .fileWriteOutOfSpace ? .shareFull : .shareReadOnly, "\(error)")
        }
    }

    /// Folders of boxes that have backups there. Blocks.
    private static func boxes(on share: any HeldShare) -> [String] {
        Files.names(in: share.root).filter { name in
            name.hasPrefix(ShareServer.prefix) && Files.exists("\(share.root)/\(name)/repo/config")
        }
    }

    /// The share is open, and does not do what it should: who may not write there may still have logged in.
    private static func fault(_ errno: Int32) -> BackupCode {
        let code = BackupCode(shareErrno: errno)
        return code == .shareLogin ? .shareReadOnly : code
    }

    /// Begins to use a share, or goes on with the one in use at another address or with another login.
    func addShare(_ deed: BackupDeeds.AddShare, password: Secret?, _ report: @escaping Report) async throws -> Done {
        let (address, user) = try typed(deed.kind, deed.host, deed.port, deed.path, deed.login)
        return try await holding(Job.initialise, in: .remote(.share)) {
            await endLook(TargetID.share.lookLane)
            let login = try password ?? keptLogin(of: user, at: address)
            // Before anything is written.
            let key = remotes[.share] == nil ? try await backupKey() : nil
            await report(DeedProgress(step: "connect"))
            do {
                let share = try await outsides.shares.open(address, user: user, password: login)
                let scratch = places.beside(for: .share).scratch
                try await offload { try Backup.makeScratch(scratch) }
                var server = ShareServer(
                    address: address, user: user, folder: ShareServer.folder(of: host), policy: deed.policy,
                    answered: outsides.now())
                if let target = remotes[.share] {
                    try await move(target, to: &server, share)
                    try await keepLogin(login)
                } else if let key {
                    let target = try await join(share, &server, key: key)
                    try await keepLogin(login)
                    try await begin(target)
                }
                logger.notice("share in use", metadata: ["kind": "\(address.kind.rawValue)"])
            } catch let refusal as Refusal {
                throw refusal
            } catch {
                throw Refusal(BackupFailure(error, at: .share).code)
            }
            return Done()
        }
    }

    /// Only where the very same repository is: whoever wants another ends this one first.
    private func move(_ target: RemoteTarget, to server: inout ShareServer, _ share: any HeldShare) async throws {
        server.folder = target.server?.folder ?? server.folder
        let folder = ShareFolder(share: share, name: server.folder)
        let access = folder.access(try passwords.password(of: target.repository))
        guard try await engine(for: .share).repositoryID(access) == target.repository else {
            throw Refusal(.shareOther)
        }
        var target = remotes[.share] ?? target
        target.server = server
        // What the old address or login failed at says nothing of the new one.
        (target.code, target.failures) = (nil, 0)
        try await ledger.save(target)
        remotes[.share] = target
        publish()
    }

    private func keepLogin(_ login: Secret?) async throws {
        let passwords = passwords
        try await offload { try passwords.put(login: login) }
    }

    /// This box's folder, made or gone on with; or one of another box whose backup key is plugged in.
    private func join(_ share: any HeldShare, _ server: inout ShareServer, key: Secret) async throws -> RemoteTarget {
        let own = server.folder
        let boxes = try await offload { Self.boxes(on: share) }
        let strange = try await strangeKey()
        let isThere = boxes.contains(own)
        if !isThere, let strange {
            for name in boxes {
                let way = ShareFolder(share: share, name: name).access(strange)
                guard try await firstOpened(engine(for: .share), [way]) != nil else { continue }
                server.folder = name
                break
            }
        }
        let folder = ShareFolder(share: share, name: server.folder)
        try await offload { try Files.makePrivate(folder.path) }
        var target = try await join(
            .share, key: key, strange: strange, isThere: isThere || server.folder != own, at: folder.access)
        target.server = server
        target.plan = .share
        try await describe(target, folder)
        return target
    }

    /// What lies open beside the repository: how to restore, copies of the small files.
    private func describe(_ target: RemoteTarget, _ folder: ShareFolder) async throws {
        let record = DiskRecord(target: target, box: host, plan: plan, auditLines: 0, auditHead: "")
        let partition = InfoPartition(folder: folder.info, places: places, logger: logger)
        _ = try await offload { try partition.refresh(repository: folder.repository, record: record) }
        for kind in AddressedFiles.Kind.allCases {
            try await AddressedFiles(
                kind: kind, repository: folder.repository, info: folder.info, logger: logger
            ).keep()
        }
        try await engine.sync(folder.path)
    }

    /// Records what protects the nights there.
    func answerShare(_ deed: BackupDeeds.AnswerShare) async throws -> Done {
        guard var target = remotes[.share], target.server != nil else { throw Refusal(.night, TargetID.share.text) }
        target.server?.policy = deed.policy
        target.server?.answered = outsides.now()
        try await ledger.save(target)
        // A run that went on meanwhile has changed the rest.
        remotes[.share]?.server = target.server
        publish()
        return Done()
    }

    // MARK: Use

    /// Opens the folder of a share that is in use.
    private func open(_ server: ShareServer) async throws -> ShareFolder {
        let login = try server.user == nil ? nil : passwords.login()
        let share = try await outsides.shares.open(server.address, user: server.user, password: login)
        return ShareFolder(share: share, name: server.folder)
    }

    /// A night onto the share; as onto a disk, because the box may thin out and heal there.
    func night(
        of target: RemoteTarget, at server: ShareServer, cause: String, _ report: @escaping Report
    ) async throws -> NightOutcome<RemoteTarget> {
        // Before a snapshot is made: the server may be off for days.
        let folder = try await open(server)
        let places = places.beside(for: .share)
        try await offload { try Backup.makeScratch(places.scratch) }
        guard try await offload({ Files.exists("\(folder.repository)/config") || Files.exists(folder.info) }) else {
            throw BackupFailure(.shareOther, "nothing there")
        }
        let night = try await snapshot(at: .share)
        var plan = plan
        plan.keep = target.plan.keep ?? .usual
        let run = NightRun(
            outsides: outsides, places: places, engine: engine(for: .share), seat: .share(folder),
            access: folder.access(try passwords.password(of: target.repository)), target: target, night: night,
            host: target.host ?? host, cause: cause, plan: plan
        ) { progress in
            await self.show(progress, of: .share)
            await report(progress)
        }
        return try await run.run()
    }

    /// The nights on the share, open for looking through.
    func browse(_ target: RemoteTarget, at server: ShareServer) async throws -> Browsing {
        do {
            let folder = try await open(server)
            let (engine, places) = (engine(for: .share), places.beside(for: .share))
            try await offload { try Backup.makeScratch(places.scratch) }
            let access = folder.access(try passwords.password(of: target.repository))
            try await engine.unlock(access)
            let snapshots = try await engine.snapshots(access)
            let open = Browsing(
                place: .target(.share), share: folder.share,
                source: DiskNights(engine: engine, access: access, source: places.source),
                nights: [Night](snapshots), used: outsides.now())
            looks[TargetID.share.lookLane] = open
            await keep(open.nights, of: .share)
            return open
        } catch {
            throw Refusal(BackupFailure(error, at: .share).code, TargetID.share.text)
        }
    }
}
