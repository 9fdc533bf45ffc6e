import ArgumentParser
import DatasafeCore
import HubAlarms
import HubIntake
import HubPages
import HubStore
import Hummingbird
import Logging
import NIOCore
import Proc
import Seal
import ServiceLifecycle
import UnixSignals
import Wire

struct ServeVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Take beats and show the fleet until it is stopped.")

    @OptionGroup var folder: HubFolder
    @Option(help: "Address to listen on.") var address = "0.0.0.0"
    @Option(help: "Port for the boxes; 0 = any free one.") var intakePort = 8443
    @Option(help: "Port for the pages; the same as for the boxes unless it is given.") var pagesPort: Int?
    @Option(
        name: .customLong("public"),
        help: "Address under which boxes reach this hub, https://name:port; as often as needed.")
    var publicAddresses: [String] = []

    /// The first person's name.
    private static let firstName = "admin"

    func run() async throws {
        let log = Logger(label: "hub")
        try folder.make()
        let store = try folder.store()
        let sealed = try folder.identity(makingFor: hosts)
        let password = try await HubPages.addFirstPerson(store: store, name: Self.firstName, now: wallTime())
        let opening = HubOpening(
            folder: folder.path, fingerprint: sealed.fingerprint.text, firstName: Self.firstName, password: password,
            hosts: localHosts, publicAddresses: publicAddresses)
        let alarms = HubAlarms(store: store, started: wallTime(), log: log, now: { wallTime() })
        let services: [any Service] = try servers(store, sealed, log, opening) + [alarms]
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        // A browser that never closes its connection must not keep the hub from ending.
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        try await ServiceGroup(configuration: configuration).run()
        store.close()
    }

    /// One server for boxes and browsers, or one for each.
    private func servers(
        _ store: HubStore, _ sealed: SelfSigned, _ log: Logger, _ opening: HubOpening
    ) throws -> [any Service] {
        let identity = try WireIdentity(keyPEM: sealed.key.pem, certificate: sealed.certificate)
        let example = try SelfSigned.device(key: SigningKey(), now: wallTime()).certificate
        let desk = EnrolmentDesk(store: store, fingerprint: sealed.key.publicKey.fingerprint, now: { wallTime() })
        let settings = HubPagesSettings(
            addresses: opening.addresses(port: intakePort), version: softwareVersion())
        let pages = HubPages(
            store: store, settings: settings, makeCode: { try await desk.make(label: $0) }, log: log,
            now: { wallTime() })
        let intake = HubIntake(store: store, log: log, now: { wallTime() })
        let router = Router(context: HubContext.self)
        intake.addRoutes(to: router)
        guard let pagesPort, pagesPort != intakePort else {
            pages.addRoutes(to: router)
            return [
                try HubServer.application(
                    router, identity: identity, asksFor: example, host: address, port: intakePort, log: log,
                    onRunning: { opening.say(intake: $0, pages: $0) })
            ]
        }
        let pagesRouter = Router(context: HubContext.self)
        pages.addRoutes(to: pagesRouter)
        let intakePort = intakePort
        return [
            try HubServer.application(
                router, identity: identity, asksFor: example, host: address, port: intakePort, log: log),
            try HubServer.application(
                pagesRouter, identity: identity, asksFor: example, host: address, port: pagesPort, log: log,
                onRunning: { opening.say(intake: intakePort, pages: $0) }),
        ]
    }

    /// Addresses of this machine under which it listens.
    private var localHosts: [String] {
        guard ["0.0.0.0", "::"].contains(address) else { return [address] }
        let found = ((try? System.enumerateDevices()) ?? []).compactMap { device -> String? in
            guard case .v4(let address)? = device.address else { return nil }
            return address.host.isEmpty ? device.address?.ipAddress : address.host
        }
        let outside = found.filter { !$0.hasPrefix("127.") && !$0.hasPrefix("169.254.") }
        return outside.isEmpty ? ["127.0.0.1"] : outside
    }

    /// Names for the certificate: browsers compare them, boxes compare the key.
    private var hosts: [String] {
        let named = publicAddresses.compactMap { try? WireAddress($0).host }
        return named + localHosts + ["localhost", "127.0.0.1"].filter { !localHosts.contains($0) }
    }
}
