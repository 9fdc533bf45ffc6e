public import DatasafeCore
public import DatasafeTexts
import FoundationEssentials
public import Hummingbird
import Logging
public import Markup

extension Visit {
    /// A whole page in the frame; `scripts` are further ones under /assets/ that only this page needs.
    public func page(
        _ title: Text, place: Place? = nil, scripts: [String] = [], status: HTTPResponse.Status = .ok, _ content: HTML
    ) -> Response {
        let layout = PageLayout(visit: self, title: title, place: place, scripts: scripts, content: content)
        return html(layout.html, status: status)
    }

    /// A piece of a page for htmx.
    public func fragment(_ content: HTML) -> Response { html(content, status: .ok) }

    /// "Nothing changed": htmx leaves the page as it is.
    public func unchanged() -> Response { Response(status: .noContent) }

    /// htmx loads the page anew.
    public func refresh() -> Response { Response(status: .noContent, headers: [.htmxRefresh: "true"]) }

    /// Another page, by GET. `path` is one of ours: see `local(_:)` for paths that came from outside.
    public func redirect(to path: String) -> Response {
        if isFragment { return Response(status: .noContent, headers: [.htmxRedirect: path]) }
        return Response(status: .seeOther, headers: [.location: path])
    }

    /// Another page after something was done, with one sentence of what.
    public func redirect(to path: String, note: Note) -> Response {
        redirect(to: "\(path)\(path.contains("?") ? "&" : "?")note=\(note.rawValue)")
    }

    /// JSON for programs and the page's own script.
    public func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return Response(status: .internalServerError) }
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// The page of a refusal: code, sentence, one action, a way back.
    public func refused(_ refusal: Refusal) -> Response {
        let status = refusal.status
        log(.notice, "refused", ["code": refusal.code])
        if wantsJSON { return json(RefusalReply(advice(for: refusal), language), status: status) }
        let content: HTML = """
            <div class="narrow" id="refusal" data-code="\(refusal.code)">\
            <h1>\(self[.refusedTitle])</h1>\(notice(refusal))\
            <p><a class="btn btn-primary" href="\(wayBack)">\(Icon.back.html) \(self[.back])</a></p></div>
            """
        return page(.refusedTitle, status: status, content)
    }

    /// An error that is no refusal: the service could not be asked.
    func failed(_ error: any Error) -> Response {
        log(.error, "failed", ["error": "\(error)"])
        return refused(.of(.noAnswer))
    }

    /// One line for the journal: the route, never the address itself, which may hold names.
    private func log(_ level: Logger.Level, _ words: Logger.Message, _ values: [String: String]) {
        var metadata = values.mapValues { Logger.MetadataValue.string($0) }
        metadata["route"] = .string(context.endpointPath ?? "")
        context.logger.log(level: level, words, metadata: metadata)
    }

    /// The log-in page, and from there back to here.
    public func toLogIn(ended: Bool) -> Response {
        if wantsJSON { return refused(Refusal(code: Doorman.noSession)) }
        let here = request.method == .get && !isFragment ? request.uri.string : "/"
        let next = Visit.local(here) == "/" ? "" : "&next=\(PercentText.encoded(here))"
        return redirect(to: "/login?because=\(ended && session != nil ? "time" : "login")\(next)")
    }

    /// The same path if it leads to a page of this box, else the start page.
    public static func local(_ path: String?) -> String {
        guard let path, path.utf8.count <= 500, path.hasPrefix("/"), !path.hasPrefix("//"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return path
    }

    /// The page a refused form came from.
    private var wayBack: String {
        guard let referer = request.headers[.referer], let host = request.head.authority,
            referer.hasPrefix("https://\(host)/")
        else { return "/" }
        return Visit.local(String(referer.dropFirst("https://\(host)".count)))
    }

    private func html(_ content: HTML, status: HTTPResponse.Status) -> Response {
        var response = Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue],
            body: .init(byteBuffer: ByteBuffer(string: content.markup)))
        if csrfIsNew { response.headers.append(.init(name: .setCookie, value: CookieJar.set(.csrf, csrf))) }
        return response
    }
}
