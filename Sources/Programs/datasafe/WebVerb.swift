import ArgumentParser
import DatasafeCore
import FactFiles
import Logging
import PageFrame
import Proc
import Seal
import Varlink
import Web

struct WebVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "web", abstract: "Serves the pages of the box on the practice's network.")

    @OptionGroup var root: BoxRoot
    @Option(help: "Folder of the certificate and its key (default: /var/lib/datasafe/web below the root).")
    var state: String?
    @Option(help: "Address to listen on.") var address = WebSettings().address
    @Option(help: "Port for HTTPS.") var port = WebSettings().port
    @Option(help: "Port that leads plain HTTP to HTTPS; 0 = none.") var redirectPort = WebSettings().redirectPort ?? 0
    @Option(help: "Folder of our own style, script and pictures.") var assets = WebSettings().assets
    @Option(help: "Folder of the libraries the pages use.") var libraries = WebSettings().libraries

    func run() async throws {
        let logger = Logger(label: "web")
        let version = softwareVersion()
        let state = state ?? root.place("/var/lib/datasafe/web")
        let settings = settings()
        try root.make([state, settings.staging])
        let sealed = try SealFolder(path: state).loadOrMake { key throws(SealError) in
            try SelfSigned.server(key: key, name: "datasafe", hosts: ["datasafe"], now: wallTime())
        }
        let facts = FactFolder(path: root.run, now: { wallTime() })
        let frame = Frame(
            facts: facts, deeds: DeedClient(folder: root.run), now: { wallTime() }, version: version)
        let identity = TLSIdentity(
            certificate: sealed.certificatePEM, key: sealed.key.pem, fingerprint: sealed.fingerprint.text)
        try await serve(
            Web(
                frame: frame, settings: settings, identity: identity,
                fact: FactWriter(folder: root.run, version: version, now: { wallTime() }), logger: logger),
            logger: logger)
    }

    private func settings() -> WebSettings {
        var settings = WebSettings()
        settings.address = address
        settings.port = port
        settings.redirectPort = redirectPort == 0 ? nil : redirectPort
        settings.assets = assets
        settings.libraries = libraries
        settings.staging = root.place(settings.staging)
        settings.blobs = root.place(settings.blobs)
        return settings
    }
}
