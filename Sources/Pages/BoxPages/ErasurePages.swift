import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame

/// `/box/erasures/1795300200`: the certificate of an erased disk, to be printed, and the same as a PDF.
enum ErasurePages {
    static func register(_ routes: PageRoutes) {
        routes.get("/box/erasures/{id}", need: .may(.changeBox)) { visit in
            guard let words = words(visit) else { return visit.refused(.of(.notFound)) }
            return visit.page(.erasureTitle, place: .box, html(words, visit))
        }
        routes.get("/box/erasures/{id}/pdf", need: .may(.changeBox)) { visit in
            guard let words = words(visit) else { return visit.refused(.of(.notFound)) }
            let name = "\(visit[.erasureFile])-\(letters(words.erasure.serial)).pdf"
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/pdf", .contentDisposition: "attachment; filename=\"\(name)\"",
                    .contentLanguage: visit.language.rawValue,
                ], body: .init(byteBuffer: ByteBuffer(bytes: pdf(words, visit).bytes)))
        }
    }

    /// The list on the device page; nothing while no disk was erased.
    static func card(_ visit: Visit) -> HTML {
        let erasures = (visit.sight.storage?.erasures ?? []).reversed()
        guard !erasures.isEmpty, visit.may(.changeBox) else { return .empty }
        let rows: [HTML] = erasures.map { erasure in
            let words = ErasureWords(erasure: erasure, visit: visit)
            return """
                <tr data-erasure="\(erasure.began.seconds)"><td class="name">\(Icon.disk.html) \(erasure.model)<br>\
                <span class="muted">\(erasure.serial)</span></td><td>\(visit.wording.moment(erasure.ended))</td>\
                <td>\(visit.badge(words.level, words.title))</td>\
                <td class="doing"><a href="/box/erasures/\(erasure.began.seconds)">\(visit[.erasureOpen])</a></td></tr>
                """
        }
        return visit.card(.erasures, .trash, id: "erasures", "<table class=\"list\"><tbody>\(rows)</tbody></table>")
    }

    /// The second at which it began tells one erasure from all others: they are done one at a time.
    private static func words(_ visit: Visit) -> ErasureWords? {
        let id = visit.parameter("id").flatMap { Int64($0) }
        return visit.sight.storage?.erasures.last { $0.began.seconds == id }
            .map { ErasureWords(erasure: $0, visit: visit) }
    }

    private static func html(_ words: ErasureWords, _ visit: Visit) -> HTML {
        func facts(_ facts: [(Text, String)]) -> HTML {
            let rows: [HTML] = facts.map { "<dt>\(visit[$0.0])</dt><dd>\($0.1)</dd>" }
            return "<dl class=\"facts\">\(rows)</dl>"
        }
        let meaning: [HTML] = words.meaning.map { "<p>\($0)</p>" }
        let id = words.erasure.began.seconds
        return """
            <div class="actions no-print mb-3"><a class="btn btn-outline-primary" href="/box">\(Icon.back.html) \
            \(visit[.deviceTitle])</a><button type="button" class="btn btn-primary" data-prints>\(Icon.paper.html) \
            \(visit[.erasurePrint])</button><a class="btn btn-outline-primary" id="erasure-pdf" \
            href="/box/erasures/\(id)/pdf">\(Icon.download.html) \(visit[.erasurePDF])</a></div>\
            <article class="paper certificate" id="erasure" data-erasure="\(id)" data-level="\(words.level.rawValue)">\
            <h1>\(visit[.erasureTitle])</h1>\(visit.notice(words.level, words.title, words.why))\
            <h2>\(visit[.erasureDisk])</h2>\(facts(words.disk))<h2>\(visit[.erasureDone])</h2>\(facts(words.done))\
            <h2>\(visit[.erasurePractice])</h2>\(facts(words.place))<h2>\(visit[.erasureMeaning])</h2>\(meaning)\
            <p class="signature">\(visit[.erasureSigned])</p></article>
            """
    }

    private static func pdf(_ words: ErasureWords, _ visit: Visit) -> PDFDocument {
        var document = PDFDocument(
            title: "\(visit[.erasureTitle]) \(words.erasure.serial)", language: visit.language.rawValue)
        document.heading(visit[.erasureTitle])
        document.paragraph(words.title, isStrong: true)
        if !words.why.isEmpty { document.paragraph(words.why) }
        for (title, facts) in [
            (Text.erasureDisk, words.disk), (.erasureDone, words.done), (.erasurePractice, words.place),
        ] {
            document.subheading(visit[title])
            for (name, value) in facts { document.fact(visit[name], value) }
        }
        document.subheading(visit[.erasureMeaning])
        for sentence in words.meaning { document.paragraph(sentence) }
        document.line(for: visit[.erasureSigned])
        return document
    }

    /// What a file name may hold everywhere: a serial is foreign text.
    private static func letters(_ text: String) -> String {
        String(text.prefix(40).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
