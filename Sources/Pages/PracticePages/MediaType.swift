/// What a document is, by the end of its name; only for how a browser may show it, never for what it may do.
struct MediaType: Equatable {
    /// As sent in `Content-Type`.
    var name: String
    /// May be shown in the browser: nothing that could run a script.
    var isViewable: Bool

    /// For anything not in the table.
    static let unknown = MediaType(name: "application/octet-stream", isViewable: false)

    /// By the ending, upper or lower case.
    static func of(_ document: String) -> MediaType {
        guard let dot = document.lastIndex(of: ".") else { return .unknown }
        return known[document[document.index(after: dot)...].lowercased()] ?? .unknown
    }

    private static let known: [String: MediaType] = [
        "pdf": MediaType(name: "application/pdf", isViewable: true),
        "png": MediaType(name: "image/png", isViewable: true),
        "jpg": MediaType(name: "image/jpeg", isViewable: true),
        "jpeg": MediaType(name: "image/jpeg", isViewable: true),
        "gif": MediaType(name: "image/gif", isViewable: true),
        "webp": MediaType(name: "image/webp", isViewable: true),
        "txt": MediaType(name: "text/plain; charset=utf-8", isViewable: true),
        "csv": MediaType(name: "text/plain; charset=utf-8", isViewable: true),
        "zip": MediaType(name: "application/zip", isViewable: false),
        "mp4": MediaType(name: "video/mp4", isViewable: false),
        "docx": MediaType(
            name: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", isViewable: false),
        "xlsx": MediaType(
            name: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", isViewable: false),
        "odt": MediaType(name: "application/vnd.oasis.opendocument.text", isViewable: false),
    ]
}
