import DatasafeCore
import DatasafeFormats
import DatasafeTexts
import Markup
import PageFrame

/// The sheet with the backup key: QR code, 48 words, 128 digits. Drawn without a script and never stored; the page that
/// holds it is `no-store` like every page.
struct PaperCopy {
    let visit: Visit
    private let words: [String]
    private let digits: String

    init(visit: Visit, key: Secret) {
        self.visit = visit
        guard key.count == BackupKeyPaper.keyLength else {
            words = []
            digits = ""
            return
        }
        var bytes = SecretBytes(count: key.count)
        key.withBytes { source in bytes.withUnsafeMutableBytes { $0.copyMemory(from: source) } }
        words = BackupKeyPaper.words(of: bytes)
        digits = BackupKeyPaper.text(of: bytes)
    }

    var html: HTML {
        guard !words.isEmpty else { return visit.notice(.of(.noAnswer)) }
        let made = visit.say(
            .paperMade,
            ["when": visit.wording.exact(visit.frame.now()), "box": visit.sight.storage?.box ?? ""])
        return """
            <div class="no-print actions mb-3"><button type="button" class="btn btn-primary" data-prints>\
            \(Icon.paper.html) \(visit[.paperPrint])</button></div>\
            <article class="paper card" id="paper"><h1>Datasafe · \(visit[.paperTitle])</h1>\
            <div class="paper-head">\(code)<div><p><strong>\(visit[.paperSecret])</strong></p>\
            <p>\(visit[.paperWhat])</p><p>\(visit[.paperUse])</p><p class="muted">\(made)</p></div></div>\
            <h2>\(visit[.paperWords])</h2><ol class="words" id="words">\(words.map { "<li>\($0)</li>" as HTML })</ol>\
            <h2>\(visit[.paperHex])</h2><p class="hex" id="hex">\(groups)</p><p class="muted">\(visit[.paperHexHint])</p>\
            </article>
            """
    }

    private var code: HTML {
        guard let code = QRCode(text: digits) else { return .empty }
        let side = code.size + 2 * QRCode.quietZone
        return """
            <svg class="qr" viewBox="0 0 \(side) \(side)" role="img" aria-label="\(visit[.paperQR])" \
            shape-rendering="crispEdges"><path fill="#fff" d="M0 0h\(side)v\(side)H0z"></path>\
            <path fill="#000" d="\(HTML.raw(code.svgPath))"></path></svg>
            """
    }

    /// Groups of four digits, eight to a line.
    private var groups: HTML {
        let characters = Array(digits)
        let fours = stride(from: 0, to: characters.count, by: 4).map {
            String(characters[$0..<min($0 + 4, characters.count)])
        }
        return stride(from: 0, to: fours.count, by: 8).map { start in
            "\(fours[start..<min(start + 8, fours.count)].joined(separator: " "))<br>"
        }.joined()
    }
}
