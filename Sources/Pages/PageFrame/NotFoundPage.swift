import DatasafeCore
public import Hummingbird

/// Turns "no such address" and broken requests into pages of the box.
public struct NotFoundPage: RouterMiddleware {
    private let frame: Frame

    /// With the outsides of the page.
    public init(frame: Frame) { self.frame = frame }

    public func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError {
            let visit = Visit(request: request, context: context, frame: frame)
            return visit.refused(.of(error.status == .notFound ? .notFound : .form))
        }
    }
}
