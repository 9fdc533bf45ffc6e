import DatasafeCore
public import HubStore
public import Logging
import Seal
public import ServiceLifecycle
import Threads
public import Wire

/// The vendor's side of the online backup (decision 0047): takes the connections of booked boxes and leads each to its own
/// store. It knows a box by the key of its certificate, and does not look at what goes through.
public struct Vault: Service {
    private let store: HubStore
    private let settings: VaultSettings
    private let identity: WireIdentity
    private let log: Logger
    private let onRunning: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - store: the hub's; bookings are read from it.
    ///   - identity: the hub's, because its key is the one that boxes trust.
    ///   - onRunning: told the port once it listens.
    public init(
        store: HubStore, settings: VaultSettings, identity: WireIdentity, log: Logger,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.store = store
        self.settings = settings
        self.identity = identity
        self.log = log
        self.onRunning = onRunning
    }

    /// Serves until it is cancelled or shut down in order; then every connection is closed and every program ended.
    public func run() async throws {
        try await serve(VaultCellar(settings: settings, log: log))
    }

    func serve(_ cellar: VaultCellar) async throws {
        let (store, log) = (store, log)
        let gate = WireGate(
            identity: identity, host: settings.host, port: settings.port,
            place: { key in
                do {
                    guard let grant = try await store.vaultGrant(ofKey: Fingerprint(of: key).hex) else {
                        log.notice("vault refused", metadata: ["why": "not booked"])
                        return nil
                    }
                    return await cellar.place(for: grant)
                } catch {
                    log.error("store", metadata: ["error": "\(error)"])
                    return nil
                }
            }, left: { await cellar.left($0) })
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await cellar.run() }
                group.addTask { try await gate.run(onRunning: onRunning) }
                group.addTask { await look(cellar) }
                group.addTask { await scrub() }
                // None of them ends by itself.
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func look(_ cellar: VaultCellar) async {
        let stores = VaultStores(folder: settings.store)
        var expired: Instant?
        while !Task.isCancelled {
            do {
                let now = settings.now()
                if expired.map({ abs(now.seconds(since: $0)) >= 3600 }) ?? true {
                    expired = now
                    try await offload { try stores.expire(now: now) }
                }
                let grants = try await store.vaultGrants()
                await cellar.tidy(grants)
                try await openWindows(grants)
            } catch {
                log.error("look", metadata: ["error": "\(error)"])
            }
            try? await Task.sleep(for: settings.look)
        }
    }

    /// Reads every store through, one after the other, week by week.
    private func scrub() async {
        while !Task.isCancelled {
            do {
                for device in try await devicesToScrub() { try await scrub(device) }
            } catch {
                if !(error is CancellationError) { log.error("scrub", metadata: ["error": "\(error)"]) }
            }
            try? await Task.sleep(for: settings.look)
        }
    }

    private func devicesToScrub() async throws -> [String] {
        guard let days = settings.scrubEvery else { return [] }
        let (stores, now) = (VaultStores(folder: settings.store), settings.now())
        let known = try await store.vaultReadings()
        return try await offload { stores.devices() }.filter { device in
            guard let last = known[device] else { return false }
            // One of the future is one of a clock that was wrong.
            return last.map { $0 > now || now.seconds(since: $0) >= Int64(days) * 86_400 } ?? true
        }
    }

    private func scrub(_ device: String) async throws {
        let scrub = VaultScrub(folder: settings.store, pause: settings.scrubPause, now: settings.now())
        let report = try await scrub.run(device)
        let now = settings.now()
        // A vendor who opens windows by hand only opens this one by hand as well.
        let heals = report.aside > 0 && settings.openEvery != nil
        let isOpened = try await store.vaultWasRead(
            device: device, wrong: report.aside + report.unreadable,
            openUntil: heals ? now.adding(seconds: Int64(VaultSettings.healHours) * 3600) : nil, now: now)
        log.log(
            level: report.isClean ? .info : .error, "store read through",
            metadata: [
                "box": "\(device)", "files": "\(report.files)", "bytes": "\(report.bytes)", "aside": "\(report.aside)",
                "mended": "\(report.mended)", "unreadable": "\(report.unreadable)",
            ])
        guard isOpened else { return }
        log.notice("vault window", metadata: ["box": "\(device)", "hours": "\(VaultSettings.healHours)"])
    }

    /// Opens the windows that are due. The first of a box comes as long after its booking: until then there is nothing old.
    private func openWindows(_ grants: [String: VaultGrant]) async throws {
        guard let days = settings.openEvery else { return }
        let now = settings.now()
        for grant in grants.values {
            guard let until = grant.until else {
                try await store.openVault(device: grant.device, until: now)
                continue
            }
            guard now.seconds(since: until) >= Int64(days) * 86_400 else { continue }
            try await store.openVault(
                device: grant.device, until: now.adding(seconds: Int64(settings.openHours) * 3600))
            log.notice("vault window", metadata: ["box": "\(grant.device)", "hours": "\(settings.openHours)"])
        }
    }
}
