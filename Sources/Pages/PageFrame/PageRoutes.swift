public import DatasafeCore
public import Hummingbird

/// Registers pages: each with what it needs of the visitor, answers that change something guarded against forged
/// requests, refusals of services turned into a page with code, sentence and action.
public struct PageRoutes {
    /// The largest form, bytes.
    static let largestForm = 64 << 10

    /// The outsides.
    public let frame: Frame
    private let router: Router<PageContext>

    /// Registers at `router`.
    public init(router: Router<PageContext>, frame: Frame) {
        self.router = router
        self.frame = frame
    }

    /// A page that is only looked at.
    public func get(
        _ path: RouterPath, need: Need, answer: @escaping @Sendable (Visit) async throws -> Response
    ) {
        let frame = frame
        router.get(path) { request, context in
            await PageRoutes.respond(Visit(request: request, context: context, frame: frame), need, answer)
        }
    }

    /// A form that was sent.
    public func post(
        _ path: RouterPath, need: Need, answer: @escaping @Sendable (Visit, FormFields) async throws -> Response
    ) {
        let frame = frame
        router.post(path) { request, context in
            let visit = Visit(request: request, context: context, frame: frame)
            guard let form = await PageRoutes.form(of: request) else { return visit.refused(.of(.form)) }
            guard ForgeryGuard.passes(request, sent: form["csrf"] ?? request.headers[.csrfToken]) else {
                return visit.refused(.of(.forged))
            }
            return await PageRoutes.respond(visit, need) { try await answer($0, form) }
        }
    }

    /// A body of any size that the answer reads itself; the token travels in the header `X-CSRF-Token`.
    public func put(
        _ path: RouterPath, need: Need, answer: @escaping @Sendable (Visit) async throws -> Response
    ) {
        let frame = frame
        router.put(path) { request, context in
            let visit = Visit(request: request, context: context, frame: frame)
            guard ForgeryGuard.passes(request, sent: request.headers[.csrfToken]) else {
                return visit.refused(.of(.forged))
            }
            return await PageRoutes.respond(visit, need, answer)
        }
    }

    private static func respond(
        _ visit: Visit, _ need: Need, _ answer: (Visit) async throws -> Response
    ) async -> Response {
        do {
            switch try await Doorman.admit(visit, need: need) {
            case .turnedAway(let response): return response
            case .admitted(let visit): return try await PageRoutes.answering(visit, answer)
            }
        } catch {
            return visit.failed(error)
        }
    }

    private static func answering(_ visit: Visit, _ answer: (Visit) async throws -> Response) async throws -> Response {
        do {
            return try await answer(visit)
        } catch let refusal as Refusal where refusal.code == Doorman.noSession {
            // The session ended between the door and the deed.
            return visit.toLogIn(ended: true)
        } catch let refusal as Refusal {
            return visit.refused(refusal)
        }
    }

    /// Reads a form within its size and 30 s, so that nobody holds a connection by sending a byte now and then.
    private static func form(of request: Request) async -> FormFields? {
        await withTaskGroup(of: FormFields?.self) { group in
            group.addTask {
                guard let body = try? await request.body.collect(upTo: largestForm) else { return nil }
                return FormFields(text: String(buffer: body))
            }
            group.addTask {
                try? await Task.sleep(for: .seconds(30))
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}

extension Refusal {
    /// A refusal of the pages themselves.
    public static func of(_ code: WebCode, subject: String = "") -> Refusal {
        Refusal(code: code.code, subject: subject)
    }
}
