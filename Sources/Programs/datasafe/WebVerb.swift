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

    @Option(help: "Folder of the certificate and its key.") var state = "/var/lib/datasafe/web"

    func run() async throws {
        let logger = Logger(label: "web")
        let version = softwareVersion()
        let sealed = try SealFolder(path: state).loadOrMake { key throws(SealError) in
            try SelfSigned.server(key: key, name: "datasafe", hosts: ["datasafe"], now: wallTime())
        }
        let facts = FactFolder(now: { wallTime() })
        let frame = Frame(facts: facts, deeds: DeedClient(), now: { wallTime() }, version: version)
        let identity = TLSIdentity(
            certificate: sealed.certificatePEM, key: sealed.key.pem, fingerprint: sealed.fingerprint.text)
        try await serve(
            Web(
                frame: frame, settings: WebSettings(), identity: identity,
                fact: FactWriter(version: version, now: { wallTime() }), logger: logger),
            logger: logger)
    }
}
