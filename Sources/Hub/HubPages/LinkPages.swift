public import DatasafeCore
import DatasafeTexts
public import HubStore
import Hummingbird
import Markup
import Seal

/// Log-in by a one-time link of the command line. Looking at it uses nothing up: programs that look at links first would.
enum LinkPages {
    static func register<Context: RequestContext>(_ routes: HubRoutes<Context>) {
        routes.get("/login/link/:token", need: .nobody) { visit in
            let token = visit.parameters["token"] ?? ""
            let form = visit.form("/login/link", "\(visit.hidden("token", token))\(visit.button(.logIn))")
            return visit.page(
                .hubLinkTitle,
                """
                <div class="narrow"><h1>\(visit[.hubLinkTitle])</h1><section class="card">\
                <p>\(visit[.hubLinkWords])</p>\(form)</section></div>
                """)
        }
        routes.post("/login/link", need: .nobody) { visit, form in
            let user = try await visit.frame.store.useLink(hash: stored(form.text("token")), now: visit.now)
            guard let user else {
                let words = visit.notice(.crit, visit[.hubLinkOver], visit[.hubLinkOverAction])
                return visit.page(.hubLinkTitle, status: .forbidden, "<div class=\"narrow\">\(words)</div>")
            }
            return try await LogInPages.begin(visit, user: user.id, byLink: true, to: "/")
        }
    }

    static func stored(_ token: String) -> String { Token.hash("link \(token)") }
}

extension HubPages {
    /// How long a link works, seconds.
    public static let linkValid: Int64 = 1800

    /// The path of a fresh one-time link for a person. Throws `.unknown`.
    public static func makeLink(store: HubStore, name: String, now: Instant) async throws(HubStoreError) -> String {
        let token = Token.random()
        try await store.addLink(
            hash: LinkPages.stored(token), user: name, expires: now.adding(seconds: linkValid))
        return "/login/link/\(token)"
    }

    /// Adds the first person with a one-time password, if there is nobody; the password.
    public static func addFirstPerson(store: HubStore, name: String, now: Instant) async throws -> String? {
        guard try await store.userCount() == 0 else { return nil }
        // Crockford's alphabet: nothing that is read for something else; 12 characters are 60 bits.
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
        let letters = Token.randomBytes(12).map { alphabet[Int($0 & 31)] }
        let password = [0..<4, 4..<8, 8..<12].map { String(letters[$0]) }.joined(separator: "-")
        let hash = try PasswordHash.make(Secret(text: password))
        try await store.setUser(name: name, password: hash, mustChange: true, now: now)
        return password
    }
}
