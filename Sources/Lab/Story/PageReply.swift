public import Guest

/// What a server answered.
public struct PageReply: Sendable {
    /// 200, 303, 404 ...
    public var status: Int
    /// Header fields, names in lower case, the last of several.
    public var headers: [String: String]
    /// The body.
    public var body: [UInt8]
    /// Path and query that were asked for in the end.
    public var path: String

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }
    /// The body as a page.
    public var page: HTMLPage { HTMLPage(text) }

    /// The body as JSON. Throws `.page` naming the path.
    public func json() throws -> JSON {
        guard let value = try? JSON(body) else { throw StoryError(.page, "\(path) is no JSON: \(text.prefix(200))") }
        return value
    }

    /// Itself if the status is one of `wanted`. Throws `.page` with what the page says.
    @discardableResult
    public func expecting(_ wanted: Int...) throws -> PageReply {
        guard wanted.contains(status) else {
            throw StoryError(.page, "\(path) answered \(status): \(page.text.prefix(300))")
        }
        return self
    }
}
