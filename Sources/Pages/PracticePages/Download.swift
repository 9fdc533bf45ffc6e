import DatasafeCore
import Hummingbird
import Markup
import PageFrame
import Staging

/// `/files/document/7[?version=2][&view=1]`: the bytes of a document, straight from its blob.
struct Download {
    /// A shown document may do nothing: no script, no form, no frame, no request.
    private static let sandbox = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
    /// Browsers refuse to show a PDF in a sandbox; their viewer runs outside the page anyway.
    private static let viewer = "default-src 'none'; object-src 'self'; plugin-types application/pdf"

    /// Folder of the blobs.
    let folder: String

    func register(_ routes: PageRoutes) {
        let files = FileIO()
        routes.get("/files/document/{id}", need: .may(.open)) { visit in
            guard let id = visit.parameter("id").flatMap({ Int($0) }) else { return visit.refused(.of(.notFound)) }
            let opened = try await visit.ask(
                PracticeDeeds.OpenDocument(
                    session: visit.openSession, document: id, version: visit.number("version")))
            guard let address = ContentAddress(opened.sha256) else {
                throw Refusal(code: DocumentCode.damaged.code, subject: opened.document.name)
            }
            return try await send(visit, opened.document, address, files)
        }
    }

    private func send(
        _ visit: Visit, _ document: DocumentRow, _ address: ContentAddress, _ files: FileIO
    ) async throws -> Response {
        let type = MediaType.of(document.name)
        let isShown = visit.query("view") != nil && type.isViewable
        let path = BlobFolder(path: folder).path(of: address)
        do {
            let body = try await files.loadFile(path: path, context: visit.context, chunkLength: 256 << 10)
            return Response(
                status: .ok,
                headers: [
                    .contentType: type.name,
                    .contentDisposition: Download.disposition(document.name, inline: isShown),
                    .contentSecurityPolicy: type.name == "application/pdf" ? Download.viewer : Download.sandbox,
                    .eTag: "\"\(address.hex)\"", .cacheControl: "private, no-store",
                ], body: body)
        } catch is HTTPError {
            // The practice service knows the document, but its bytes are not where they belong.
            throw Refusal(code: DocumentCode.damaged.code, subject: document.name)
        }
    }

    /// RFC 6266: an ASCII name for old programs, the real one percent-encoded (RFC 8187), so that no name can end the
    /// header or add a parameter.
    static func disposition(_ name: String, inline: Bool) -> String {
        let ascii = name.unicodeScalars.map { scalar in
            scalar.isASCII && scalar.value >= 0x20 && scalar.value < 0x7F && scalar != "\"" && scalar != "\\"
                && scalar != "%" && scalar != "/" ? Character(scalar) : "_"
        }
        return "\(inline ? "inline" : "attachment"); filename=\"\(String(ascii))\"; "
            + "filename*=UTF-8''\(PercentText.encoded(name))"
    }
}
