import DatasafeCore
import DatasafeTexts
import Markup
import PageFrame

/// The papers of a box that has left, in one file: a sheet about the whole box, then the certificate of each disk.
struct RetiredPaper {
    let visit: Visit

    private var storage: StorageFact? { visit.sight.storage }

    var pdf: PDFDocument {
        let title = visit.say(.retiredPaper, ["box": storage?.box ?? "–"])
        var document = PDFDocument(title: title, language: visit.language.rawValue)
        let certificates = (storage?.erasures ?? []).map { ErasureWords(erasure: $0, visit: visit) }
        document.heading(visit[.erasures])
        document.paragraph(title, isStrong: true)
        document.paragraph(visit[storage?.leaving == .done ? .retiredPaperDone : .retiredPaperOpen])
        if let absent = storage?.retirement?.absent, absent > 0 {
            let words = visit.say(.retiredAbsent, ["count": "\(absent)"])
            document.paragraph("\(words). \(visit[.retiredAbsentWhy])")
        }
        document.subheading(visit[.retiredPaperDisks])
        for words in certificates {
            let when = visit.wording.exact(words.erasure.ended)
            document.fact("\(words.erasure.model) \(words.erasure.serial)", "\(words.title), \(when)")
        }
        document.line(for: visit[.retiredPaperPractice])
        document.line(for: visit[.erasureSigned])
        for words in certificates {
            document.newPage()
            ErasurePages.write(words, visit, to: &document)
        }
        return document
    }
}
