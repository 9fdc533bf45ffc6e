import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/box/erasures/1795300200`: the certificate of an erased disk, to be printed, and the same as a PDF.
enum ErasurePages {
    static func register(_ routes: PageRoutes) {
        routes.get("/box/erasures/{id}", need: .may(.changeBox)) { page($0, base: "/box") }
        routes.get("/box/erasures/{id}/pdf", need: .may(.changeBox)) { file($0) }
    }

    /// The certificate the address names; `base` is where it was come from.
    static func page(_ visit: Visit, base: String) -> Response {
        guard let words = words(visit) else { return visit.refused(.of(.notFound)) }
        return visit.page(.erasureTitle, place: base == "/box" ? .box : nil, html(words, visit, base))
    }

    /// The same as a PDF.
    static func file(_ visit: Visit) -> Response {
        guard let words = words(visit) else { return visit.refused(.of(.notFound)) }
        var document = PDFDocument(
            title: "\(visit[.erasureTitle]) \(words.erasure.serial)", language: visit.language.rawValue)
        write(words, visit, to: &document)
        return download(document, as: "\(visit[.erasureFile])-\(letters(words.erasure.serial)).pdf", visit)
    }

    /// A PDF to be kept.
    static func download(_ document: PDFDocument, as name: String, _ visit: Visit) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .contentDisposition: "attachment; filename=\"\(name)\"",
                .contentLanguage: visit.language.rawValue,
            ], body: .init(byteBuffer: ByteBuffer(bytes: document.bytes)))
    }

    /// The list on the device page; nothing while no disk was erased.
    static func card(_ visit: Visit) -> HTML {
        guard visit.may(.changeBox) else { return .empty }
        let list = list(visit, base: "/box")
        return visit.card(.erasures, .trash, id: "erasures", list).when(!list.isEmpty)
    }

    /// Each erased disk with the way to its certificate below `base`, newest first.
    static func list(_ visit: Visit, base: String) -> HTML {
        let rows: [HTML] = (visit.sight.storage?.erasures ?? []).reversed().map { erasure in
            let words = ErasureWords(erasure: erasure, visit: visit)
            return """
                <tr data-erasure="\(erasure.began.seconds)"><td class="name">\(Icon.disk.html) \(erasure.model)<br>\
                <span class="muted">\(erasure.serial)</span></td><td>\(visit.wording.moment(erasure.ended))</td>\
                <td>\(visit.badge(words.level, words.title))</td>\
                <td class="doing"><a href="\(base)/erasures/\(erasure.began.seconds)">\(visit[.erasureOpen])</a></td></tr>
                """
        }
        return rows.isEmpty ? .empty : "<table class=\"list\"><tbody>\(rows)</tbody></table>"
    }

    /// The second at which it began tells one erasure from all others: they are done one at a time.
    private static func words(_ visit: Visit) -> ErasureWords? {
        let id = visit.parameter("id").flatMap { Int64($0) }
        return visit.sight.storage?.erasures.last { $0.began.seconds == id }
            .map { ErasureWords(erasure: $0, visit: visit) }
    }

    private static func html(_ words: ErasureWords, _ visit: Visit, _ base: String) -> HTML {
        func facts(_ facts: [(Text, String)]) -> HTML {
            let rows: [HTML] = facts.map { "<dt>\(visit[$0.0])</dt><dd>\($0.1)</dd>" }
            return "<dl class=\"facts\">\(rows)</dl>"
        }
        let meaning: [HTML] = words.meaning.map { "<p>\($0)</p>" }
        let id = words.erasure.began.seconds
        // Where nobody is logged in, the name of the practice is written by hand.
        let practice: HTML =
            words.practice == nil ? "<p class=\"signature\">\(visit[.retiredPaperPractice])</p>" : .empty
        return """
            <div class="actions no-print mb-3"><a class="btn btn-outline-primary" href="\(base)">\(Icon.back.html) \
            \(visit[base == "/box" ? .deviceTitle : .erasures])</a><button type="button" class="btn btn-primary" data-prints>\(Icon.paper.html) \
            \(visit[.erasurePrint])</button><a class="btn btn-outline-primary" id="erasure-pdf" \
            href="\(base)/erasures/\(id)/pdf">\(Icon.download.html) \(visit[.erasurePDF])</a></div>\
            <article class="paper certificate" id="erasure" data-erasure="\(id)" data-level="\(words.level.rawValue)">\
            <h1>\(visit[.erasureTitle])</h1>\(visit.notice(words.level, words.title, words.why))\
            <h2>\(visit[.erasureDisk])</h2>\(facts(words.disk))<h2>\(visit[.erasureDone])</h2>\(facts(words.done))\
            <h2>\(visit[words.placeTitle])</h2>\(facts(words.place))<h2>\(visit[.erasureMeaning])</h2>\(meaning)\
            <div class="signatures">\(practice)<p class="signature">\(visit[.erasureSigned])</p></div></article>
            """
    }

    /// Writes the certificate into a document.
    static func write(_ words: ErasureWords, _ visit: Visit, to document: inout PDFDocument) {
        document.heading(visit[.erasureTitle])
        document.paragraph(words.title, isStrong: true)
        if !words.why.isEmpty { document.paragraph(words.why) }
        for (title, facts) in [
            (Text.erasureDisk, words.disk), (.erasureDone, words.done), (words.placeTitle, words.place),
        ] {
            document.subheading(visit[title])
            for (name, value) in facts { document.fact(visit[name], value) }
        }
        document.subheading(visit[.erasureMeaning])
        for sentence in words.meaning { document.paragraph(sentence) }
        if words.practice == nil { document.line(for: visit[.retiredPaperPractice]) }
        document.line(for: visit[.erasureSigned])
    }

    /// What a file name may hold everywhere: a serial is foreign text.
    static func letters(_ text: String) -> String {
        String(text.prefix(40).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
