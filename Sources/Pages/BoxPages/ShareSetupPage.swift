import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/backup/share/new`: where the network share is, who logs in there and what protects the nights on it;
/// `/backup/share/change`: the same of the share in use.
enum ShareSetupPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/backup/share/new", need: .may(.initialiseBackupDisk)) { visit in
            guard server(visit) == nil else { return visit.redirect(to: "/backup/share/change") }
            return page(visit, ShareEntry())
        }
        routes.get("/backup/share/change", need: .may(.initialiseBackupDisk)) { visit in
            guard let server = server(visit) else { return visit.refused(.of(.notFound)) }
            return page(visit, ShareEntry(server))
        }
        routes.get("/fragment/backup-share-key", need: .poll) { visit in
            guard visit.query("was") != mark(visit) else { return visit.unchanged() }
            return visit.fragment(begin(visit))
        }
        routes.post("/backup/share/try", need: .may(.initialiseBackupDisk)) { visit, form in
            let entry = ShareEntry(form)
            guard let login = entry.login else { return page(visit, entry, faulty(visit)) }
            let deed = BackupDeeds.TryShare(address: login.address, login: login.user)
            do {
                let trial = try await visit.ask(deed, secret: login.secret)
                return page(visit, entry, reached(trial, visit))
            } catch let refusal as Refusal {
                return page(visit, entry, visit.notice(refusal))
            }
        }
        routes.post("/backup/share/new", need: .may(.initialiseBackupDisk)) { visit, form in
            let entry = ShareEntry(form)
            guard let policy = entry.policy else { return visit.refused(.of(.form)) }
            guard let login = entry.login else { return page(visit, entry, faulty(visit)) }
            let deed = BackupDeeds.AddShare(
                deed: visit.newDeed(), address: login.address, login: login.user, policy: policy, user: visit.userName)
            do {
                _ = try await visit.begin(deed, secret: login.secret)
            } catch let refusal as Refusal {
                // What was typed comes back, so that one word is mended and not all of it typed again.
                return page(visit, entry, visit.notice(refusal))
            }
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
    }

    /// The share in use.
    private static func server(_ visit: Visit) -> ShareServer? { ShareCard.fact(of: visit.sight.backup)?.server }

    private static func faulty(_ visit: Visit) -> HTML { visit.notice(Refusal(BackupCode.shareAddress)) }

    private static func reached(_ trial: ShareTrial, _ visit: Visit) -> HTML {
        let speed = "\(visit.wording.bytes(trial.speed))/s"
        // Of a share in use that is no news.
        let nights = trial.hasNights && server(visit) == nil ? visit[.shareHasNights] : ""
        guard let free = trial.free, let total = trial.total else {
            return visit.notice(.ok, visit.say(.shareReachedPlain, ["speed": speed]), nights)
        }
        let values = ["free": visit.wording.bytes(free), "total": visit.wording.bytes(total), "speed": speed]
        return visit.notice(.ok, visit.say(.shareReached, values), nights)
    }

    /// - Parameter tried: what came of the address and login that were typed.
    private static func page(_ visit: Visit, _ entry: ShareEntry, _ tried: HTML = .empty) -> Response {
        let title: Text = server(visit) == nil ? .shareNew : .shareChange
        return visit.page(
            title, place: .backup,
            """
            <p><a href="/backup">\(Icon.back.html) \(visit[.backupTitle])</a></p><div class="narrow">\
            <h1>\(visit[title])</h1><section class="card"><div class="card-body"><p>\(visit[.shareWhat])</p>\
            \(visit.form(
                "/backup/share/new", id: "share-form",
                """
                \(fields(visit, entry))\(attempt(visit))<div id="share-tried" class="my-3">\(tried)</div>\
                \(ShareCard.question(visit, chosen: entry.policy))
                """))\(begin(visit))</div></section></div>
            """)
    }

    private static func fields(_ visit: Visit, _ entry: ShareEntry) -> HTML {
        let plain: HTML = " autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\""
        let address = Field(
            "address", .shareAddress, id: "share-address", value: entry.address, hint: .shareAddressHint,
            attributes: " required maxlength=\"700\" placeholder=\"\(visit[.sharePlaceholder])\"\(plain)")
        let user = Field(
            "user", .shareUser, id: "share-user", value: entry.user, hint: .shareUserHint,
            attributes: " maxlength=\"\(2 * ShareUser.longest + 1)\"\(plain)")
        // In no page there is one, so it is typed again before the share is set up.
        let again: HTML = entry.isPasswordGone ? " required autofocus" : .empty
        let hint: Text? =
            entry.isPasswordGone ? .sharePasswordAgain : server(visit) == nil ? nil : .sharePasswordSame
        let password = Field(
            "password", .sharePassword, id: "share-password", type: "password", hint: hint,
            attributes: " maxlength=\"\(ShareUser.longestPassword)\" autocomplete=\"new-password\"\(again)")
        return "\(visit.field(address))\(visit.field(user))\(visit.field(password))"
    }

    /// The first button of the form, so that the Enter key tries and does not set up.
    private static func attempt(_ visit: Visit) -> HTML {
        let button = visit.button(
            .shareTry, .plug, style: "outline-primary", id: "share-try",
            attributes: " formaction=\"/backup/share/try\" formnovalidate")
        return "<div class=\"actions\">\(button)<span class=\"muted\">\(visit[.shareTryHint])</span></div>"
    }

    private static func mark(_ visit: Visit) -> String {
        PollMark.of("\(NewBackupDisk.isKeyThere(visit))\(server(visit) == nil)")
    }

    /// The backup key, and the button that needs it; polled. It stands outside the form, whose fields stay as they are. A
    /// share in use goes on without the key.
    private static func begin(_ visit: Visit) -> HTML {
        let isNew = server(visit) == nil
        let isKeyThere = NewBackupDisk.isKeyThere(visit)
        let key: HTML =
            !isNew
            ? .empty
            : isKeyThere
                ? visit.notice(.ok, visit[.backupKeyThere])
                : visit.notice(.warn, visit[.plugBackupKey], visit[.sharePlugWhy])
        let button = visit.button(
            isNew ? .shareAdd : .save, isNew ? .plus : .check, id: "share-add",
            attributes: "\(HTML.flag("disabled", isNew && !isKeyThere)) form=\"share-form\"")
        return """
            <div id="share-key" class="mt-3" hx-get="/fragment/backup-share-key?was=\(mark(visit))" \
            hx-trigger="every 3s" hx-swap="outerHTML">\(key)<div class="actions">\(button)\
            <a class="btn btn-outline-secondary" href="/backup">\(visit[.cancel])</a></div></div>
            """
    }
}

/// What stands in the form of a share.
private struct ShareEntry {
    var address = ""
    var user = ""
    var policy: SharePolicy?
    /// Handed on to the service; no page shows it again.
    var password = ""

    init() {}

    /// What protects the share is answered anew, not taken over unread.
    init(_ server: ShareServer) {
        address = server.address.text
        user = server.user?.text ?? ""
    }

    init(_ form: FormFields) {
        address = form.text("address")
        user = form.text("user")
        policy = SharePolicy(rawValue: form.text("policy"))
        password = form["password"] ?? ""
    }

    /// One was typed, and is to be typed again.
    var isPasswordGone: Bool { !password.isEmpty && ShareAddress(typed: address)?.kind != .nfs }

    /// Address and login as the backup service takes them; nil if they cannot be that.
    var login: (address: ShareAddress, user: ShareUser?, secret: Secret?)? {
        guard let address = ShareAddress(typed: address), password.utf8.count <= ShareUser.longestPassword,
            password.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f })
        else { return nil }
        // An NFS server asks for nobody: what stands in the other fields is not for it.
        guard address.kind == .smb else { return (address, nil, nil) }
        guard let user = ShareUser(typed: user) else { return nil }
        return (address, user, password.isEmpty ? nil : Secret(text: password))
    }
}
