import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// Three sticks become two silver keys and the backup key, each written, unplugged, plugged in again and read back.
struct KeysStep {
    let visit: Visit
    let typed: FormFields?

    /// The keys in the order in which they are made, by the words of `SetupProgress.verifiedKeys`.
    private static let keys: [(id: String, role: String, number: Int)] = [
        ("unlock-1", "unlock", 1), ("unlock-2", "unlock", 2), ("backup-1", "backup", 1),
    ]

    private var progress: SetupProgress? { visit.sight.storage?.setup }
    private var verified: [String] { progress?.verifiedKeys ?? [] }

    var html: HTML {
        let next = KeysStep.keys.first { !verified.contains($0.id) }
        return visit.card(
            .setupKeysTitle, .key, id: "keys",
            """
            <p>\(visit[.setupKeysWhat])</p><div class="sticks">\(KeysStep.keys.map { stick($0.id, $0.role, $0.number) })\
            </div>\(next.map { write($0.id, $0.role, $0.number) } ?? form)
            """)
    }

    private func name(_ role: String, _ number: Int) -> String {
        visit.say(role == "backup" ? .keyBackup : .keySilver, ["number": "\(number)"])
    }

    private func stick(_ id: String, _ role: String, _ number: Int) -> HTML {
        let isVerified = verified.contains(id)
        let isWaiting = progress?.waitingFor == id
        let badge =
            isVerified
            ? visit.badge(.ok, visit[.keyVerified])
            : isWaiting ? visit.badge(.busy, visit[.levelBusy]) : visit.badge(.unknown, visit[.keyMissing])
        let state = isVerified ? "verified" : isWaiting ? "waiting" : "missing"
        return """
            <div class="stick \(role)" data-key="\(id)" data-state="\(state)">\(Icon.key.html)\
            <h3>\(name(role, number))</h3>\(badge)</div>
            """
    }

    private func write(_ id: String, _ role: String, _ number: Int) -> HTML {
        guard progress?.waitingFor != id else {
            return """
                <div id="replug" data-key="\(id)">\(visit.notice(
                    .warn, "\(name(role, number)): \(visit[.keyReplug])", visit[.keyReplugWhy]))</div>
                """
        }
        let sticks = visit.sight.storage?.sticks ?? []
        let usable = sticks.filter { ["blank", "empty", "other"].contains($0.role) }
        let title: HTML = "<h3>\(visit.say(.keyNow, ["key": name(role, number)]))</h3>"
        guard !usable.isEmpty else {
            let words = sticks.isEmpty ? visit[.keyPlugIn] : visit[.keyPlugNext]
            return "\(title)<div id=\"plug-in\" data-key=\"\(id)\">\(visit.notice(.busy, words))</div>"
        }
        return "\(title)\(usable.map { choice($0, role, number) })"
    }

    private func choice(_ stick: StickFact, _ role: String, _ number: Int) -> HTML {
        visit.form(
            "/setup/key", css: "choice key-form",
            """
            \(Icon.plug.html)<div>\(StickFacts.html(visit, stick))\
            \(visit.hidden("role", role))\(visit.hidden("number", "\(number)"))\(visit.hidden("stick", stick.id))\
            \(StickFacts.loss(visit, stick, id: "confirm-stick"))\
            <div class="actions">\(visit.button(.keyWrite, .key))</div></div>
            """)
    }

    private var form: HTML {
        """
        \(visit.notice(.ok, visit[.formTitle], visit[.formWhat]))\
        \(visit.form("/setup/form", id: "form-form", visit.button(.formGo, .check)))
        """
    }
}
