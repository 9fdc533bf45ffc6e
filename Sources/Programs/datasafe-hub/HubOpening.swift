import Proc

/// What the hub says when it begins to listen: where it is and what to do next. German first.
struct HubOpening {
    var folder: String
    /// Of the certificate, as a browser shows it.
    var fingerprint: String
    var firstName: String
    /// One-time password; only at the very first start.
    var password: String?
    /// Addresses of this machine.
    var hosts: [String]
    /// As given on the command line.
    var publicAddresses: [String]

    /// Under which boxes reach the hub.
    func addresses(port: Int) -> [String] {
        publicAddresses.isEmpty ? hosts.map { "https://\($0):\(port)" } : publicAddresses
    }

    func say(intake: Int, pages: Int) {
        let page = hosts.first.map { "https://\($0):\(pages)/" } ?? ""
        Proc.say("Datasafe-Zentrale läuft. / The Datasafe hub is running.")
        Proc.say("  Daten / data:                \(folder)")
        Proc.say("  Seiten / pages:              \(hosts.map { "https://\($0):\(pages)/" }.joined(separator: " "))")
        Proc.say("  Für Boxen / for boxes:       \(addresses(port: intake).joined(separator: " "))")
        Proc.say("  Fingerabdruck / fingerprint: \(fingerprint)")
        guard let password else {
            Proc.say("Passwort verloren / lost password: datasafe-hub login --state \(folder)")
            return
        }
        Proc.say()
        Proc.say("Erster Start: \(page) öffnen, das Zertifikat am Fingerabdruck prüfen und anmelden mit")
        Proc.say("First start: open \(page), compare the certificate with the fingerprint and log in with")
        Proc.say("  Name:         \(firstName)")
        Proc.say("  Einmal-Passwort / one-time password: \(password)")
        Proc.say("Danach „Box anmelden“: Der Code dort gehört in die Einrichtungsseite der Box.")
        Proc.say("Then “Enrol a box”: the code there belongs into the set-up page of the box.")
    }
}
