import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// The drills on `/backup`, and `/backup/drills/7`: the certificate of one, to be printed, and the same as a PDF.
enum DrillPages {
    static func register(_ routes: PageRoutes) {
        routes.get("/backup/drills/{number}", need: .person) { visit in
            guard let words = words(visit) else { return visit.refused(.of(.notFound)) }
            return visit.page(.drills, place: .backup, html(words, visit))
        }
        routes.get("/backup/drills/{number}/pdf", need: .person) { visit in
            guard let words = words(visit) else { return visit.refused(.of(.notFound)) }
            var document = PDFDocument(title: words.title, language: visit.language.rawValue)
            write(words, visit, to: &document)
            return ErasurePages.download(
                document, as: "\(visit[.drillFile])-\(words.certificate.number).pdf", visit)
        }
        routes.post("/backup/drill", need: .may(.backUpNow)) { visit, form in
            guard let disk = form.number("disk"), (1...99).contains(disk) else { return visit.refused(.of(.form)) }
            let deed = BackupDeeds.DrillDisk(deed: visit.newDeed(), disk: disk, user: visit.userName)
            _ = try await visit.begin(deed)
            return visit.redirect(to: "/backup?deed=\(deed.deed)")
        }
    }

    /// All that the fact shows, newest first, and the way to a trial restore now.
    static func card(_ visit: Visit) -> HTML {
        guard let fact = visit.sight.backup, !fact.disks.isEmpty else { return .empty }
        let last = fact.lastFullDrill.map { visit.wording.day($0.ended) } ?? visit[.never]
        let rows: [HTML] = fact.certificates.map { row(DrillWords(certificate: $0, visit: visit), visit) }
        let table: HTML =
            rows.isEmpty ? .empty : "<table class=\"list labelled\" id=\"drill-list\"><tbody>\(rows)</tbody></table>"
        return visit.card(
            .drills, .check, id: "drills",
            """
            <p>\(visit[.drillsWhat])</p><dl class="facts"><dt>\(visit[.drillLastFull])</dt>\
            <dd id="drill-last">\(last)</dd></dl>\(now(visit, fact))\(table)
            """)
    }

    private static func now(_ visit: Visit, _ fact: BackupFact) -> HTML {
        guard visit.may(.backUpNow) else { return .empty }
        // The night to compare with is the newest one.
        let ready = fact.running == nil ? fact.disks.first { $0.state == "done" } : nil
        let button = visit.button(
            .drillNow, .check, style: "outline-primary", id: "drill-now",
            attributes: HTML.flag("disabled", ready == nil))
        let hint: HTML = ready == nil ? "<span class=\"muted\">\(visit[.drillNeedsDisk])</span>" : .empty
        let disk = visit.hidden("disk", "\(ready?.number ?? 0)")
        return "<div class=\"actions\">\(visit.form("/backup/drill", "\(disk)\(button)"))\(hint)</div>"
    }

    private static func row(_ words: DrillWords, _ visit: Visit) -> HTML {
        let certificate = words.certificate
        let disk = BackupWords.name(of: certificate.target, visit)
        return """
            <tr data-drill="\(certificate.number)" data-kind="\(certificate.kind.rawValue)">\
            <td>\(visit.wording.moment(certificate.ended))</td><td>\(words.kind)</td><td>\(disk)</td>\
            <td>\(visit.badge(words.level, visit[certificate.isGood ? .drillGood : .drillBad]))</td>\
            <td class="doing"><a href="/backup/drills/\(certificate.number)">\(visit[.drillOpen])</a></td></tr>
            """
    }

    private static func words(_ visit: Visit) -> DrillWords? {
        let number = visit.parameter("number").flatMap { Int($0) }
        return visit.sight.backup?.certificates.first { $0.number == number }
            .map { DrillWords(certificate: $0, visit: visit) }
    }

    private static func html(_ words: DrillWords, _ visit: Visit) -> HTML {
        func facts(_ facts: [(Text, String)]) -> HTML {
            let rows: [HTML] = facts.map { "<dt>\(visit[$0.0])</dt><dd>\($0.1)</dd>" }
            return "<dl class=\"facts\">\(rows)</dl>"
        }
        let number = words.certificate.number
        let counts: HTML =
            words.counts.isEmpty ? .empty : "<h2>\(visit[.drillCounts])</h2>\(facts(words.counts))"
        let how: HTML = words.counts.isEmpty ? .empty : "<p class=\"muted mt-3\">\(visit[.drillFullHow])</p>"
        return """
            <div class="actions no-print mb-3"><a class="btn btn-outline-primary" href="/backup">\(Icon.back.html) \
            \(visit[.backupTitle])</a><button type="button" class="btn btn-primary" data-prints>\(Icon.paper.html) \
            \(visit[.erasurePrint])</button><a class="btn btn-outline-primary" id="drill-pdf" \
            href="/backup/drills/\(number)/pdf">\(Icon.download.html) \(visit[.erasurePDF])</a></div>\
            <article class="paper certificate" id="drill" data-drill="\(number)" data-level="\(words.level.rawValue)">\
            <h1>\(words.title)</h1>\(visit.notice(words.level, words.sentence, ""))\
            <h2>\(visit[.drillDone])</h2>\(facts(words.done))\(counts)\(how)</article>
            """
    }

    private static func write(_ words: DrillWords, _ visit: Visit, to document: inout PDFDocument) {
        document.heading(words.title)
        document.paragraph(words.sentence, isStrong: true)
        document.subheading(visit[.drillDone])
        for (name, value) in words.done { document.fact(visit[name], value) }
        guard !words.counts.isEmpty else { return }
        document.subheading(visit[.drillCounts])
        for (name, value) in words.counts { document.fact(visit[name], value) }
        document.paragraph(visit[.drillFullHow])
    }
}
