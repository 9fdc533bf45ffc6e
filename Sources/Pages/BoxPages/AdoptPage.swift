import DatasafeCore
import DatasafeFormats
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/backup/adopt?disk=…`: a backup disk of another box becomes one of this box, with the key of that box plugged in or typed
/// from its paper.
enum AdoptPage {
    static func register(_ routes: PageRoutes) {
        routes.get("/backup/adopt", need: .may(.initialiseBackupDisk)) { visit in
            guard let disk = disk(visit, visit.query("disk") ?? "") else { return visit.refused(.of(.notFound)) }
            return visit.page(.adoptTitle, place: .backup, html(visit, disk, typed: "", fault: nil))
        }
        routes.get("/fragment/backup-adopt", need: .poll) { visit in
            guard visit.query("was") != mark(visit) else { return visit.unchanged() }
            return visit.fragment(key(visit))
        }
        routes.post("/backup/adopt", need: .may(.initialiseBackupDisk)) { visit, form in
            guard let disk = disk(visit, form.text("disk")) else { return visit.refused(.of(.notFound)) }
            let typed = form.text("paper")
            var secret: Secret?
            if !typed.isEmpty {
                do throws(BackupKeyPaper.Fault) { secret = try read(typed) } catch {
                    // What was typed comes back, so that one word is mended and not 48 typed again; the page is kept nowhere.
                    return visit.page(
                        .adoptTitle, place: .backup, html(visit, disk, typed: typed, fault: error))
                }
            }
            let deed = BackupDeeds.AdoptDisk(
                deed: visit.newDeed(), disk: disk.id, number: form.number("number"), user: visit.userName)
            _ = try await visit.begin(deed, secret: secret)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
    }

    static func address(_ disk: BackupDiskFact) -> String { "/backup/adopt?disk=\(PercentText.encoded(disk.id))" }

    private static func disk(_ visit: Visit, _ id: String) -> BackupDiskFact? {
        visit.sight.storage?.backupDisks.first { $0.id == id && $0.kind == "known" }
    }

    /// Words or digits, as they stand on the paper.
    private static func read(_ typed: String) throws(BackupKeyPaper.Fault) -> Secret {
        let letters = typed.filter { !$0.isWhitespace }
        // "Beef" is a word of digits too, but no 64 of them stand in a row.
        let isDigits = letters.count >= 64 && letters.allSatisfy { $0.isASCII && $0.isHexDigit }
        let key = isDigits ? try BackupKeyPaper.key(text: typed) : try BackupKeyPaper.key(words: typed)
        return key.withUnsafeBytes { Secret($0) }
    }

    private static func html(
        _ visit: Visit, _ disk: BackupDiskFact, typed: String, fault: BackupKeyPaper.Fault?
    ) -> HTML {
        let facts = DiskFacts.html(
            visit, model: disk.model, serial: disk.serial, bytes: disk.bytes, content: disk.content)
        let wrong: HTML = fault.map { "<div id=\"paper-fault\">\(visit.notice(.crit, say($0, visit)))</div>" } ?? .empty
        return """
            <p><a href="/backup">\(Icon.back.html) \(visit[.backupTitle])</a></p><div class="narrow">\
            <h1>\(visit.say(.adoptFound, ["number": "\(disk.number ?? 0)"]))</h1>\
            <section class="card"><div class="card-body"><p>\(visit[.adoptWhat])</p>\(facts)\(key(visit))\
            \(visit.form(
                "/backup/adopt", id: "adopt",
                """
                \(visit.hidden("disk", disk.id))\(number(visit, disk))\(wrong)\
                <details class="mb-3"\(HTML.flag("open", fault != nil))><summary>\(visit[.adoptTyped])</summary>\
                <label class="form-label mt-2" for="paper">\(visit[.adoptPaper])</label>\
                <textarea class="form-control" id="paper" name="paper" rows="6" maxlength="2000" autocomplete="off" \
                autocapitalize="none" spellcheck="false" aria-describedby="paper-hint">\(typed)</textarea>\
                <div class="form-text" id="paper-hint">\(visit[.adoptPaperHint])</div></details>\
                <div class="actions">\(visit.button(.adoptDo, .disk, id: "adopt-disk"))\
                <a class="btn btn-outline-secondary" href="/backup">\(visit[.cancel])</a></div>
                """))</div></section></div>
            """
    }

    /// Another number, where a disk of this box has the one of its sticker.
    private static func number(_ visit: Visit, _ disk: BackupDiskFact) -> HTML {
        let used = Set(visit.sight.backup?.disks.map(\.number) ?? [])
        guard let number = disk.number, used.contains(number) else { return .empty }
        let free = (1...99).first { !used.contains($0) } ?? 99
        let field = Field(
            "number", .stickerNumber, id: "adopt-number", type: "number", value: "\(free)", hint: .adoptNumberHint,
            attributes: " required min=\"1\" max=\"99\"")
        let words = visit.say(.adoptNumberTaken, ["number": "\(number)"])
        return "\(visit.notice(.warn, words))<div class=\"short-field mt-3\">\(visit.field(field))</div>"
    }

    private static func mark(_ visit: Visit) -> String {
        PollMark.of("\(NewBackupDisk.isStrangeKeyThere(visit))\(NewBackupDisk.isKeyThere(visit))")
    }

    /// Which keys are in; polled.
    private static func key(_ visit: Visit) -> HTML {
        let words: HTML =
            NewBackupDisk.isStrangeKeyThere(visit)
            ? visit.notice(.ok, visit[.adoptKeyThere], NewBackupDisk.isKeyThere(visit) ? "" : visit[.adoptPlugWhy])
            : visit.notice(.warn, visit[.adoptPlug], visit[.adoptPlugWhy])
        return """
            <div id="adopt-key" class="mt-3" data-strange="\(NewBackupDisk.isStrangeKeyThere(visit) ? "yes" : "no")" hx-get="/fragment/backup-adopt?was=\(mark(visit))" hx-trigger="every 3s" \
            hx-swap="outerHTML">\(words)</div>
            """
    }

    private static func say(_ fault: BackupKeyPaper.Fault, _ visit: Visit) -> String {
        switch fault {
        case .count(let count): return visit.say(.adoptCount, ["count": "\(count)"])
        case .unknownWord(let number, let word, let near):
            let words = visit.say(.adoptWord, ["number": "\(number)", "word": word])
            guard !near.isEmpty else { return words }
            return "\(words) \(visit.say(.adoptNear, ["words": near.joined(separator: ", ")]))"
        case .check: return visit[.adoptCheck]
        case .digits: return visit[.adoptDigits]
        }
    }
}
